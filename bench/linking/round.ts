import type pg from 'pg';
import type { Chance } from '../../season/random.ts';
import { createPool } from '../../store/db.ts';
import { type Guess, guessesFor, type Mark } from './attack.ts';
import { rowsOf, type Trace, tracesIn } from './files.ts';
import { toldBy } from './log.ts';
import type { AttackedServer } from './server.ts';
import { type Sitting, type Totals, totalsOf, type Voted } from './sitting.ts';
import type { Urn } from './urn.ts';

/** One round: sittings vote, some at the same time; when all have closed, the attacker reads what is there. */

export interface CaseAttacked {
  readonly truth: Totals;
  readonly guessed: Totals;
  readonly hits: number;
  readonly guesses: readonly Guess[];
  /** Ballots of the case in the files. */
  readonly traces: number;
}

export interface RoundResult {
  readonly cases: readonly CaseAttacked[];
  /** Columns of tables of ballots that the planner knows values of, and statements kept with a case in them. */
  readonly statistics: number;
  readonly statements: number;
}

/** Meetings that vote at once. */
const LANES = 4;

interface Round {
  readonly server: AttackedServer;
  readonly urn: Urn;
  readonly sittings: readonly Sitting[];
  readonly chance: Chance;
}

export async function attackRound({ server, urn, sittings, chance }: Round): Promise<RoundResult> {
  const pool = createPool(server.url, { max: LANES + 1 });
  try {
    const from = server.logBytes();
    const came = await play(pool, urn, sittings);
    const cases = sittings.flatMap((one) => one.cases);
    const traces = await readFiles(pool, server, cases);
    const marks = await marksOf(pool, { urn, cases, came });
    const voters = new Set(marks.map(({ voter }) => voter));
    const told = toldBy(server.logFrom(from), { cases: new Set(cases), voters });
    const attacked = sittings.flatMap((sitting) =>
      sitting.cases.map((id) => {
        const of = <T extends { readonly case: string }>(all: readonly T[]) => all.filter((one) => one.case === id);
        const votes = of(sitting.ballots.flat());
        const known = { case: id, totals: totalsOf(votes), marks: of(marks), traces: of(traces), told: of(told) };
        return judged(votes, guessesFor(known, chance), known.traces.length);
      }),
    );
    return { cases: attacked, ...(await readServer(pool, cases)) };
  } finally {
    await pool.end();
  }
}

/** The instant at which each ballot was in, by case and voter: what an access log tells, to the millisecond and better. */
type Came = ReadonlyMap<string, number>;
const keyOf = (vote: Pick<Voted, 'case' | 'voter'>) => `${vote.case} ${vote.voter}`;

async function play(pool: pg.Pool, urn: Urn, sittings: readonly Sitting[]): Promise<Came> {
  const came = new Map<string, number>();
  const waiting = [...sittings];
  const lane = async () => {
    for (let sitting = waiting.shift(); sitting !== undefined; sitting = waiting.shift()) {
      await urn.open(pool, sitting);
      for (const ballot of sitting.ballots) {
        await urn.cast(pool, sitting, ballot);
        for (const vote of ballot) came.set(keyOf(vote), came.size);
      }
      // As every night, and as an administrator might at any moment.
      if (sitting === sittings[0]) await pool.query('analyze');
      await urn.close(pool, sitting);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return came;
}

/** As they lie there, and again when everything the server holds has been written out. */
async function readFiles(pool: pg.Pool, { directory }: AttackedServer, cases: readonly string[]): Promise<Trace[]> {
  const before = tracesIn(directory, cases);
  await pool.query('checkpoint');
  return rowsOf([...before, ...tracesIn(directory, cases)]);
}

async function marksOf(
  pool: pg.Pool,
  { urn, cases, came }: { urn: Urn; cases: readonly string[]; came: Came },
): Promise<Mark[]> {
  const { rows } = await pool.query<{ case_id: string; voter: string; xmin: number }>(urn.marks, [cases]);
  return rows.map(({ case_id, voter, xmin }) => {
    const at = came.get(keyOf({ case: case_id, voter }));
    if (at === undefined) throw new Error(`${voter} is marked and never voted`);
    return { case: case_id, voter, xmin, at };
  });
}

async function readServer(
  pool: pg.Pool,
  cases: readonly string[],
): Promise<Pick<RoundResult, 'statistics' | 'statements'>> {
  const { rows } = await pool.query<{ statistics: number; statements: number }>(
    `select (select count(*)::integer from pg_stats where tablename ~ '^ballots') as statistics,
       (select count(*)::integer from pg_stat_statements where query ~ $1) as statements`,
    [cases.join('|')],
  );
  return rows[0]!;
}

function judged(votes: readonly Voted[], guesses: readonly Guess[], traces: number): CaseAttacked {
  const truth = new Map(votes.map(({ voter, choice }) => [voter, choice]));
  const hits = guesses.filter(({ voter, choice }) => truth.get(voter) === choice).length;
  if (guesses.length !== votes.length) throw new Error(`${guesses.length} guesses for ${votes.length} votes`);
  return { truth: totalsOf(votes), guessed: totalsOf(guesses), hits, guesses, traces };
}
