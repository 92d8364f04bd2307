import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Subject, Tasks } from './subjects.ts';
import type { FromChild, FromParent } from './worker-process.ts';

const PROGRAM = fileURLToPath(new URL('worker-process.ts', import.meta.url));
const WORKERS = 2;

/** Two worker processes with a door each, which share the due deadlines as their claims would. One piece of work: all of it. */
export async function twoWorkersSubject({ url, measured, warmUp }: Tasks): Promise<Subject> {
  const workers = await Promise.all(
    Array.from({ length: WORKERS }, async (_, n) => {
      const worker = openWorker();
      const mine = (_task: unknown, index: number) => index % WORKERS === n;
      const share = {
        url,
        measured: measured.filter(mine).map(({ command }) => command),
        warmUp: warmUp.filter(mine).map(({ command }) => command),
      };
      await worker.ask({ kind: 'share', share }, 'ready');
      return worker;
    }),
  );
  let cpuMs = 0;
  return {
    name: 'door, two workers',
    pieces: 1,
    transitions: measured.length,
    perform: async () => {
      const done = await Promise.all(workers.map((worker) => worker.ask({ kind: 'go' }, 'done')));
      cpuMs = done.reduce((sum, message) => sum + (message.kind === 'done' ? message.cpuMs : 0), 0);
    },
    elsewhereMs: () => cpuMs,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.ended));
    },
  };
}

interface Worker {
  readonly ended: Promise<void>;
  ask(message: FromParent, answer: FromChild['kind']): Promise<FromChild>;
}

function openWorker(): Worker {
  const child: ChildProcess = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ended,
    ask: (message, answer) =>
      new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error(`a worker ended before it was ${answer}`)));
        child.once('message', (told: FromChild) =>
          told.kind === answer ? resolve(told) : reject(new Error(`a worker answered ${told.kind}`)),
        );
        child.send(message);
      }),
  };
}
