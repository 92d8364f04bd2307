import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDoor } from '../../store/advance.ts';
import type { Door, SentCommand } from '../../store/command.ts';
import { caseOf, historyOf, leadAll, openAll, type UsualEvent, usualSending } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, seed, sending } from '../support/office.ts';
import { onDatabase } from '../support/sql.ts';
import { type WatchedPool, WRITE, watchedPool } from '../support/watched-pool.ts';

/** Many commands in one transaction (design D3). */

const MANY = 500;
const people = [...Array(2 * MANY).keys()].map((n) => `school-1-a${n}`);

let office: Office;
let watched: WatchedPool;
let door: Door;
let halved: unknown[];
beforeAll(async () => {
  const more = people.map((id) => ({ id, organisation: 'school-1', name: '示例', roles: [] }));
  office = await openOffice({
    seed: {
      ...seed,
      people: [...seed.people.filter(({ id }) => !people.includes(id)), ...more],
      vacancies: [{ unit: 'school-1', class: 'INTERMEDIATE', year: 2023, approved: 2 * MANY }],
    },
  });
  watched = watchedPool(office.url);
  door = createDoor({ pool: watched.pool, onHalved: (error) => halved.push(error) });
});
beforeEach(() => {
  halved = [];
});
afterAll(async () => {
  await door.close();
  await watched.pool.end();
  await office.close();
});

/** A command that comes to nothing. */
const first = sending({ case: caseOf('nothing'), type: 'submit', by: actor('applicant', 'school-1-a0') });
const openings = (from: number, to: number) =>
  people.slice(from, to).map((person) => sending(opening(caseOf(person), person)));
/** The door's statements keep their plan. */
const BEGIN = 'begin; set local plan_cache_mode = force_generic_plan';
const transactions = () => {
  const all: string[][] = [];
  for (const statement of watched.statements.splice(0)) {
    if (statement === BEGIN) all.push([]);
    all.at(-1)?.push(statement);
  }
  return all;
};

describe('the number of statements is the same for one command and for five hundred', () => {
  /** What is written is one statement or two, whatever they are called. */
  const frame = (...facts: string[]) => [BEGIN, 'lock-cases', 'read-after-lock', ...facts, 'commit'];
  const usual = async (type: UsualEvent) => {
    const ids = people.slice(0, MANY + 1).map(caseOf);
    return Promise.all(ids.map(async (id) => sending(await usualSending(office, id, type))));
  };
  const rows: [event: string, commands: () => Promise<SentCommand[]>, facts: string[], before: readonly string[]][] = [
    [
      'open, with a fact and one that locks',
      async () => openings(0, MANY + 1),
      ['fact-unit-place', 'lock-year-slots', 'fact-year-slot'],
      [],
    ],
    [
      'submit, with facts of people without entries',
      () => usual('submit'),
      ['fact-bars', 'lock-registers', 'register-entries'],
      [],
    ],
    ['verify, without a fact', () => usual('verify'), [], []],
    [
      'recommend, with a fact and one that locks',
      () => usual('recommend'),
      ['fact-bars', 'lock-vacancies', 'fact-vacancy'],
      ['publish', '2023-08-10T00:00'],
    ],
  ];

  test.each(rows)('%s', async (_, commandsOf, facts, before) => {
    await leadAll(office, before.length === 0 ? [] : people.slice(0, MANY + 1).map(caseOf), before);
    const commands = await commandsOf();
    // What is read of a programme is read once in the life of a process.
    await door.advance(first);
    if (commands[0]?.type === 'open') await door.advance(sending(opening(caseOf('warm'), people.at(-1)!)));
    watched.statements.splice(0);
    const answers = await door.advanceAll(commands);
    expect(answers.filter(({ outcome }) => outcome === 'moved')).toHaveLength(MANY + 1);
    const [one, other, ...more] = transactions();
    expect(more).toEqual([]);
    expect(one?.filter((statement) => !WRITE.test(statement))).toEqual(frame(...facts));
    expect(other?.filter((statement) => !WRITE.test(statement))).toEqual(frame(...facts));
    expect(other).toHaveLength(one!.length);
    expect(one!.length - frame(...facts).length).toBeLessThanOrEqual(2);
  });

  test('a batch in which nothing moves writes nothing', async () => {
    watched.statements.splice(0);
    await door.advanceAll([first, first, first]);
    const nothing = [BEGIN, 'lock-cases', 'read-after-lock', 'commit'];
    expect(transactions()).toEqual([nothing]);
  });
});

describe('commands of one case in one batch', () => {
  test('are stepped in the order of their arrival, each on the result of the one before', async () => {
    const [id] = people.slice(MANY + 1).map(caseOf) as [string];
    const [open] = openings(MANY + 1, MANY + 2) as [SentCommand];
    await openAll(office, [people[MANY + 2]!]);
    const like = caseOf(people[MANY + 2]!);
    const submit = { ...(await usualSending(office, like, 'submit')), case: id, by: open.actor };
    const withdraw = { ...(await usualSending(office, like, 'withdraw')), case: id, by: open.actor };
    const answers = await door.advanceAll([
      open,
      sending({ ...withdraw, expected: 2 }),
      sending({ ...submit, expected: 1 }),
      sending({ ...submit, expected: 1 }),
      sending({ ...withdraw, expected: 2 }),
      sending({ ...withdraw, expected: 3 }),
    ]);
    expect(answers).toMatchObject([
      { outcome: 'moved', seq: 1 },
      { outcome: 'stale', version: 1 },
      { outcome: 'moved', seq: 2 },
      { outcome: 'stale', version: 2 },
      { outcome: 'moved', seq: 3 },
      { outcome: 'refused', code: 'CASE_ENDED' },
    ]);
    expect((await historyOf(office, id)).map(({ type }) => type)).toEqual(['open', 'submit', 'withdraw']);
  });
});

describe('a batch that the database refuses', () => {
  const states = async (ids: readonly string[]) =>
    (await office.query<{ id: string }>('select id from cases where id = any($1)', [ids])).map(({ id }) => id);

  test('by a race is rolled back and taken again in halves: the command that lost is told by what, the others succeed', async () => {
    const commands = openings(MANY + 10, MANY + 18);
    const loser = commands[5]!;
    const [ended] = await office.query<{ id: string }>(`select id from cases where ended = 'withdrawn'`);
    // Between the facts and the write, somebody takes the slot behind the door's back.
    watched.before(WRITE, () =>
      onDatabase(office.url, (other) =>
        other.query('insert into year_slots (person, year, case_id) values ($1, 2023, $2)', [
          loser.principal,
          ended?.id,
        ]),
      ),
    );
    await door.advance(first);
    const answers = await door.advanceAll(commands);
    expect(answers[5]).toMatchObject({ outcome: 'refused', code: 'SLOT_TAKEN' });
    expect(answers.filter(({ outcome }) => outcome === 'moved')).toHaveLength(7);
    expect(halved).toMatchObject([{ code: '23505', constraint: 'year_slots_pkey' }]);
    expect(await states(commands.map((one) => one.case))).toHaveLength(7);
  });

  test('for good is halved until the guilty command is alone; all others succeed', async () => {
    const commands = openings(MANY + 20, MANY + 28);
    const guilty = commands[2]!;
    await office.query(`alter table cases add constraint guilty check (person <> '${guilty.principal}')`);
    const answers = await door.advanceAll(commands);
    await office.query('alter table cases drop constraint guilty');
    expect(answers[2]).toEqual({ outcome: 'tryAgain' });
    expect(answers.filter(({ outcome }) => outcome === 'moved')).toHaveLength(7);
    // Eight, four, two, and the guilty one alone, which is tried once more: each is counted.
    expect(halved).toHaveLength(5);
    expect(new Set(halved.map((error) => (error as { constraint: string }).constraint))).toEqual(new Set(['guilty']));
    expect(await states(commands.map((one) => one.case))).toHaveLength(7);
  });

  test('is none where an id is opened by somebody else at the last moment: that case is there now', async () => {
    const [command] = openings(MANY + 50, MANY + 51) as [SentCommand];
    // As if its opener had committed between the look for the row and the lock of the id.
    watched.before(/^read-after-lock$/, () =>
      onDatabase(office.url, async (other) => {
        await other.query(`create temporary table copy as select * from cases where state = 'draft.editing' limit 1`);
        await other.query(`update copy set id = $1, number = 'KL23-999999'`, [command.case]);
        await other.query('insert into cases select * from copy');
      }),
    );
    expect(await door.advance(command)).toEqual({ outcome: 'notFound' });
    expect(halved).toEqual([]);
  });

  test('by a race of one command alone is taken again, and answered by what it finds', async () => {
    const [command] = openings(MANY + 30, MANY + 31) as [SentCommand];
    const [ended] = await office.query<{ id: string }>(
      `select id from cases c where ended = 'withdrawn' and not exists (select from year_slots where case_id = c.id)
       union all select id from cases c where version = 1 and id <> all (select case_id from year_slots) limit 1`,
    );
    const free = ended?.id ?? (await spare());
    watched.before(WRITE, () =>
      onDatabase(office.url, (other) =>
        other.query('insert into year_slots (person, year, case_id) values ($1, 2023, $2)', [command.principal, free]),
      ),
    );
    expect(await door.advance(command)).toMatchObject({ outcome: 'refused', code: 'SLOT_TAKEN' });
    expect(halved).toHaveLength(1);
  });

  /** A case without a slot: opened and withdrawn. */
  async function spare(): Promise<string> {
    const [id] = await openAll(office, [people[MANY + 40]!]);
    await leadAll(office, [id!], ['withdraw']);
    return id!;
  }
});
