import { describe, expect, test } from 'vitest';
import { isoInZone } from '../../../machines/time.ts';
import { bar, castOf, settings } from '../../support/application/cast.ts';
import { codesOf, given, way, writesOf } from '../../support/application/play.ts';

/** The readings of domain §5 that the chart carries up to the vote (A01–A05, A21, A22, A34–A42), each by its number. */

const local = (instant: number | undefined) => (instant === undefined ? null : isoInZone(instant).slice(0, 16));

describe('A01 and A04: a date includes its day', () => {
  test('31 July is still usable: the rollover comes as August begins', () => {
    expect(local(given(['open']).armed().get('cycleRollover')?.dueAt)).toBe('2024-08-01T00:00');
  });

  test('the last day of the click window counts to its end', () => {
    const play = given(['open']);
    expect(local(play.armed().get('clickWindowEnd')?.dueAt)).toBe('2023-09-01T00:00');
    const onItsLastInstant = { at: Date.parse('2023-08-31T23:59:59.999+08:00') };
    expect(codesOf(given(['open']).send('submit', onItsLastInstant))).toEqual(['moved']);
    expect(codesOf(play.send('submit (after the window)'))).toEqual(['CLICK_WINDOW_CLOSED']);
  });
});

describe('A03: the intake cut-off', () => {
  test('ends no case: it can be extended, and finally the rollover ends it', () => {
    const play = given([...way.recommended, '⏰ intakeCutoff']);
    expect(play.snapshot().status).toBe('active');
    expect([...play.armed().keys()]).toContain('cycleRollover');
    expect(codesOf(play.send('extend (first person)'))).toEqual(['moved']);
    play.ring('cycleRollover');
    expect(play.stands()).toBe('terminatedByRollover');
  });
});

describe('A21 and A22: publicities', () => {
  test('the unit’s verification includes five working days of internal publicity', () => {
    const play = given(way.shown);
    expect(play.stands()).toBe('beforeIntake.unitVerification.internalPublicity.shown');
    expect(play.armed().get('internalPublicityEnd')?.rule).toMatchObject({ kind: 'period', workingDays: 5 });
  });

  test('the policy review is published, or not at all where the programme gives it no length', () => {
    expect(given(way.reviewed).stands()).toBe('policyReview.publicity.shown');
    expect(given([...way.received, 'passPolicy'], settings.unpublishedReview).stands()).toBe('expertReview.queued');
  });
});

describe('A34: a correction asked by the unit', () => {
  const returnedOn = (day: string) => {
    const play = given(way.submitted);
    play.act('return (to the applicant)', { at: Date.parse(`${day}T10:00:00+08:00`) });
    return local(play.armed().get('correctionDue')?.dueAt);
  };

  test('has the configured five working days while there is room', () => {
    expect(returnedOn('2023-08-15')).toBe('2023-08-23T00:00');
  });

  test('must come back one working day before the last on which the publicity can open', () => {
    // The unit's node is Tuesday 12 September: the publicity opens on Monday the 4th at the latest.
    expect(returnedOn('2023-08-31')).toBe('2023-09-02T00:00');
  });

  test('has the configured length where that day has gone by', () => {
    expect(returnedOn('2023-09-05')).toBe('2023-09-13T00:00');
  });
});

describe('A05 and A35: the year’s slot', () => {
  test('is taken at the opening', () => {
    const play = given();
    expect(writesOf(play.act('open'))).toEqual(['yearSlot take']);
  });

  test.each([
    ['withdrawn before policy review', way.shown, 'withdraw'],
    ['not recommended by the unit (A35)', way.published, 'decline'],
  ] as const)('is free again when the case is %s', (_how, acts, last) => {
    expect(writesOf(given(acts).act(last))).toContain('yearSlot free');
  });

  test('becomes permanent on entering policy review', () => {
    expect(writesOf(given(way.pushed).act('receive'))).toEqual(['yearSlot keep']);
  });
});

describe('A36: the rollover', () => {
  test.each([
    ['a draft', ['open']],
    ['a locked draft', ['open', '⏰ clickWindowEnd']],
    ['the unit’s check', way.submitted],
    ['a correction', [...way.submitted, 'return (to the applicant)']],
    ['the unit’s publicity', way.shown],
    ['the recommendation', way.published],
    ['the department’s desk', way.recommended],
    ['a missed cut-off', [...way.recommended, '⏰ intakeCutoff']],
    ['the material intake', way.pushed],
    ['policy review', way.received],
    ['a supplement', [...way.received, 'requestSupplement']],
    ['the policy publicity', way.reviewed],
  ] as const)('ends %s', (_what, acts) => {
    const play = given(acts);
    play.ring('cycleRollover');
    expect(play.stands()).toBe('terminatedByRollover');
  });

  test.each([
    ['the queue for the meeting', way.queued],
    ['the group’s appraisal', [...way.queued, 'convene']],
    ['the vote', way.voting],
    ['the result’s publicity', way.passed],
    ['the confirmation', way.confirming],
  ] as const)('flags %s, where the bureau carries it over or terminates it', (_what, acts) => {
    const play = given(acts);
    const before = play.stands();
    play.ring('cycleRollover');
    expect(play.stands()).toBe(before);
    expect([...play.armed().keys()]).toContain('rolloverDecisionDue');
    const other = given(acts);
    other.ring('cycleRollover');
    play.act('carryOver');
    other.act('terminate');
    expect([play.stands(), other.stands()]).toEqual([before, 'terminatedByRollover']);
  });

  test('A02: a case that is flagged goes on meanwhile, and is never ended by the clock', () => {
    const play = given(way.voting);
    play.ring('cycleRollover');
    play.ring('rolloverDecisionDue');
    play.act('decide (passes)');
    play.act('publish');
    play.ring('resultPublicityEnd');
    play.act('confirm');
    expect(play.stands()).toBe('certified');
  });
});

describe('A37: pushed in time', () => {
  test('and received after the cut-off is not missed; the lateness is recorded', () => {
    const play = given(way.pushed);
    play.ring('intakeCutoff');
    expect(play.stands()).toBe('materialIntake.late');
    play.act('receive');
    expect(play.stands()).toBe('policyReview.reviewing');
  });
});

describe('A38: a correction that is not made in time', () => {
  test.each([
    ['the unit', [...way.submitted, 'return (to the applicant)'], 'unitVerification.correction'],
    ['the department', [...way.recommended, 'return (to the applicant)'], 'departmentPush.applicantCorrection'],
  ] as const)('asked by %s stays open until the cut-off, then it is missed', (_who, acts, place) => {
    const play = given(acts);
    play.ring('correctionDue');
    expect(play.stands()).toBe(`beforeIntake.${place}.late`);
    expect(codesOf(given([...acts, '⏰ correctionDue']).send('resubmit (x)'))).toEqual(['moved']);
    play.ring('intakeCutoff');
    expect(play.stands()).toBe('missedCutoff');
  });
});

describe('A39: a node', () => {
  test('that is overrun forbids nothing before the cut-off', () => {
    const play = given(way.published);
    play.ring('unitPushDue');
    expect(play.nodes()).toEqual({ unitPushDue: 'overrun' });
    play.act('recommend');
    expect(play.stands()).toBe('beforeIntake.departmentPush.desk');
  });

  test('once met stays met when the case is returned later', () => {
    const play = given([...way.recommended, 'return (to the unit)']);
    play.ring('unitPushDue');
    expect(play.nodes()).toEqual({ unitPushDue: 'met' });
  });
});

describe('A40: a bar', () => {
  test('found at the vote refuses the act, every time, and the organiser ends the case as rejected', () => {
    const play = given(way.voting);
    for (const _time of [1, 2]) expect(codesOf(play.send('decide (barred)'))).toEqual(['BARRED']);
    expect(play.stands()).toBe('expertReview.voting');
    play.act('reject');
    expect(play.stands()).toBe('policyRejected');
  });

  test('found at the filing refuses the confirmation, and the filing is refused: no certificate', () => {
    const play = given(way.confirming);
    expect(codesOf(play.send('confirm (barred)'))).toEqual(['BARRED']);
    const { effects } = play.act('refuseFiling');
    expect(play.stands()).toBe('filingRejected');
    expect(effects.filter(({ kind }) => kind === 'command')).toEqual([]);
  });

  test('A09: is asked for at submission and recommendation too, and ends with its last day', () => {
    const lastDay = { ...bar, barredThrough: '2023-08-15' };
    const on = (day: string) => ({ at: Date.parse(`${day}T10:00:00+08:00`), facts: { bars: [lastDay] } });
    expect(codesOf(given(['open']).send('submit', on('2023-08-15')))).toEqual(['BARRED']);
    expect(codesOf(given(['open']).send('submit', on('2023-08-16')))).toEqual(['moved']);
    expect(codesOf(given(way.published).send('recommend (barred)'))).toEqual(['BARRED']);
  });
});

describe('A41: an extension', () => {
  const missed = [...way.published, '⏰ unitPushDue', '⏰ intakeCutoff'] as const;

  test('takes two persons: the first only proposes', () => {
    const play = given(missed);
    play.act('extend (first person)');
    expect(play.stands()).toBe('missedCutoff');
    expect(codesOf(play.send('extend (first person)'))).toEqual(['ALREADY_PROPOSED']);
    play.act('extend (second person)');
    expect(play.stands()).toBe('beforeIntake.unitVerification.recommendation');
  });

  test('brings a new cut-off and leaves judged nodes judged', () => {
    const play = given([...missed, 'extend (first person)', 'extend (second person)']);
    expect(local(play.armed().get('intakeCutoff')?.dueAt)).toBe('2023-11-30T00:00');
    expect(play.nodes()).toEqual({ unitPushDue: 'overrun' });
  });

  test('a second one has to be later still', () => {
    const play = given([...missed, 'extend (first person)', 'extend (second person)', '⏰ intakeCutoff']);
    expect(codesOf(play.send('extend (no later than it is)'))).toEqual(['CUTOFF_NOT_LATER']);
    play.act('extend (first person)');
    play.act('extend (second person)');
    expect(local(play.armed().get('intakeCutoff')?.dueAt)).toBe('2023-12-31T00:00');
  });

  test('another reason, or another date, is another proposal', () => {
    const play = given([...missed, 'extend (first person)']);
    play.act('extend (second person)', { envelope: { reason: { code: 'SYSTEM_FAILURE' } } });
    expect(play.stands()).toBe('missedCutoff');
    expect(codesOf(play.send('extend (second person)', { envelope: { reason: { code: 'SYSTEM_FAILURE' } } }))).toEqual([
      'ALREADY_PROPOSED',
    ]);
  });

  test('a delegate counts as both persons, in either order', () => {
    const play = given([...missed, 'extend (first person’s delegate)']);
    const { organiser, bureau } = castOf(play.setting);
    expect(codesOf(play.send('extend (first person)', { actor: organiser }))).toEqual(['ALREADY_PROPOSED']);
    expect(codesOf(play.send('extend (by the bureau)', { actor: bureau }))).toEqual(['ALREADY_PROPOSED']);
    play.act('extend (second person)');
    expect(play.stands()).toBe('beforeIntake.unitVerification.recommendation');
  });
});

describe('A42: a correction', () => {
  test('of policy review that changes the content needs no new internal publicity; the later ones show what was corrected', () => {
    const play = given([...way.received, 'requestSupplement', 'supplement (y)']);
    play.act('passPolicy');
    play.act('publish');
    play.ring('policyPublicityEnd');
    expect(play.stands()).toBe('expertReview.queued');
    expect(play.context().ran).toMatchObject({ internal: 'a'.repeat(64), policy: 'b'.repeat(64) });
  });

  test('what left the notice that showed it is shown anew, also where its content is again what was shown (domain §2.7)', () => {
    const changed = ['return (to the applicant)', 'resubmit (y)', 'verify'];
    const play = given([...way.recommended, ...changed, 'return (to the applicant)', 'resubmit (x)', 'verify']);
    expect(play.stands()).toBe('beforeIntake.unitVerification.internalPublicity.awaitingNotice');
  });

  test('before the push that changes the content does: it is published anew', () => {
    const play = given([...way.recommended, 'return (to the applicant)', 'resubmit (y)', 'verify']);
    expect(play.stands()).toBe('beforeIntake.unitVerification.internalPublicity.awaitingNotice');
  });

  test('that leaves the content as it was comes back to the desk that asked', () => {
    const play = given([...way.recommended, 'push', 'return (to the unit)', 'resubmit (x)'], settings.twoDepartments);
    expect(play.stands()).toBe('beforeIntake.departmentPush.desk');
    expect(play.context().level).toBe(1);
  });
});
