import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDoor } from '../../store/advance.ts';
import type { Answer, Door, SentCommand } from '../../store/command.ts';
import { act, caseOf, days, lead, leadAll, moved, openAll, usualSending } from '../support/case-path.ts';
import { actor, materials, type Office, opening, openOffice, seed, sending, sha } from '../support/office.ts';
import { type WatchedPool, WRITE, watchedPool } from '../support/watched-pool.ts';

/** What cases compete for: a person's slot of the year (五(三)), a unit's vacancies (二(二)2). Facts decide, under locks. */

const barred = { kind: 'FRAUD', decidedOn: '2022-05-01', barredThrough: '2025-05-01' };
const candidates = (unit: string) =>
  [...Array(40).keys()].map((n) => ({ id: `${unit}-a${100 + n}`, organisation: unit, name: `示例${n}`, roles: [] }));

let office: Office;
/** A second process on the same database. */
let elsewhere: Door;
let watched: WatchedPool;
let halved: unknown[];
let close: () => Promise<void>;
beforeAll(async () => {
  office = await openOffice({
    seed: {
      ...seed,
      people: [...seed.people, ...candidates('school-1'), ...candidates('school-2')],
      vacancies: ['school-1', 'school-2'].map((unit) => ({ unit, class: 'INTERMEDIATE', year: 2023, approved: 3 })),
      bars: [{ person: 'school-1-a9', ...barred }],
    },
  });
  halved = [];
  watched = watchedPool(office.url);
  elsewhere = createDoor({ pool: watched.pool, onHalved: (error) => halved.push(error) });
  close = async () => {
    await elsewhere.close();
    await watched.pool.end();
  };
});
afterAll(async () => {
  await close();
  await office.close();
});

const codes = (answers: readonly Answer[]) =>
  answers.map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome)).sort();
const count = (answers: readonly Answer[], code: string) => codes(answers).filter((one) => one === code).length;
/** Whether a door takes what comes first alone or not, what comes behind this goes into one batch. */
const first = sending({ case: caseOf('nothing'), type: 'submit', by: actor('applicant', 'school-1-a0') });

/**
 * Commands of another process that come when the facts of a batch are read and nothing is written yet: they wait for what
 * becomes of it. Resolves to the answers of both.
 */
async function between(one: readonly SentCommand[], other: readonly SentCommand[]): Promise<[Answer[], Answer[]]> {
  let others: Promise<Answer[]> = Promise.resolve([]);
  const waiting = () => office.query(`select from pg_locks where locktype = 'advisory' and not granted`);
  watched.before(WRITE, async () => {
    let done = false;
    others = office.door.advanceAll(other).finally(() => {
      done = true;
    });
    await expect.poll(async () => done || (await waiting()).length > 0, { interval: 1 }).toBe(true);
  });
  const [, ...answers] = await elsewhere.advanceAll([first, ...one]);
  return [answers, await others];
}

describe('the slot of the year', () => {
  const slots = (person: string) =>
    office.query<{ case_id: string; permanent: boolean }>(
      'select case_id, permanent from year_slots where person = $1',
      [person],
    );

  test('goes to one of fifty who open for the same person at once, through two doors', async () => {
    const ids = [...Array(50).keys()].map((n) => caseOf(`one of fifty ${n}`));
    const answers = await Promise.all(
      ids.map((id, n) => (n % 2 === 0 ? office.door : elsewhere).advance(sending(opening(id, 'school-1-a0')))),
    );
    expect(count(answers, 'moved')).toBe(1);
    expect(count(answers, 'SLOT_TAKEN')).toBe(49);
    const winner = ids[answers.findIndex(({ outcome }) => outcome === 'moved')];
    expect(await slots('school-1-a0')).toEqual([{ case_id: winner, permanent: false }]);
    const loser = answers.find(({ outcome }) => outcome === 'refused');
    expect(loser).toMatchObject({ blockers: [{ code: 'SLOT_TAKEN', params: { case: winner } }] });
  });

  test('is not given by a process that has not heard of what another is about to write', async () => {
    const [one, other] = [caseOf('first'), caseOf('second')];
    const answers = await between([sending(opening(one, 'school-1-a4'))], [sending(opening(other, 'school-1-a4'))]);
    expect(answers).toMatchObject([
      [{ outcome: 'moved' }],
      [{ code: 'SLOT_TAKEN', blockers: [{ params: { case: one } }] }],
    ]);
    expect(halved).toEqual([]);
  });

  test('is free again when the case is withdrawn before policy review', async () => {
    const id = await office.open('school-1-a1');
    await lead(office, id, ['submit', 'withdraw']);
    expect(await slots('school-1-a1')).toEqual([]);
    const next = await office.open('school-1-a1');
    expect(await slots('school-1-a1')).toEqual([{ case_id: next, permanent: false }]);
  });

  test('freed and taken in one batch is free for the next command', async () => {
    const id = await office.open('school-1-a2');
    const withdraw = sending(await usualSending(office, id, 'withdraw'));
    const next = caseOf('in the same batch');
    const answers = await office.door.advanceAll([
      first,
      sending(opening(caseOf('too early'), 'school-1-a2')),
      withdraw,
      sending(opening(next, 'school-1-a2')),
      sending(opening(caseOf('too late'), 'school-1-a2')),
    ]);
    expect(answers.slice(1)).toMatchObject([
      { code: 'SLOT_TAKEN' },
      { outcome: 'moved' },
      { outcome: 'moved' },
      { code: 'SLOT_TAKEN', blockers: [{ params: { case: next } }] },
    ]);
    expect(await slots('school-1-a2')).toEqual([{ case_id: next, permanent: false }]);
  });

  test('opened and withdrawn in one batch leaves nothing behind', async () => {
    const id = caseOf('briefly');
    const withdraw = { case: id, type: 'withdraw', by: actor('applicant', 'school-1-a3'), reason: 'PERSONAL' } as const;
    const answers = await office.door.advanceAll([
      first,
      sending(opening(id, 'school-1-a3')),
      sending({ ...withdraw, expected: 1 }),
    ]);
    expect(answers.slice(1).map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);
    expect(await slots('school-1-a3')).toEqual([]);
    expect(await office.query('select state from cases where id = $1', [id])).toEqual([{ state: 'withdrawn' }]);
  });

  test('another year has one of its own', async () => {
    const id = caseOf('of 2022');
    // The season of 2022 is over: nobody opens in it, so its slot is laid by hand.
    expect(await office.door.advance(sending(opening(id, 'school-1-a3', { programme: 'kaili-2022' })))).toMatchObject({
      code: 'SEASON_CLOSED',
    });
    const [taken] = await office.query<{ id: string }>(`select id from cases where ended = 'withdrawn' limit 1`);
    await office.query('insert into year_slots (person, year, case_id) values ($1, 2022, $2)', [
      'school-1-a3',
      taken?.id,
    ]);
    moved(await office.door.advance(sending(opening(caseOf('of 2023'), 'school-1-a3'))));
    expect(await slots('school-1-a3')).toHaveLength(2);
    await office.query('delete from year_slots where year = 2022');
  });

  test('is kept for good once policy review begins, and the case may be withdrawn all the same', async () => {
    const id = await office.open('school-2-a0');
    await lead(office, id, ['submit', 'verify', 'publish', days.recommend, 'recommend', 'push', 'receive']);
    expect(await slots('school-2-a0')).toEqual([{ case_id: id, permanent: true }]);
    await lead(office, id, ['withdraw']);
    expect(await slots('school-2-a0')).toEqual([{ case_id: id, permanent: true }]);
    expect(await office.door.advance(sending(opening(caseOf('again'), 'school-2-a0')))).toMatchObject({
      code: 'SLOT_TAKEN',
    });
  });

  test('received and withdrawn in one batch is kept for good too', async () => {
    const id = await office.open('school-2-a1');
    await lead(office, id, ['submit', 'verify', 'publish', '2023-08-18T00:00', 'recommend', 'push']);
    const receive = await usualSending(office, id, 'receive');
    const withdraw = await usualSending(office, id, 'withdraw');
    const answers = await office.door.advanceAll([
      first,
      sending(receive),
      sending({ ...withdraw, expected: receive.expected! + 1 }),
      sending(opening(caseOf('not again'), 'school-2-a1')),
    ]);
    expect(answers.slice(1)).toMatchObject([{ outcome: 'moved' }, { outcome: 'moved' }, { code: 'SLOT_TAKEN' }]);
    expect(await slots('school-2-a1')).toEqual([{ case_id: id, permanent: true }]);
  });
});

describe('the bar of a person', () => {
  test('is seen by a submission in the very batch that opens the case', async () => {
    const id = caseOf('barred');
    const by = actor('applicant', 'school-1-a9');
    const [usual] = await office.query<{ payload: object }>(`select payload from events where type = 'submit' limit 1`);
    const submit = { case: id, type: 'submit', by, data: usual!.payload, expected: 1 };
    const answers = await office.door.advanceAll([first, sending(opening(id, 'school-1-a9')), sending(submit)]);
    expect(answers.slice(1)).toMatchObject([{ outcome: 'moved' }, { outcome: 'refused', code: 'BARRED' }]);
  });
});

describe('three vacancies', () => {
  let ids: Record<'school-1' | 'school-2', string[]>;
  let companies: string[];
  beforeAll(async () => {
    const of = (unit: string) =>
      openAll(
        office,
        candidates(unit).map(({ id }) => id),
      );
    ids = { 'school-1': await of('school-1'), 'school-2': await of('school-2') };
    companies = await openAll(
      office,
      [0, 1, 2, 3].map((n) => `company-1-a${n}`),
    );
    await office.query('delete from reservations');
    await leadAll(
      office,
      [...ids['school-1'], ...ids['school-2'], ...companies],
      ['submit', 'verify', 'publish', '2023-08-26T00:00'],
    );
  });
  const recommendations = (of: readonly string[]) =>
    Promise.all(of.map(async (id) => sending(await usualSending(office, id, 'recommend'))));
  const holders = (unit: string) =>
    office.query<{ case_id: string }>('select case_id from reservations where unit = $1', [unit]);

  test('go to three of forty recommended at once', async () => {
    const answers = await office.door.advanceAll(await recommendations(ids['school-1']));
    expect([count(answers, 'moved'), count(answers, 'NO_VACANCY')]).toEqual([3, 37]);
    expect(await holders('school-1')).toHaveLength(3);
    const loser = answers.find(({ outcome }) => outcome === 'refused');
    expect(loser).toMatchObject({ blockers: [{ clause: '二(二)2', params: { approved: 3, reserved: 3 } }] });
  });

  test('go to three of forty recommended at once through two doors', async () => {
    const commands = await recommendations(ids['school-2']);
    const answers = await Promise.all(
      commands.map((command, n) => (n % 2 === 0 ? office.door : elsewhere).advance(command)),
    );
    expect([count(answers, 'moved'), count(answers, 'NO_VACANCY')]).toEqual([3, 37]);
    expect(await holders('school-2')).toHaveLength(3);
  });

  test('one is free again when its case is withdrawn, for the next command of the batch already', async () => {
    const [held] = await holders('school-1');
    const waiting = await office.query<{ id: string }>(
      `select id from cases where unit = 'school-1' and state like '%recommendation' order by id limit 2`,
    );
    const [next, tooLate] = await recommendations(waiting.map(({ id }) => id));
    const withdraw = sending(await usualSending(office, held!.case_id, 'withdraw'));
    const answers = await office.door.advanceAll([first, withdraw, next!, tooLate!]);
    expect(answers.slice(1)).toMatchObject([{ outcome: 'moved' }, { outcome: 'moved' }, { code: 'NO_VACANCY' }]);
    expect((await holders('school-1')).map(({ case_id }) => case_id)).toContain(next!.case);
    expect(await holders('school-1')).toHaveLength(3);
  });

  test('one that a case holds is held once, however often the case is recommended', async () => {
    const [held] = await holders('school-1');
    const id = held!.case_id;
    const back = { by: actor('departmentOfficer', 'edu-1'), reason: 'MATERIAL_INCOMPLETE' as const };
    const findings = [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }];
    moved(await office.send({ case: id, type: 'return', ...back, data: { to: 'applicant', findings } }));
    moved(await act(office, id, 'resubmit', { data: { materials, content: sha('corrected') } }));
    await lead(office, id, ['verify', 'publish', '2023-09-02T00:00', 'recommend']);
    expect(await holders('school-1')).toHaveLength(3);
  });

  test('are not given by a process that has not heard of what another is about to write', async () => {
    const waiting = await office.query<{ id: string }>(
      `select id from cases where unit = 'school-2' and state like '%recommendation' order by id limit 4`,
    );
    const [held] = await holders('school-2');
    moved(await act(office, held!.case_id, 'withdraw'));
    const [a, b, c, d] = await recommendations(waiting.map(({ id }) => id));
    const [one, other] = await between([a!, b!], [c!, d!]);
    expect([count(one, 'moved'), count(one, 'NO_VACANCY')]).toEqual([1, 1]);
    expect(codes(other)).toEqual(['NO_VACANCY', 'NO_VACANCY']);
    expect(await holders('school-2')).toHaveLength(3);
  });

  test('are no business of a private company, which has no quota', async () => {
    const answers = await office.door.advanceAll(await recommendations(companies));
    expect(codes(answers)).toEqual(['moved', 'moved', 'moved', 'moved']);
  });
});
