import type { Command } from '../../store/command.ts';
import { closedLoop } from './closed-loop.ts';
import { batchesOf, JOB, JOBS_AT_ONCE, openDoor } from './subjects.ts';

/** A process that fires its share of the due deadlines when it is told to, and tells what it took. Its parent forks it. */

export interface Share {
  readonly url: string;
  readonly measured: readonly Command[];
  readonly warmUp: readonly Command[];
}

export type FromParent = { readonly kind: 'share'; readonly share: Share } | { readonly kind: 'go' };
export type FromChild = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly cpuMs: number };

const tell = (message: FromChild) => void process.send?.(message);
const asTasks = (commands: readonly Command[]) => commands.map((command) => ({ command }));
const heard = (): Promise<FromParent> => new Promise((resolve) => process.once('message', resolve));

async function work(): Promise<void> {
  const first = await heard();
  if (first.kind !== 'share') throw new Error('told to go before it had a share');
  const { url, measured, warmUp } = first.share;
  const { send, close } = await openDoor(url, asTasks(warmUp));
  const jobs = batchesOf(asTasks(measured), JOB);
  tell({ kind: 'ready' });
  await heard();
  const before = process.cpuUsage();
  await closedLoop({ pieces: jobs.length, perform: (index) => send(jobs[index]!) }, JOBS_AT_ONCE);
  const { user, system } = process.cpuUsage(before);
  await close();
  tell({ kind: 'done', cpuMs: (user + system) / 1000 });
  process.disconnect?.();
}

await work();
