import { afterEach, describe, expect, test } from 'vitest';
import { loadGazettes } from '../../config/calendars.ts';
import type { Programme } from '../../machines/programme.ts';
import { programmeSchema } from '../../machines/programme.ts';
import { addAmendment, loadGazette } from '../../store/amendments.ts';
import { BATCH, CLAIM_MS } from '../../store/claims.ts';
import { readClock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import { derivedId } from '../../store/hashing.ts';
import { BEGIN_AFTER_MS, claimRecomputation } from '../../store/recomputations.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { type Office, opening, openOffice, seed, sending } from '../support/office.ts';
import { altered2023 } from '../support/programmes.ts';
import { idleApplicants, stepRaw } from '../support/season-slice.ts';

let office: Office;
let crew: TestCrew;
async function start(opened: Promise<Office>): Promise<void> {
  office = await opened;
  crew = await crewOn(office);
}
afterEach(async () => {
  await crew.close();
  await office.close();
});

const amended = (day: string): Programme =>
  programmeSchema.parse(altered2023({ 'committees.kaili-teacher.nodes.filingDue.toDate': day }));
const amend = (day: string) => inTransaction(office.pool, (tx) => addAmendment(tx, amended(day)));
const orders = () =>
  office
    .query<{ done: boolean }>('select done from recomputations order by id')
    .then((rows) => rows.map(({ done }) => done));
const told = async () => {
  const [row] = await office.query<{ events: number; cases: number }>(
    `select count(*) as events, count(distinct case_id) as cases from events where type = 'deadlinesRecomputed'`,
  );
  return row!;
};
/** When the filing is due now, in how many cases. */
const filings = () =>
  office.query<{ day: string; n: number }>(
    `select to_char(to_timestamp(due_at / 1000) at time zone 'Asia/Shanghai' - interval '1 s', 'YYYY-MM-DD') as day,
       count(*) as n from deadlines where name = 'filingDue' and status = 'armed' group by 1 order by 1`,
  );
/** The sweep sees the order, and a moment later begins. */
async function carry(): Promise<void> {
  await crew.sweep.once();
  await stepRaw(office, BEGIN_AFTER_MS);
  await crew.sweep.once();
}

/** More applicants than fit on a page. */
const many = BATCH + 30;
async function manyApplicants(): Promise<Office> {
  const roles = [{ role: 'applicant', organisation: null, token: null }] as const;
  const people = Array.from({ length: many }, (_, n) => ({
    id: `teacher-${n}`,
    organisation: 'school-1',
    name: '示例',
    roles,
  }));
  const opened = await openOffice({ seed: { ...seed, people: [...seed.people, ...people] } });
  const openings = people.map(({ id }) =>
    sending({ ...opening(derivedId(`of ${id}`), id, { unit: 'school-1' }), by: applicant(id) }),
  );
  await opened.door.advanceAll(openings);
  return opened;
}
const applicant = (person: string) => ({ role: 'applicant', person, organisation: null, onBehalfOf: null }) as const;

describe('an amendment', () => {
  test('is carried to every case, page by page, and then it is done', async () => {
    await start(manyApplicants());
    await amend('2023-12-20');
    await carry();
    expect(await filings()).toEqual([{ day: '2023-12-20', n: many }]);
    expect(await told()).toEqual({ events: many, cases: many });
    expect(await orders()).toEqual([true]);
  });

  test('begins a moment after it is seen, when whoever had read the dates before has ended', async () => {
    await start(idleApplicants());
    await amend('2023-12-20');
    expect((await crew.sweep.once()).recomputed).toBe(0);
    expect((await crew.sweep.once()).recomputed).toBe(0);
    await stepRaw(office, BEGIN_AFTER_MS);
    expect((await crew.sweep.once()).recomputed).toBe(6);
  });

  test('of which a page was begun by a worker that died is carried on, and no case hears it twice', async () => {
    await start(idleApplicants());
    await amend('2023-12-20');
    await crew.sweep.once();
    await stepRaw(office, BEGIN_AFTER_MS);
    const page = await inTransaction(office.pool, async (tx) => claimRecomputation(tx, await readClock(tx)));
    expect(page?.cases).toHaveLength(6);
    await office.door.advance({ kind: 'recompute', case: page!.cases[0]! });
    expect((await crew.sweep.once()).recomputed).toBe(0);
    await stepRaw(office, CLAIM_MS);
    expect((await crew.sweep.once()).recomputed).toBe(5);
    expect(await told()).toEqual({ events: 6, cases: 6 });
    expect(await orders()).toEqual([true]);
  });

  test('is carried once by many workers', async () => {
    await start(idleApplicants());
    await amend('2023-12-20');
    await crew.sweep.once();
    await stepRaw(office, BEGIN_AFTER_MS);
    const swept = await Promise.all([crew.sweep.once(), crew.sweep.once(), crew.sweep.once()]);
    expect(swept.map(({ recomputed }) => recomputed).sort()).toEqual([0, 0, 6]);
    expect(await told()).toEqual({ events: 6, cases: 6 });
  });

  test('of a second version follows the first', async () => {
    await start(idleApplicants());
    await amend('2023-12-20');
    await amend('2023-12-22');
    await carry();
    await carry();
    expect(await filings()).toEqual([{ day: '2023-12-22', n: 6 }]);
    expect(await told()).toEqual({ events: 6, cases: 6 });
    expect(await orders()).toEqual([true, true]);
  });

  test('that changes nothing for anybody ends all the same', async () => {
    await start(idleApplicants());
    await amend('2023-12-15');
    await carry();
    expect(await told()).toEqual({ events: 0, cases: 0 });
    expect(await orders()).toEqual([true]);
  });

  test('waits while the timers are held', async () => {
    await start(idleApplicants());
    await amend('2023-12-20');
    await office.query('update clock set held = true');
    await carry();
    expect(await told()).toEqual({ events: 0, cases: 0 });
    expect(await orders()).toEqual([false]);
  });
});

test('a gazette is carried to the cases of every programme', async () => {
  await start(openOffice());
  await office.door.advanceAll([
    sending(opening(derivedId('of this year'), 'school-1-a0')),
    sending(opening(derivedId('of last year'), 'school-1-a1', { programme: 'kaili-2022' })),
  ]);
  const last = loadGazettes().at(-1)!;
  await inTransaction(office.pool, (tx) => loadGazette(tx, { ...last, published: '2026-11-20' }));
  await crew.sweep.once();
  await stepRaw(office, BEGIN_AFTER_MS);
  expect((await crew.sweep.once()).recomputed).toBe(
    (await office.query('select from cases where ended is null')).length,
  );
  expect(await orders()).toEqual([true]);
});
