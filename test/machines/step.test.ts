import { describe, expect, test } from 'vitest';
import { applicationDeadlines, deadlines } from '../../machines/deadlines.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import type { Role } from '../../machines/roles.ts';
import { type Occurrence, type StepInput, step } from '../../machines/step.ts';
import { structureOf } from '../../machines/structure.ts';
import { actor, bar, castOf, envelope, factsOf, instants, openingOf, settings } from '../support/application/cast.ts';
import { codesOf, given, type Play, way } from '../support/application/play.ts';
import { programmeCalendar } from '../support/programmes.ts';

const lifecycle = currentLifecycle('application');
const setting = settings.oneDepartment;
const cast = castOf(setting);

/** A step of a played case that a play itself would not take. */
function stepOf(play: Play, occurrence: Occurrence, other: Partial<StepInput> = {}) {
  const { programme } = play.setting;
  const common = { lifecycle, snapshot: play.snapshot(), actor: cast.clock, facts: {}, at: instants.inWindow };
  return step({ ...common, programme, calendar: programmeCalendar, occurrence, ...other });
}

const command = (type: string, data: object = {}): Occurrence => ({ kind: 'command', type, data, envelope });

describe('a refusal', () => {
  test.each([
    ['a bar', way.published, 'recommend (barred)', { code: 'BARRED', clause: '三(三)', help: null }],
    [
      'a vacancy',
      way.published,
      'recommend (no vacancy)',
      { code: 'NO_VACANCY', clause: '二(二)2', help: 'unitAdmin' },
    ],
    [
      'an item',
      ['open'],
      'submit (an item missing)',
      { code: 'MATERIAL_MISSING', clause: '五(六)', help: 'applicant' },
    ],
    [
      'a matter',
      [...way.queued, 'object (a)'],
      'convene',
      { code: 'CASE_HELD', clause: '令40 第16条', help: 'organiserOfficer' },
    ],
    [
      'a filing',
      way.pushed,
      'receive (filing run out)',
      { code: 'FILING_INVALID', clause: '二(二)1', help: 'filingOfficer' },
    ],
    [
      'the window',
      ['open'],
      'submit (after the window)',
      { code: 'CLICK_WINDOW_CLOSED', clause: '二(二)3', help: null },
    ],
    [
      'the state',
      way.submitted,
      'recommend',
      { code: 'EVENT_NOT_ALLOWED', clause: '二(二)3', help: 'materialReviewer' },
    ],
  ] as const)('over %s names its code, its clause and who could help', (_what, acts, label, blocker) => {
    const result = given(acts).send(label);
    expect(result).toMatchObject({ outcome: 'refused', code: blocker.code, blockers: [blocker] });
  });

  test('says with figures what stands in the way', () => {
    const result = given(way.published).send('recommend (no vacancy)');
    expect(result).toMatchObject({ blockers: [{ params: { approved: 1, reserved: 1 } }] });
  });

  test('names everything that stands in the way, each once', () => {
    const facts = { ...factsOf(setting), bars: [bar], vacancy: { approved: 0, reserved: 0, own: false } };
    const play = given([...way.published, 'object (a)']);
    expect(codesOf(play.send('recommend (by the applicant)', { facts }))).toEqual([
      'OBJECTION_OPEN',
      'SAME_PERSON',
      'BARRED',
      'NO_VACANCY',
    ]);
    const two = given([...way.shown, 'object (a)', 'complain (b)', '⏰ internalPublicityEnd']);
    expect(codesOf(two.send('resolveObjection (upheld, reject)'))).toEqual(['NO_SUCH_CONSEQUENCE']);
  });

  test('leaves the case as it was', () => {
    const play = given(way.published);
    const before = JSON.stringify(play.snapshot());
    play.send('recommend (barred)');
    expect(JSON.stringify(play.snapshot())).toBe(before);
  });

  test('of an ended case is CASE_ENDED and nothing else, whatever is sent', () => {
    const play = given(['open', 'withdraw']);
    const types = [...Object.keys(lifecycle.events), 'anything'];
    for (const type of types) expect(stepOf(play, command(type))).toMatchObject({ code: 'CASE_ENDED' });
    for (const deadline of deadlines)
      expect(stepOf(play, { kind: 'due', deadline })).toMatchObject({ code: 'CASE_ENDED' });
    expect(stepOf(play, { kind: 'recomputed', armed: [] })).toMatchObject({ code: 'CASE_ENDED' });
    expect(stepOf(play, command('submit'))).toMatchObject({ blockers: [{ params: { outcome: 'withdrawn' } }] });
  });
});

describe('what an act must carry', () => {
  test.each([
    ['withdraw', ['open'], { need: 'reason', clause: '二(二)3' }],
    ['recommend', way.published, { need: 'signature', clause: '二(二)2' }],
    ['recordOpinion', [...way.queued, 'convene'], { need: 'document', clause: '令40 第20条' }],
  ] as const)('%s is refused without it', (label, acts, { need, clause }) => {
    const result = given(acts).send(label, { envelope: {} });
    expect(result).toMatchObject({ code: 'NEEDS_MISSING', blockers: [{ params: { need }, clause }] });
  });

  test('is asked for all at once', () => {
    const result = given(way.shown).send('disqualify', { envelope: {} });
    expect(codesOf(result)).toEqual(['NEEDS_MISSING', 'NEEDS_MISSING']);
  });

  test('is a second person only in the form of a second command', () => {
    const play = given([...way.published, '⏰ intakeCutoff']);
    expect(codesOf(play.send('extend (first person)'))).toEqual(['moved']);
  });
});

describe('who may act', () => {
  test('is told by the role: another is refused and told who may', () => {
    const result = given(way.published).send('recommend', { actor: cast.unitHandler });
    const params = { event: 'recommend', entitled: 'unitAdmin' };
    expect(result).toMatchObject({
      blockers: [{ code: 'ROLE_NOT_ENTITLED', params, clause: '二(二)2', help: 'unitAdmin' }],
    });
  });

  test.each([
    ['an applicant for another', ['open'], 'submit', actor('applicant', null, 'p-other')],
    ['another unit’s administrator', way.published, 'recommend', actor('unitAdmin', 'school-2')],
    ['another department', way.recommended, 'push', actor('departmentOfficer', 'kaili-agri')],
    ['another organiser', way.pushed, 'receive', actor('organiserOfficer', 'prov-hrss')],
    ['another committee’s secretary', way.queued, 'convene', actor('committeeSecretary', 'committee-qdn')],
    ['another filing authority', way.confirming, 'confirm', actor('filingOfficer', 'prov-hrss')],
  ] as const)('is told by the relation to the case: %s is not entitled', (_who, acts, label, stranger) => {
    expect(codesOf(given(acts).send(label, { actor: stranger }))).toEqual(['ROLE_NOT_ENTITLED']);
  });

  test('is, of the departments, the one that has the case', () => {
    const play = given(way.recommended, settings.twoDepartments);
    const [first, second] = play.context().route.departments;
    const by = (organisation: string | undefined) => ({ actor: actor('departmentOfficer', organisation ?? '') });
    expect(codesOf(play.send('push', by(second)))).toEqual(['ROLE_NOT_ENTITLED']);
    expect(codesOf(play.send('push', by(first)))).toEqual(['moved']);
    expect(codesOf(play.send('push', by(first)))).toEqual(['ROLE_NOT_ENTITLED']);
    expect(codesOf(play.send('push', by(second)))).toEqual(['moved']);
  });

  test('of an unopened case is whoever its data names', () => {
    const unit = 'hospital-1';
    const stranger = actor('unitHandler', 'school-2');
    expect(codesOf(given().send('open', { actor: actor('unitHandler', unit) }))).toEqual(['moved']);
    expect(codesOf(given().send('open', { actor: stranger }))).toEqual(['ROLE_NOT_ENTITLED']);
  });

  test('an application is opened by people, and reopened by a recheck alone', () => {
    expect(codesOf(given().send('open (by another case, not reopening)'))).toEqual(['ROLE_NOT_ENTITLED']);
    expect(codesOf(given().send('open (by a person, reopening)'))).toEqual(['ROLE_NOT_ENTITLED']);
  });
});

describe('the fence', () => {
  const roles: readonly Role[] = ['applicant', 'clock', 'system', 'bureauOfficer'];
  const own = [...structureOf(lifecycle).deadlineOf.keys()];

  test('lets none of XState’s own events in from outside, whoever claims to send them', () => {
    const play = given(way.shown);
    const names = [...own, 'xstate.init', 'xstate.stop', 'xstate.done.actor.x', 'xstate.after.1.application'];
    for (const type of names) {
      for (const role of roles) {
        const result = stepOf(play, command(type), { actor: actor(role, 'kaili-hrss') });
        expect([type, role, codesOf(result)]).toEqual([type, role, ['EVENT_NOT_ALLOWED']]);
      }
    }
    expect(own.length).toBeGreaterThanOrEqual(applicationDeadlines.length);
  });

  test.each(['', '*', 'SUBMIT', 'constructor', '__proto__', 'toString', 'submitted'])('refuses “%s”', (type) => {
    expect(codesOf(stepOf(given(['open']), command(type), { actor: cast.applicant }))).toEqual(['EVENT_NOT_ALLOWED']);
  });

  test('takes a deadline only where it is armed', () => {
    const play = given(way.shown);
    const armed = new Set(play.armed().keys());
    for (const deadline of deadlines.filter((name) => !armed.has(name))) {
      expect(() => stepOf(play, { kind: 'due', deadline })).toThrow(`${deadline} is not armed where the case stands`);
    }
  });

  test('does not guess a fact that was not loaded', () => {
    const play = given(way.published);
    expect(() => stepOf(play, command('recommend'), { actor: cast.unitAdmin })).toThrow('does not know');
  });
});

describe('a move', () => {
  test('is named in the past tense, by the clause of its transition', () => {
    expect(given(['open']).act('submit')).toMatchObject({ past: 'submitted', clause: '二(二)3' });
    expect(given(['open']).ring('clickWindowEnd')).toMatchObject({ past: 'clickWindowEnd', clause: '二(二)3' });
  });

  test('into a publicity arms its end, counted from the instant that counts', () => {
    const at = Date.parse('2023-08-22T16:00:00+08:00');
    const [arm] = given([...way.submitted, 'verify']).act('publish', { at }).arms;
    expect(arm).toMatchObject({ name: 'internalPublicityEnd', anchor: at, provisional: false });
    expect(arm?.dueAt).toBe(Date.parse('2023-08-30T00:00:00+08:00'));
    expect(arm?.rule).toMatchObject({ kind: 'period', workingDays: 5, from: '2023-08-22', last: '2023-08-29' });
  });

  test('at the opening arms every node of the plan, the click window and the year’s stop', () => {
    const { arms } = given().act('open');
    expect(arms.map(({ name }) => name).sort()).toEqual([
      'clickWindowEnd',
      'cycleRollover',
      'departmentPushDue',
      'filingDue',
      'policyReviewDue',
      'reviewMeetingDue',
      'unitPushDue',
    ]);
  });

  test('that arms a deadline anew replaces it: it is not disarmed as well', () => {
    const { arms, disarms } = given(way.recommended).act('push');
    expect(arms.map(({ name }) => name)).toEqual(['intakeCutoff']);
    expect(disarms).toEqual([]);
  });

  test('to an end disarms everything', () => {
    const play = given(way.shown);
    const armed = [...play.armed().keys()].sort();
    expect([...play.act('withdraw').disarms].sort()).toEqual(armed);
  });

  test('tells whoever gets the case, and the applicant when it ends', () => {
    const told = (result: ReturnType<Play['act']>) => result.effects.filter(({ kind }) => kind === 'send');
    expect(told(given(way.published).act('recommend'))).toEqual([
      {
        kind: 'send',
        what: 'notify',
        to: 'departmentOfficer',
        about: 'recommended',
        person: null,
        organisation: 'kaili-health',
      },
    ]);
    expect(told(given(way.published).act('decline'))).toEqual([
      { kind: 'send', what: 'notify', to: 'applicant', about: 'declined', person: 'p-applicant', organisation: null },
    ]);
    expect(told(given(way.shown).act('object (a)'))).toEqual([]);
  });

  test('to the next department tells the next department', () => {
    const { effects } = given(way.recommended, settings.twoDepartments).act('push');
    expect(effects).toMatchObject([{ kind: 'send', to: 'departmentOfficer', organisation: 'qdn-health' }]);
  });
});

test('opening keeps what the data says and nothing else', () => {
  const play = given(['open']);
  const { person, unit, series, level } = openingOf(setting);
  expect(play.context()).toMatchObject({
    route: { applicant: person, unit, departments: ['kaili-health'], committee: 'kaili-teacher', bureau: 'kaili-hrss' },
    claim: { series, level, greenChannel: false },
    vacancyClass: 'INTERMEDIATE',
  });
});
