import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../../season/driver.ts';
import { isDriverMessage, type PlayedMessage } from '../../season/messages.ts';
import type { SeasonPlan } from '../../season/plan.ts';

/** Runs the driver as a process of its own, which knows the service by its addresses only. */
export interface DriverProcess {
  /** @throws Error where it ended before the season did. */
  readonly played: Promise<PlayedMessage>;
  stop(): void;
}

export function startDriver(home: string, plan: SeasonPlan, onProgress: (progress: Progress) => void): DriverProcess {
  const file = join(home, 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const script = fileURLToPath(new URL('../../season/main.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<PlayedMessage>();
  child.on('message', (message) => {
    if (!isDriverMessage(message)) return;
    if (message.kind === 'progress') onProgress(message.progress);
    else resolve(message.played);
  });
  child.once('error', reject);
  child.once('exit', (code, signal) => reject(new Error(`the driver ended before the season did (${signal ?? code})`)));
  return { played: promise, stop: () => void child.kill('SIGKILL') };
}
