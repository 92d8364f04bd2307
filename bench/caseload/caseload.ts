import type pg from 'pg';
import type { Deadline } from '../../machines/deadlines.ts';
import type { Programme } from '../../machines/programme.ts';
import { parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import { moveClock } from '../../store/clock.ts';
import type { Command } from '../../store/command.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { derivedId } from '../../store/hashing.ts';
import { install } from '../../store/install.ts';
import { migrate } from '../../store/migrate.ts';
import { latestProgramme } from '../../store/programmes.ts';
import { type BenchServer, onDatabase } from '../server.ts';
import { type CopyPlan, copyCaseload } from './copies.ts';
import { mustHave, type Stage, settleOutbox } from './delivery.ts';
import { advanceTo, type Destined, play } from './play.ts';
import { applicantOf, installationOf, unitId } from './prefecture.ts';
import { alike, type Change, changesBetween, photograph, renamed, renamedChanges } from './recording.ts';
import { readTables } from './tables.ts';
import { commandOf, type Kind, measuredKinds } from './walk.ts';

/** A really played case, the command it waits for, and the rows that command writes. */
export interface BaseCase extends Destined {
  readonly command: Command;
  readonly changes: readonly Change[];
}

/** A database to clone, its base cases, and the commands for every copy of them. */
export interface Caseload {
  readonly template: string;
  readonly base: readonly BaseCase[];
}

/** One measured command and the rows it will write. */
export interface Task {
  readonly command: Command;
  readonly changes: readonly Change[];
}

const WALKS_A_UNIT = 20;
const ROLLED_A_UNIT = 20;
export const ROLLOVER = '2024-08-01T00:00';
const EVE = '2024-07-31T23:00';

/** Two cases of a school before each measured command, all on the walk's last day. */
export async function playWalks(server: BenchServer, template: string): Promise<Caseload> {
  const cases = Array.from({ length: WALKS_A_UNIT }, (_, n) =>
    destined(n, measuredKinds[n % measuredKinds.length] ?? null),
  );
  const programme = await playInto(server, template, { cases, until: null });
  const recorded = await record(server, template, {
    cases,
    at: null,
    commandFor: async (pool, one) => {
      const { rows } = await pool.query<{ version: number }>('select version from cases where id = $1', [one.id]);
      return commandOf({ kind: one.before!, case: one, expected: rows[0]?.version ?? null, programme });
    },
  });
  return { template, base: recorded };
}

/** Where cases stand on the year's last evening: draft, missed cut-off, policy review, with the committee, at the filing. */
const STRANDED: readonly Kind[] = ['submit', 'submit', 'verify', 'recommend', 'passPolicy', 'convene', 'confirm'];

/** Cases of a school of which nothing is due any more but the year's stop. */
export async function playStranded(server: BenchServer, template: string): Promise<Caseload> {
  const cases = Array.from({ length: ROLLED_A_UNIT }, (_, n) =>
    destined(WALKS_A_UNIT + n, STRANDED[n % STRANDED.length] ?? null),
  );
  await playInto(server, template, { cases, until: EVE });
  const recorded = await record(server, template, {
    cases,
    at: ROLLOVER,
    commandFor: async (_pool, { id }) => ({ kind: 'due', case: id, deadline: 'cycleRollover' satisfies Deadline }),
  });
  return { template, base: recorded };
}

function destined(n: number, before: Kind | null): Destined {
  const unit = unitId(0);
  return { id: derivedId(`bench case ${n}`), unit, applicant: applicantOf(unit, n), before };
}

async function playInto(
  server: BenchServer,
  database: string,
  of: { cases: readonly Destined[]; until: string | null },
): Promise<Programme> {
  await server.create(database);
  await migrate(server.url(database));
  return onStage(server.url(database), async (stage) => {
    await play(stage, of.cases);
    if (of.until !== null) await advanceTo(stage, of.until);
    await settleOutbox(stage.pool);
    return stage.programme;
  });
}

/** An installed database, with the real door on it for as long as the work takes. */
async function onStage<T>(url: string, work: (stage: Stage) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 4 });
  try {
    const { rows } = await pool.query('select from installation');
    if (rows.length === 0) await inTransaction(pool, (tx) => install(tx, installationOf(1)));
    const { body: programme } = await latestProgramme(pool, 'kaili-2023');
    return await work({ pool, door: createDoor({ pool }), programme });
  } finally {
    await pool.end();
  }
}

/** Sends each case its command on a clone, and keeps what was written. */
async function record(
  server: BenchServer,
  template: string,
  of: {
    cases: readonly Destined[];
    at: string | null;
    commandFor: (pool: pg.Pool, one: Destined) => Promise<Command>;
  },
): Promise<BaseCase[]> {
  const database = `${template}_recorded`;
  await server.clone(template, database);
  const found = await onStage(server.url(database), async ({ pool, door }) => {
    const tables = await readTables(pool);
    if (of.at !== null) await setClock(pool, of.at);
    const recorded: BaseCase[] = [];
    for (const one of of.cases) {
      const command = await of.commandFor(pool, one);
      const before = await photograph(pool, tables, one.id);
      mustHave(await door.advance(command), ['moved']);
      const after = await photograph(pool, tables, one.id);
      recorded.push({ ...one, command, changes: changesBetween(tables, before, after) });
    }
    return recorded;
  });
  await server.drop(database);
  const changes = alike(found.map((one) => one.changes));
  return found.map((one, index) => ({ ...one, changes: changes[index] ?? [] }));
}

async function setClock(pool: pg.Pool, at: string): Promise<void> {
  await inTransaction(pool, (tx) => moveClock(tx, { to: parseInstant(at), by: null }));
}

export async function clockTo(url: string, at: string): Promise<void> {
  const pool = createPool(url, { max: 1 });
  await setClock(pool, at);
  await pool.end();
}

/** A database with the caseload copied for so many schools. Answers the seconds it took. */
export async function multiply(server: BenchServer, database: string, of: Caseload & CopyPlan): Promise<number> {
  const start = performance.now();
  if (database !== of.template) await server.clone(of.template, database);
  const base = of.base.map(({ id }) => id);
  await copyCaseload(server.url(database), base, of);
  return (performance.now() - start) / 1000;
}

/** The tasks of one share of a copied caseload, in an order that mixes kinds and schools, always the same. */
export async function tasksOf(url: string, { base }: Caseload, slice: number): Promise<Task[]> {
  const played = new Map(base.map((one) => [one.id, one]));
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ base: string; unit: number; id: string }>(
      `select base, unit, id from bench.copies where slice = $1 and base = any($2)
         order by sha256(convert_to(id::text, 'utf8'))`,
      [slice, [...played.keys()]],
    );
    return rows.map((to) => {
      const from = played.get(to.base);
      if (!from) throw new Error(`${to.base} was never played`);
      return { command: renamedCommand(from, to), changes: renamedChanges(from.changes, from, to) };
    });
  });
}

function renamedCommand(from: BaseCase, to: { id: string; unit: number }): Command {
  const { command } = from;
  if (command.kind !== 'sent') return { ...command, case: to.id };
  const { fingerprint, ...rest } = command;
  return { ...(JSON.parse(renamed(JSON.stringify(rest), from, to)) as typeof rest), fingerprint };
}
