import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../store/command.ts';
import { act, caseOf, historyOf, lead, moved, openAll, usualSending, wayBefore } from '../support/case-path.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { actor, type Office, openOffice, type Sending, seed, sending, sha } from '../support/office.ts';

/** What is asked about a result, who decides it, and what follows (令40 第27条; domain A50), on a real database with a worker. */

const schools = ['school-1', 'school-2'];
const applicants = [...[1, 4, 6, 7, 8].map((n) => `school-1-a${n}`), 'school-2-a1'];

let office: Office;
let crew: TestCrew;
/** By applicant, an application that did not pass, decided under the signature of kaili-2. */
let results: Record<string, string>;
beforeAll(async () => {
  const vacancies = schools.map((unit) => ({
    unit,
    class: 'INTERMEDIATE',
    year: 2023,
    approved: unit === 'school-1' ? 10 : 1,
  }));
  office = await openOffice({ seed: { ...seed, vacancies } });
  crew = await crewOn(office);
  const ids = await openAll(office, applicants);
  for (const step of wayBefore('decide')) for (const id of ids) await lead(office, id, [step]);
  for (const id of ids) {
    const usual = await usualSending(office, id, 'decide');
    moved(await act(office, id, 'decide', { data: { ...usual.data, yes: 3, signedBy: 'kaili-2' } }));
  }
  results = Object.fromEntries(applicants.map((applicant, index) => [applicant, ids[index] ?? '']));
});
afterAll(async () => {
  await crew.close();
  await office.close();
});
const notPassed = (applicant: string) => results[applicant] ?? '';

const asking = (applicant: string, result: string, ground: 'RESULT' | 'PROCEDURE' = 'RESULT'): Sending => ({
  case: caseOf(`${ground} of ${result} by ${applicant}`),
  type: 'open',
  by: actor('applicant', applicant),
  lifecycle: 'recheck',
  data: { person: applicant, result, ground },
});
const ask = (applicant: string, result: string, ground?: 'RESULT' | 'PROCEDURE') =>
  office.door.advance(sending(asking(applicant, result, ground)));
const decide = (id: string, type: 'grant' | 'refuse', by = actor('organiserOfficer', 'kaili-1')) =>
  office.send({ case: id, lifecycle: 'recheck', type, by, reason: 'OTHER', document: sha('decision') });
const stateOf = async (id: string) =>
  (await office.query<{ state: string }>('select state from cases where id = $1', [id]))[0]?.state;
const settle = async () => {
  for (let round = 0; round < 4; round += 1) await crew.sweep.once();
};
const codeOf = (answer: Answer) => ('code' in answer ? answer.code : answer.outcome);
const followUpOf = async (result: string) =>
  (await office.query<{ case_id: string }>('select case_id from follow_ups where result = $1', [result]))[0]?.case_id;

describe('a granted recheck', () => {
  let ended: string;
  let recheck: string;
  let before: unknown;
  beforeAll(async () => {
    ended = notPassed('school-1-a1');
    before = await historyOf(office, ended);
    const { now } = moved(await ask('school-1-a1', ended));
    recheck = now.case;
  });

  test('waits for the organiser, until its day', async () => {
    expect(
      await office.query('select state, holder_role, holder_org, person from cases where id = $1', [recheck]),
    ).toEqual([
      { state: 'requested', holder_role: 'organiserOfficer', holder_org: 'kaili-hrss', person: 'school-1-a1' },
    ]);
    expect(
      await office.query(`select name, rule ->> 'workingDays' as days from deadlines where case_id = $1`, [recheck]),
    ).toEqual([{ name: 'recheckDecisionDue', days: '20' }]);
  });

  test('is asked for once, about one’s own result, of one that failed', async () => {
    const again = { ...asking('school-1-a1', ended), case: caseOf('again') };
    expect(codeOf(await office.door.advance(sending(again)))).toBe('RECHECK_KNOWN');
    expect(codeOf(await ask('school-1-a1', ended, 'PROCEDURE'))).toBe('RECHECK_KNOWN');
    expect(codeOf(await ask('school-1-a2', ended))).toBe('RESULT_UNKNOWN');
    expect(codeOf(await ask('school-1-a1', caseOf('none')))).toBe('RESULT_UNKNOWN');
    const [running] = (await openAll(office, ['school-1-a3'])) as [string];
    expect(codeOf(await ask('school-1-a3', running))).toBe('RESULT_UNKNOWN');
  });

  test('of two that come at once only one is taken', async () => {
    const other = notPassed('school-1-a4');
    const both = ['one', 'two'].map((name) => sending({ ...asking('school-1-a4', other), case: caseOf(name) }));
    const codes = (await office.door.advanceAll(both)).map(codeOf);
    expect(codes.sort()).toEqual(['RECHECK_KNOWN', 'moved']);
    expect(await office.query('select ground from rechecks where result = $1', [other])).toHaveLength(1);
  });

  test('is not decided by the applicant, by who signed the minutes, or by anybody else than the organiser', async () => {
    expect(codeOf(await decide(recheck, 'grant', actor('organiserOfficer', 'kaili-2')))).toBe('SAME_PERSON');
    expect(codeOf(await decide(recheck, 'grant', actor('bureauOfficer', 'kaili-1')))).toBe('ROLE_NOT_ENTITLED');
  });

  test('opens a case with the dossier and the vacancy of the one that failed, which itself never changes', async () => {
    moved(await decide(recheck, 'grant'));
    expect(await stateOf(recheck)).toBe('granted');
    await settle();
    expect(await stateOf(recheck)).toBe('reopened');
    const id = (await followUpOf(ended)) ?? '';
    expect(await stateOf(id)).toBe('expertReview.queued');
    expect(await office.query('select unit, class, year from reservations where case_id = $1', [id])).toEqual([
      { unit: 'school-1', class: 'INTERMEDIATE', year: 2023 },
    ]);
    expect(await historyOf(office, ended)).toEqual(before);
    expect(await office.query('select case_id from year_slots where person = $1', ['school-1-a1'])).toEqual([
      { case_id: ended },
    ]);
    expect(await office.query('select kind from alarms')).toEqual([]);
  });

  test('leads to a result that is not rechecked again', async () => {
    const id = (await followUpOf(ended)) ?? '';
    await lead(office, id, ['convene', 'recordOpinion']);
    const usual = await usualSending(office, id, 'decide');
    moved(await act(office, id, 'decide', { data: { ...usual.data, yes: 2 } }));
    expect(codeOf(await ask('school-1-a1', id))).toBe('RECHECK_FINAL');
  });
});

describe('where the vacancy has gone to another', () => {
  test('the granted recheck waits for one, says so, and is opened when there is one', async () => {
    const ended = notPassed('school-2-a1');
    const { case: recheck } = moved(await ask('school-2-a1', ended)).now;
    await office.query(`insert into reservations values ($1, 'school-2', 'INTERMEDIATE', 2023)`, [caseOf('another')]);
    moved(await decide(recheck, 'grant'));
    await settle();
    expect(await stateOf(recheck)).toBe('granted');
    expect(await followUpOf(ended)).toBeUndefined();
    expect(await office.query('select kind from alarms')).toEqual([]);
    const reopen = {
      case: recheck,
      lifecycle: 'recheck',
      type: 'reopen',
      by: actor('organiserOfficer', 'kaili-1'),
    } as const;
    expect(codeOf(await office.send(reopen))).toBe('NO_VACANCY');
    await office.query('delete from reservations where case_id = $1', [caseOf('another')]);
    moved(await office.send(reopen));
    await settle();
    expect(await stateOf(recheck)).toBe('reopened');
    expect(await stateOf((await followUpOf(ended)) ?? '')).toBe('expertReview.queued');
  });
});

describe('a complaint about the procedure', () => {
  test('may follow a refusal, is decided by the filing authority, and nothing follows where it is refused', async () => {
    const ended = notPassed('school-1-a6');
    const { case: recheck } = moved(await ask('school-1-a6', ended)).now;
    moved(await decide(recheck, 'refuse'));
    expect(await stateOf(recheck)).toBe('refused');
    const { case: complaint, state } = moved(await ask('school-1-a6', ended, 'PROCEDURE')).now;
    expect(state).toBe('complained');
    expect(codeOf(await decide(complaint, 'refuse'))).toBe('ROLE_NOT_ENTITLED');
    moved(await decide(complaint, 'refuse', actor('filingOfficer', 'qdn-2')));
    await settle();
    expect(await stateOf(complaint)).toBe('refused');
    expect(await followUpOf(ended)).toBeUndefined();
  });
});

describe('time', () => {
  test('a decision that is not made in time is overdue with its organiser, and still made', async () => {
    const ended = notPassed('school-1-a7');
    const { case: recheck } = moved(await ask('school-1-a7', ended)).now;
    const [row] = await office.query<{ due_at: number }>('select due_at from deadlines where case_id = $1', [recheck]);
    await office.advanceTo(new Date((row?.due_at ?? 0) + 1_000).toISOString());
    expect(await office.query('select state, holder_org from cases where id = $1', [recheck])).toEqual([
      { state: 'decisionOverdue', holder_org: 'kaili-hrss' },
    ]);
    expect(codeOf(await decide(recheck, 'refuse'))).toBe('moved');
  });

  test('asked after ten working days it is too late', async () => {
    const ended = notPassed('school-1-a8');
    const [row] = await office.query<{ last_at: number }>('select last_at from cases where id = $1', [ended]);
    await office.moveTo(new Date((row?.last_at ?? 0) + 30 * 86_400_000).toISOString());
    expect(codeOf(await ask('school-1-a8', ended))).toBe('RECHECK_TOO_LATE');
  });
});
