import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A worker process of its own, with a channel to us as the launcher has one. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Its log so far. */
  readonly log: () => string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends it if it still runs. */
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../workers/main.ts', import.meta.url));

/** Starts `workers/main.ts` with these variables and none of ours that it would read. */
export function spawnWorkers(variables: Readonly<Record<string, string>>): WorkerProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  return {
    child,
    log: () => output,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The same, when it says that it works. @throws with its log when it ends before. */
export async function startWorkers(variables: Readonly<Record<string, string>>): Promise<WorkerProcess> {
  const workers = spawnWorkers(variables);
  const ready = once(workers.child, 'message').then(([message]) => message as unknown);
  const first = await Promise.race([ready, workers.ended]);
  if (typeof first !== 'object') throw new Error(`the workers ended (${String(first)}):\n${workers.log()}`);
  return workers;
}
