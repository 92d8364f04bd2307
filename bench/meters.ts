import { readdirSync, readFileSync } from 'node:fs';
import type { BenchServer } from './server.ts';
import { onDatabase } from './server.ts';

/** What a stretch of work cost: wall time, CPU of this process and of PostgreSQL, and the write-ahead log. */
export interface Cost {
  readonly wallMs: number;
  readonly nodeMs: number;
  /** Null where the system does not tell it (anything but Linux) or the server is another's. */
  readonly postgresMs: number | null;
  readonly walBytes: number;
}

export interface Metered<T> {
  readonly result: T;
  readonly cost: Cost;
}

/** Measures the work. The readings themselves stay outside the measured time. */
export async function metered<T>(server: BenchServer, work: () => Promise<T>): Promise<Metered<T>> {
  const url = server.url('postgres');
  const walBefore = await walPosition(url);
  const postgresBefore = postgresCpuMs(server.pid);
  const nodeBefore = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const wallMs = performance.now() - start;
  const node = process.cpuUsage(nodeBefore);
  const postgresAfter = postgresCpuMs(server.pid);
  const walAfter = await walPosition(url);
  const postgresMs = postgresBefore === null || postgresAfter === null ? null : postgresAfter - postgresBefore;
  return {
    result,
    cost: { wallMs, nodeMs: (node.user + node.system) / 1000, postgresMs, walBytes: walAfter - walBefore },
  };
}

function walPosition(url: string): Promise<number> {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes`,
    );
    return Number(rows[0]?.bytes);
  });
}

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;

/** CPU of the postmaster, its children, and those that have exited, ms. */
function postgresCpuMs(postmaster: number | null): number | null {
  if (postmaster === null || process.platform !== 'linux') return null;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (!stat) continue;
    const [, parent, utime, stime, childUtime, childStime] = stat;
    if (Number(name) === postmaster) ticks += utime + stime + childUtime + childStime;
    else if (parent === postmaster) ticks += utime + stime;
  }
  return ticks * TICK_MS;
}

type Stat = [name: string, parent: number, utime: number, stime: number, childUtime: number, childStime: number];

function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program is in parentheses and may hold spaces; what is counted comes after it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number) => Number(fields[index]);
    return [pid, at(1), at(11), at(12), at(13), at(14)];
  } catch {
    return null; // it has just ended
  }
}
