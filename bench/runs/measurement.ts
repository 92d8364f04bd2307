import type { Caseload, Task } from '../caseload/caseload.ts';
import { clockTo, tasksOf } from '../caseload/caseload.ts';
import { type Cost, metered } from '../meters.ts';
import { type BenchServer, onDatabase } from '../server.ts';
import { percentile } from '../statistics.ts';
import { closedLoop } from './closed-loop.ts';
import type { Subject, Tasks } from './subjects.ts';

/**
 * One measurement: a subject, its commands, so many at once. It begins after a checkpoint, so that everybody pays for the
 * images of the pages first touched after one.
 */
export interface Measured {
  readonly subject: string;
  readonly clients: number;
  readonly transitions: number;
  readonly perSecond: number;
  /** ms of a piece of work: a command, or a batch of rows. */
  readonly p50: number;
  readonly p99: number;
  readonly cost: Cost;
}

/** Where measurements find databases: a fresh clone each, or the next share of one that is too large to clone. */
export interface Ground {
  readonly server: BenchServer;
  readonly caseload: Caseload;
  /** Instant at which the measured commands come; null: where the caseload stands. */
  readonly at: string | null;
  /** A database and a share of its tasks that nobody has touched. */
  take(): Promise<{ url: string; slice: number; give(): Promise<void> }>;
}

export interface Asked {
  readonly transitions: number;
  readonly clients: number;
  readonly subject: (tasks: Tasks) => Promise<Subject>;
  /** Commands to warm up on, of the same share. */
  readonly warmUp: number;
}

/** @throws Error where a share has fewer cases than commands are asked for, or not every row was written. */
export async function measure(ground: Ground, asked: Asked): Promise<Measured> {
  const { server, caseload, at } = ground;
  const { url, slice, give } = await ground.take();
  if (at !== null) await clockTo(url, at);
  const tasks = await tasksOf(url, caseload, slice);
  if (tasks.length < asked.transitions + asked.warmUp) throw new Error(`only ${tasks.length} cases in a share`);
  const measured = tasks.slice(0, asked.transitions);
  const warmUp = tasks.slice(tasks.length - asked.warmUp);
  const subject = await asked.subject({ url, measured, warmUp });
  await server.run('checkpoint');
  const { result: latencies, cost } = await metered(server, () => closedLoop(subject, asked.clients));
  await subject.close();
  await mustBeWritten(url, measured);
  await give();
  return {
    subject: subject.name,
    clients: asked.clients,
    transitions: subject.transitions,
    perSecond: (subject.transitions / cost.wallMs) * 1000,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cost: { ...cost, nodeMs: cost.nodeMs + (subject.elsewhereMs?.() ?? 0) },
  };
}

/** Whatever was measured, each case has to stand where the recorded one stood, with its event. */
async function mustBeWritten(url: string, tasks: readonly Task[]): Promise<void> {
  const ends = tasks.flatMap(({ changes }) =>
    changes.filter(({ table }) => table.name === 'cases').flatMap(({ rows }) => rows),
  );
  const { rows } = await onDatabase(url, (client) =>
    client.query<{ written: string }>(
      `select count(*) as written from unnest($1::uuid[], $2::integer[]) as v(id, version)
         join cases c on c.id = v.id and c.version = v.version
         join events e on e.case_id = v.id and e.seq = v.version`,
      [ends.map((row) => row.get('id')), ends.map((row) => row.get('version'))],
    ),
  );
  if (Number(rows[0]?.written) !== tasks.length) throw new Error(`${rows[0]?.written} of ${tasks.length} were written`);
}

/** A fresh clone of a prepared database for every measurement. */
export function clonedGround(of: {
  server: BenchServer;
  caseload: Caseload;
  prepared: string;
  at: string | null;
}): Ground {
  const { server, caseload, prepared, at } = of;
  const database = `${prepared}_now`;
  return {
    server,
    caseload,
    at,
    take: async () => {
      await server.clone(prepared, database);
      return { url: server.url(database), slice: 0, give: () => server.drop(database) };
    },
  };
}

/** One share after the other of the same database. */
export function sharedGround(of: {
  server: BenchServer;
  caseload: Caseload;
  database: string;
  at: string | null;
}): Ground {
  let slice = 0;
  const { server, caseload, database, at } = of;
  return {
    server,
    caseload,
    at,
    take: async () => ({ url: server.url(database), slice: slice++, give: async () => undefined }),
  };
}
