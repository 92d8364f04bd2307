import { describe, expect, test } from 'vitest';
import {
  castOf,
  earlierCase,
  factsOf,
  grantedRecheck,
  openingOf,
  type Setting,
} from '../../support/application/cast.ts';
import { codesOf, given, way, writesOf } from '../../support/application/play.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** The readings of domain §5 on matters, reopened cases and ends (A24, A50–A54), each by its number. */

/** The command of a granted recheck for a case that did not pass. */
function reopening(setting: Setting) {
  const ended = given([...way.voting, 'decide (fails by one vote)'], setting);
  const reopened = { outcome: ended.stands(), context: ended.context(), recheck: grantedRecheck, followUp: null };
  return {
    actor: castOf(setting).system,
    data: { ...openingOf(setting), reopens: earlierCase },
    facts: { ...factsOf(setting), reopened },
  };
}

describe('A50: a case that a recheck reopens', () => {
  test('stands in the queue, with its earlier publicities and without nodes it has behind it', () => {
    const play = given();
    play.act('open', reopening(play.setting));
    expect(play.stands()).toBe('expertReview.queued');
    expect(play.context()).toMatchObject({ reopens: earlierCase, ran: { policy: 'a'.repeat(64), result: null } });
    expect([...play.armed().keys()].sort()).toEqual(['cycleRollover', 'filingDue', 'reviewMeetingDue']);
  });

  test('takes no slot of its own, but the vacancy that its earlier case gave back', () => {
    const play = given();
    expect(writesOf(play.act('open', reopening(play.setting)))).toEqual(['vacancy reserve', 'followUp open']);
  });

  test('is refused where the vacancy is another’s by now, and where it was opened already', () => {
    const play = given();
    const command = reopening(play.setting);
    const taken = { ...command.facts, vacancy: { approved: 1, reserved: 1, own: false } };
    expect(codesOf(play.send('open', { ...command, facts: taken }))).toEqual(['NO_VACANCY']);
    const again = { ...command.facts, reopened: { ...command.facts.reopened, followUp: earlierCase } };
    expect(codesOf(play.send('open', { ...command, facts: again }))).toEqual(['REOPENED_ALREADY']);
  });

  test('publishes its result anew before it is certified', () => {
    const play = given();
    play.act('open', reopening(play.setting));
    for (const label of ['convene', 'recordOpinion', 'decide (passes)']) play.act(label);
    expect(play.stands()).toBe('resultPublicity.open.awaitingNotice');
    play.act('publish');
    play.ring('resultPublicityEnd');
    play.act('confirm');
    expect(play.stands()).toBe('certified');
  });

  test('has the recheck’s own term where the plan’s meeting is over', () => {
    const play = given();
    play.act('open', { ...reopening(play.setting), at: Date.parse('2024-03-01T10:00:00+08:00') });
    const due = play.armed().get('reviewMeetingDue');
    expect(due?.rule).toMatchObject({ kind: 'period', workingDays: kaili2023.recheck.meeting.workingDays });
  });

  test.each(['certified', 'withdrawn', 'policyRejected'])('is not one that was %s', (outcome) => {
    const play = given();
    const command = reopening(play.setting);
    const facts = { ...command.facts, reopened: { ...command.facts.reopened, outcome } };
    expect(codesOf(play.send('open', { ...command, facts }))).toEqual(['NO_REOPENING']);
  });
});

describe('A51: a matter', () => {
  test('is upheld only in a publicity', () => {
    const play = given([...way.shown, 'object (a)', 'return (to the applicant)']);
    expect(codesOf(play.send('resolveObjection (upheld, return)'))).toEqual(['UPHELD_OUTSIDE_PUBLICITY']);
    play.act('resolveObjection (dismissed)');
    expect(play.context().openMatters).toEqual([]);
  });

  test('upheld needs a consequence that its publicity has, and is told which', () => {
    const play = given([...way.shown, 'object (a)']);
    const result = play.send('resolveObjection (upheld, reject)');
    expect(result.outcome === 'refused' ? result.blockers : null).toEqual([
      { code: 'NO_SUCH_CONSEQUENCE', params: { possible: 'return decline' }, clause: '令40 第16条', help: null },
    ]);
  });

  test('open when the publicity ends leads to the check, and its dismissal on', () => {
    const play = given([...way.shown, 'object (a)', '⏰ internalPublicityEnd']);
    expect(play.stands()).toBe('beforeIntake.unitVerification.objectionCheck');
    play.act('resolveObjection (dismissed)');
    expect(play.stands()).toBe('beforeIntake.unitVerification.recommendation');
  });

  test('that is opened does not stop the clock of its publicity', () => {
    const play = given(way.shown);
    const before = play.armed().get('internalPublicityEnd');
    play.act('object (a)');
    expect(play.armed().get('internalPublicityEnd')).toBe(before);
  });

  test('A24: raised after the publicity and before the certificate holds the case', () => {
    const play = given([...way.confirming, 'complain (b)']);
    expect(codesOf(play.send('confirm'))).toEqual(['CASE_HELD']);
    play.act('resolveComplaint (dismissed)');
    play.act('confirm');
    expect(play.stands()).toBe('certified');
  });
});

describe('A52: what nothing in the notice ends', () => {
  test('has its nodes, recorded as overrun when they pass', () => {
    const play = given(way.queued);
    play.until('2024-01-02T00:00');
    expect(play.nodes()).toMatchObject({ reviewMeetingDue: 'overrun', filingDue: 'overrun' });
    expect(play.stands()).toBe('expertReview.queued');
  });

  test('flagged by the rollover, is to be decided within ten working days', () => {
    const play = given(way.queued);
    play.ring('cycleRollover');
    expect(play.armed().get('rolloverDecisionDue')?.rule).toMatchObject({ kind: 'period', workingDays: 10 });
    play.ring('rolloverDecisionDue');
    expect(codesOf(play.send('carryOver'))).toEqual(['moved']);
  });
});

describe('A53: withdrawal while a matter is open', () => {
  test('is barred while it alleges fraud', () => {
    const play = given([...way.shown, 'object (a, fraud)']);
    expect(codesOf(play.send('withdraw'))).toEqual(['FRAUD_OPEN']);
    play.act('resolveObjection (dismissed)');
    play.act('withdraw');
    expect(play.stands()).toBe('withdrawn');
  });

  test('lets any other matter lapse', () => {
    const play = given([...way.shown, 'object (a)', 'withdraw']);
    expect(play.stands()).toBe('withdrawn');
    expect(play.context().openMatters).toEqual([]);
  });

  test('is possible before the vote, not once it has begun', () => {
    expect(codesOf(given([...way.queued, 'convene']).send('withdraw'))).toEqual(['moved']);
    expect(codesOf(given(way.voting).send('withdraw'))).toEqual(['EVENT_NOT_ALLOWED']);
  });
});

describe('A54: the certificate', () => {
  test('is opened as a lifecycle of its own when the case is confirmed', () => {
    const play = given(way.confirming);
    const { effects } = play.act('confirm');
    expect(play.stands()).toBe('certified');
    expect(effects.filter(({ kind }) => kind === 'command')).toMatchObject([
      { lifecycle: 'certificate', event: 'open', data: { person: 'p-applicant', unit: 'hospital-1' } },
    ]);
  });
});
