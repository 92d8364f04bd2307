import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { raiseAlarms } from '../store/alarms.ts';
import { inTransaction } from '../store/db.ts';

/**
 * The night's verification (design D7) runs as a process of its own: it shares nothing with what it checks, and its work
 * on the whole record does not stand in the way of a deadline.
 */
export interface VerificationOptions {
  readonly pool: pg.Pool;
  /** Of the process to start; names the database. */
  readonly environment: NodeJS.ProcessEnv;
  /** The file outside the database that only grows. */
  readonly seal: string;
  readonly signal: AbortSignal;
}

const COMMAND = fileURLToPath(new URL('../cli/zhicheng.ts', import.meta.url));

/** Verifies the record; its findings go where this process writes, and anything but none raises an alarm. */
export async function verifyInProcess({ pool, environment, seal, signal }: VerificationOptions): Promise<void> {
  const child = spawn(process.execPath, [COMMAND, 'verify', '--seal', seal], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    signal,
  });
  const [code] = await once(child, 'exit');
  if (code === 0) return;
  await inTransaction(pool, (tx) => raiseAlarms(tx, [{ kind: 'verificationFailed', body: { code } }]));
}
