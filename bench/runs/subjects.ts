import { createHash } from 'node:crypto';
import pg from 'pg';
import { createDoor } from '../../store/advance.ts';
import type { Command } from '../../store/command.ts';
import { createPool } from '../../store/db.ts';
import { type Statement, unnestStatement, valuesStatement } from '../baseline/statement.ts';
import type { Task } from '../caseload/caseload.ts';
import { mustHave } from '../caseload/delivery.ts';

/**
 * Who is measured: the door, *one by one*, *set*.
 *
 * The same for all: the same commands on the same caseload, each on another case; the same rows, byte for byte as long (those
 * the door was recorded writing: case, event, deadlines armed and settled, outbox, request key, slot, reservation), into the
 * same tables with their indexes, constraints and triggers; the same server with fsync on, every transaction committed
 * before it is answered; the same process, driver and prepared statements, planned before the clock starts.
 *
 * Only the door: locks the case, asks the clock, loads facts, looks the key up, checks version, role and guards, steps the
 * chart, serialises and hashes. The baselines have their rows ready before the clock starts; of the checks they make one,
 * that the case's version is older than the one they write.
 */
export interface Subject {
  readonly name: string;
  /** Does one piece of work: a command, or a batch of rows. */
  perform(index: number): Promise<void>;
  /** Pieces of work, and what they come to in transitions. */
  readonly pieces: number;
  readonly transitions: number;
  /** CPU that the work took in other processes than this one, ms. */
  elsewhereMs?(): number;
  close(): Promise<void>;
}

/** Statements are executed so often before the clock starts that PostgreSQL has settled on their plan. */
const WARM_UPS = 6;

/** What is measured, and other cases of the same kinds to warm up on. */
export interface Tasks {
  readonly url: string;
  readonly measured: readonly Task[];
  readonly warmUp: readonly Task[];
}

/** The door with one process's pool; commands come one at a time or many at once. */
export async function doorSubject({ url, measured, warmUp }: Tasks): Promise<Subject> {
  const { send, close } = await openDoor(url, warmUp);
  return {
    name: 'door',
    pieces: measured.length,
    transitions: measured.length,
    perform: (index) => send([measured[index]!]),
    close,
  };
}

/** The same as a worker asks it: so many due deadlines at a time. */
export async function workerSubject({ url, measured, warmUp }: Tasks): Promise<Subject> {
  const { send, close } = await openDoor(url, warmUp);
  const jobs = batchesOf(measured, JOB);
  return {
    name: 'door, a worker',
    pieces: jobs.length,
    transitions: measured.length,
    perform: (index) => send(jobs[index]!),
    close,
  };
}

/** Ids in one job of a worker (design D4). */
export const JOB = 500;
/** Jobs a worker has in hand, so that the door does not wait for the next. */
export const JOBS_AT_ONCE = 2;

interface OpenDoor {
  send(tasks: readonly { readonly command: Command }[]): Promise<void>;
  close(): Promise<void>;
}

/** A door that has been walked through: half of the warm-up one by one, half together. */
export async function openDoor(url: string, warmUp: readonly { readonly command: Command }[]): Promise<OpenDoor> {
  const pool = createPool(url, { max: 10 });
  const halved: unknown[] = [];
  const door = createDoor({ pool, onHalved: (error) => void halved.push(error) });
  const send: OpenDoor['send'] = async (tasks) => {
    const answers = await door.advanceAll(tasks.map(({ command }) => command));
    for (const answer of answers) mustHave(answer, ['moved']);
    if (halved.length > 0) throw new Error('a batch was rolled back', { cause: halved[0] });
  };
  const half = warmUp.length / 2;
  for (const task of warmUp.slice(0, half)) await send([task]);
  await send(warmUp.slice(half));
  return {
    send,
    close: async () => {
      await door.close();
      await pool.end();
    },
  };
}

export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

/** One prepared statement a command, each its own transaction, over so many connections. */
export function oneByOneSubject({ url, measured, warmUp }: Tasks, clients: number): Promise<Subject> {
  const single = ({ changes }: Task) => prepared(valuesStatement(changes), 1);
  return statementsSubject({
    url,
    name: `one by one, ${clients}`,
    statements: measured.map(single),
    warmUp: warmUp.map(single),
    clients,
    transitions: measured.length,
  });
}

/** The rows of so many commands at a time, one statement and transaction each, over one connection. */
export function setSubject({ url, measured, warmUp }: Tasks, size: number): Promise<Subject> {
  const batched = (tasks: readonly Task[]) =>
    batchesOf(tasks, size).map((batch) => {
      return prepared(unnestStatement(batch.map(({ changes }) => changes)), batch.length);
    });
  return statementsSubject({
    url,
    name: `set ${size}`,
    statements: batched(measured),
    warmUp: batched(warmUp),
    clients: 1,
    transitions: measured.length,
  });
}

interface Prepared {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly events: number;
}

function prepared({ text, values }: Statement, events: number): Prepared {
  return { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text, values: [...values], events };
}

async function statementsSubject(of: {
  url: string;
  name: string;
  statements: readonly Prepared[];
  warmUp: readonly Prepared[];
  clients: number;
  transitions: number;
}): Promise<Subject> {
  const { name, statements, transitions } = of;
  const clients = Array.from({ length: of.clients }, () => new pg.Client(of.url));
  for (const client of clients) client.on('error', () => undefined); // the statement under way throws it
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(clients.map((client, index) => planAll(client, index, of.warmUp)));
  const idle = [...clients];
  return {
    name,
    pieces: statements.length,
    transitions,
    perform: async (index) => {
      const client = idle.pop();
      if (!client) throw new Error('more work at once than connections');
      await execute(client, statements[index]!);
      idle.push(client);
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

async function execute(client: pg.Client, { events, ...query }: Prepared): Promise<void> {
  const { rowCount } = await client.query(query);
  if (rowCount !== events) throw new Error(`${rowCount} events written of ${events}`);
}

/** Every statement's text, executed and rolled back; each client on other rows, for they would wait for one another. */
async function planAll(client: pg.Client, index: number, statements: readonly Prepared[]): Promise<void> {
  const alike = Map.groupBy(statements, ({ name }) => name);
  for (const group of alike.values()) {
    const statement = group[index % group.length]!;
    for (let n = 0; n < WARM_UPS; n++) {
      await client.query('begin');
      await execute(client, statement);
      await client.query('rollback');
    }
  }
}
