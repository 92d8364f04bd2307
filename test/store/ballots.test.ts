import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Agenda,
  type Ballot,
  ballotsOf,
  castBallot,
  choices,
  closeUrns,
  countUrns,
  openUrns,
} from '../../store/ballots.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { agendaOf, ballotOf, expert, experts, namedId } from '../support/meetings.ts';

let database: FreshDatabase;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool(database.url, { max: 25 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const open = (agenda: Agenda) => inTransaction(pool, (tx) => openUrns(tx, agenda));
const cast = (ballot: Ballot) => inTransaction(pool, (tx) => castBallot(tx, ballot));
const close = (agenda: Agenda) => inTransaction(pool, (tx) => closeUrns(tx, agenda));
const refused = (code: string, cases: readonly string[]) => ({ outcome: 'refused', code, cases });

describe('a vote', () => {
  test('25 experts vote on 40 cases at once, some on all, some case by case and in any order, and every ballot counts', async () => {
    const agenda = agendaOf('crowd', { cases: 40, present: experts(25), recused: { 3: [expert(1), expert(2)] } });
    await open(agenda);
    const cases = agenda.cases.map((_, n) => n);
    const ballots = experts(25).flatMap((voter, e) => {
      const own = cases.filter((n) => agenda.cases[n]!.voters.includes(voter));
      // Backwards for some: whoever locked in the order of the ballot would wait in a circle.
      const ordered = e % 2 === 0 ? own : own.toReversed();
      const chosen = (n: number) => choices[(e + n) % 3]!;
      if (e < 20) return [{ voter, given: ordered.map((n) => [n, chosen(n)] as const) }];
      return ordered.map((n) => ({ voter, given: [[n, chosen(n)] as const] }));
    });
    const answers = await Promise.all(
      ballots.map(({ voter, given }) => {
        const { choices: unordered, ...ballot } = ballotOf(agenda, voter, Object.fromEntries(given));
        const place = (id: string) => given.findIndex(([n]) => agenda.cases[n]!.case === id);
        return cast({ ...ballot, choices: unordered.toSorted((a, b) => place(a.case) - place(b.case)) });
      }),
    );
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    const counts = await close(agenda);
    const expected = cases.map((n) => {
      const of = (choice: string) =>
        experts(25).filter((voter, e) => agenda.cases[n]!.voters.includes(voter) && choices[(e + n) % 3] === choice);
      const [yes, no, abstain] = ['yes', 'no', 'abstain'].map((choice) => of(choice).length);
      return [agenda.cases[n]!.case, { present: n === 3 ? 23 : 25, yes, no, abstain, silent: 0 }] as const;
    });
    expect(counts).toEqual(new Map(expected.toSorted(([a], [b]) => (a < b ? -1 : 1))));
  });

  test('counts what was cast, whoever voted in whatever order, while other meetings open, vote and close', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), plans, async (salt, plan) => {
        const meetings = plan.map((votes, n) => ({
          agenda: agendaOf(`${salt} ${n} ${JSON.stringify(votes)}`, { cases: 2, present: experts(9) }),
          votes,
        }));
        await Promise.all(
          meetings.map(async ({ agenda, votes }) => {
            await open(agenda);
            await Promise.all(
              votes.map(({ voter, on, choice }) => cast(ballotOf(agenda, expert(voter), { [on]: choice }))),
            );
            const counts = await close(agenda);
            for (const on of [0, 1]) {
              const counted = counts.get(agenda.cases[on]!.case)!;
              const first = votes.filter((vote, at) => vote.on === on && votes.findIndex(sameAs(vote)) === at);
              expect(counted.present).toBe(first.length);
              expect(counted.yes + counted.no + counted.abstain).toBe(first.length);
              expect(counted.silent).toBe(9 - first.length);
            }
          }),
        );
      }),
      { numRuns: 12, verbose: 1 },
    );
  });

  test('who has voted can be told while it runs, and never how', async () => {
    const agenda = agendaOf('roll', { cases: 1, present: experts(3), recused: { 0: [expert(3)] } });
    await open(agenda);
    await cast(ballotOf(agenda, expert(2), { 0: 'no' }));
    expect(await ballotsOf(pool, agenda.meeting)).toEqual([
      {
        case: agenda.cases[0]!.case,
        open: true,
        voters: [
          { voter: expert(1), recused: false, voted: false },
          { voter: expert(2), recused: false, voted: true },
          { voter: expert(3), recused: true, voted: false },
        ],
      },
    ]);
  });

  test('whoever is on the roster and casts nothing is silent and not present; closing again tells the same counts', async () => {
    const agenda = agendaOf('silence', { cases: 1, present: experts(3) });
    await open(agenda);
    await cast(ballotOf(agenda, expert(1), { 0: 'abstain' }));
    const before = await inTransaction(pool, (tx) => countUrns(tx, agenda));
    const counts = await close(agenda);
    expect(before).toEqual(counts);
    expect(await inTransaction(pool, (tx) => countUrns(tx, agenda))).toEqual(counts);
    expect([...counts.values()]).toEqual([{ present: 1, yes: 0, no: 0, abstain: 1, silent: 2 }]);
    expect(await close(agenda)).toEqual(counts);
  });

  test('more meetings than there are boxes cannot vote at once, and a box is free again when its meeting has closed', async () => {
    const { rows } = await pool.query<{ n: number }>(
      'select count(*)::integer as n from ballot_boxes where meeting is null',
    );
    const meetings = Array.from({ length: rows[0]!.n }, (_, n) =>
      agendaOf(`box ${n}`, { cases: 1, present: experts(1) }),
    );
    await Promise.all(meetings.map(open));
    const late = agendaOf('one too many', { cases: 1, present: experts(1) });
    await expect(open(late)).rejects.toThrow('every ballot box is in use');
    await close(meetings[0]!);
    await open(late);
    await Promise.all([...meetings.slice(1), late].map(close));
  });
});

const votes = fc.array(
  fc.record({
    voter: fc.integer({ min: 1, max: 9 }),
    on: fc.integer({ min: 0, max: 1 }),
    choice: fc.constantFrom(...choices),
  }),
  { maxLength: 25 },
);
const plans = fc.array(votes, { minLength: 1, maxLength: 4 });
const sameAs = (one: { voter: number; on: number }) => (other: { voter: number; on: number }) =>
  one.voter === other.voter && one.on === other.on;

describe('an illegal ballot is refused by name, and changes nothing', () => {
  const agenda = agendaOf('illegal', { cases: 2, present: experts(4), recused: { 1: [expert(3)] } });
  const [first, second] = agenda.cases.map((one) => one.case) as [string, string];
  beforeAll(async () => {
    await open(agenda);
    await cast(ballotOf(agenda, expert(1), { 0: 'yes' }));
  });

  test('of somebody absent: ABSENT', async () => {
    expect(await cast(ballotOf(agenda, expert(9), { 0: 'yes' }))).toEqual(refused('ABSENT', [first]));
  });
  test('for another: PROXY', async () => {
    const ballot = { ...ballotOf(agenda, expert(2), { 0: 'yes' }), castBy: expert(4) };
    expect(await cast(ballot)).toEqual(refused('PROXY', [first]));
  });
  test('of somebody recused for this case, and with it the rest of that ballot: RECUSED', async () => {
    expect(await cast(ballotOf(agenda, expert(3), { 0: 'yes', 1: 'yes' }))).toEqual(refused('RECUSED', [second]));
  });
  test('a second one, with the same choice or another: ALREADY_VOTED', async () => {
    const again = [
      await cast(ballotOf(agenda, expert(1), { 0: 'yes' })),
      await cast(ballotOf(agenda, expert(1), { 0: 'no' })),
    ];
    expect(again).toEqual([refused('ALREADY_VOTED', [first]), refused('ALREADY_VOTED', [first])]);
  });
  test('where no urn was opened: VOTING_CLOSED', async () => {
    const none = namedId('a case on no agenda');
    const ballot: Ballot = { ...ballotOf(agenda, expert(2), {}), choices: [{ case: none, choice: 'yes' }] };
    expect(await cast(ballot)).toEqual(refused('VOTING_CLOSED', [none]));
  });
  test('after closing: VOTING_CLOSED, and ALREADY_VOTED for whoever had voted', async () => {
    const counts = await close(agenda);
    expect(await cast(ballotOf(agenda, expert(2), { 0: 'yes' }))).toEqual(refused('VOTING_CLOSED', [first]));
    expect(await cast(ballotOf(agenda, expert(1), { 0: 'no' }))).toEqual(refused('ALREADY_VOTED', [first]));
    expect(await close(agenda)).toEqual(counts);
    expect(counts.get(first)).toEqual({ present: 1, yes: 1, no: 0, abstain: 0, silent: 3 });
    expect(counts.get(second)).toMatchObject({ present: 0, silent: 3 });
  });
});

describe('a role of the service that is no superuser', () => {
  const role = `service_${process.pid}`;
  const agenda = agendaOf('least rights', { cases: 1, present: experts(2) });
  let own: ReturnType<typeof createPool>;
  beforeAll(async () => {
    await open(agenda);
    await pool.query(`create role ${role} login password 'for this test'`);
    await pool.query(`grant all on all tables in schema public to ${role}`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'for this test'];
    own = createPool(url.href, { max: 1 });
  });
  afterAll(async () => {
    await own.end();
    await pool.query(`drop owned by ${role} cascade`);
    await pool.query(`drop role ${role}`);
  });

  test('takes no ballot where it cannot keep the server from writing values, and does where it was granted that', async () => {
    const vote = () => inTransaction(own, (tx) => castBallot(tx, ballotOf(agenda, expert(1), { 0: 'yes' })));
    await expect(vote()).rejects.toMatchObject({ code: '42501' });
    await pool.query(`grant set on parameter log_parameter_max_length, log_error_verbosity to ${role}`);
    expect(await vote()).toEqual({ outcome: 'accepted' });
    const counts = await inTransaction(own, (tx) => closeUrns(tx, agenda));
    expect([...counts.values()]).toEqual([{ present: 1, yes: 1, no: 0, abstain: 0, silent: 1 }]);
  });
});
