import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { environmentWith } from '../../config/child-environment.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { endOfLog, openLog } from '../log.ts';
import type { Say } from './say.ts';

type Variables = Readonly<Record<string, string>>;

/** A process of ours that is kept running: the API, or the workers. */
export interface PartPlan {
  readonly title: Text;
  /** Absolute path of its `main.ts`. */
  readonly script: string;
  readonly log: string;
  /** Asked at every start: the database may have moved, and, before it was ever ready, the port may have been taken. */
  readonly variables: (wasReady: boolean) => Variables | Promise<Variables>;
  readonly say: Say;
  /** Hears of every process that is started. */
  readonly onStarted: () => void;
  /** How long it is left alone after it ended, ms: at first, and at most. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}

const PAUSES = { first: 500, longest: 30_000 };
/** After so long in good health the next end is a new misfortune, not the same again. */
const HEALTHY_MS = 60_000;
/** So many ends before it was ever ready are no accident. */
const PATIENCE = 3;
/** How long it may take over what is in hand. */
const LEAVING_MS = 15_000;

/**
 * A child on a channel, in a process group of its own: Ctrl+C reaches the launcher alone, which ends its parts in order.
 * A part ends when the channel closes, and a launcher that is killed closes it too. One that ends by itself is started
 * again, ever later, and that is said aloud.
 */
export class Part {
  readonly #plan: PartPlan;
  readonly #ready = Promise.withResolvers<void>();
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wasReady = false;
  #stopping = false;
  #failures = 0;

  constructor(plan: PartPlan) {
    this.#plan = plan;
    // Whoever stops it does not ask whether it is ready.
    this.#ready.promise.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it has said for the first time that it is ready. @throws where it ends before, again and again. */
  start(): Promise<void> {
    void this.#launch();
    return this.#ready.promise;
  }

  /** Ends it and starts it anew: what it was told at its start has changed. */
  async restart(): Promise<void> {
    clearTimeout(this.#timer);
    const leaving = this.#child;
    leaving?.removeAllListeners('exit');
    await end(leaving);
    await this.#launch();
  }

  /** Ends it and waits; it is not started again. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#ready.reject(new Error(`${this.#plan.title.en}: stopped before it was ready`));
    await end(this.#child);
  }

  async #launch(): Promise<void> {
    try {
      const variables = await this.#plan.variables(this.#wasReady);
      if (!this.#stopping) this.#spawn(variables);
    } catch (error) {
      this.#ready.reject(error);
    }
  }

  #spawn(variables: Variables): void {
    const startedAt = performance.now();
    const child = spawnPart(this.#plan, variables);
    this.#child = child;
    child.on('message', (message) => {
      if (!isReady(message)) return;
      this.#wasReady = true;
      this.#ready.resolve();
    });
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      this.#failures = performance.now() - startedAt > HEALTHY_MS ? 1 : this.#failures + 1;
      this.#again(signal ?? `${code}`);
    });
    this.#plan.onStarted();
  }

  #again(how: string): void {
    const { title, log, say, pauses = PAUSES } = this.#plan;
    if (!this.#wasReady && this.#failures >= PATIENCE) {
      this.#ready.reject(new Error(`${title.en} did not start. The end of ${log}:\n${endOfLog(log)}`));
      return;
    }
    const pause = Math.min(pauses.first * 2 ** (this.#failures - 1), pauses.longest);
    say({
      zh: `${title.zh}已终止(${how}),${pause / 1000} 秒后重新启动；日志：${log}`,
      en: `${title.en} ended (${how}); starting it again in ${pause / 1000} s; see ${log}`,
    });
    this.#timer = setTimeout(() => void this.#launch(), pause);
  }
}

function spawnPart({ script, log }: PartPlan, variables: Variables): ChildProcess {
  const output = openLog(log);
  const child = spawn(process.execPath, [script], {
    env: environmentWith(variables),
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  closeSync(output);
  return child;
}

/** A part's only message: that it listens, or works. */
function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), LEAVING_MS);
  if (child.connected) child.disconnect();
  await gone;
  clearTimeout(timer);
}
