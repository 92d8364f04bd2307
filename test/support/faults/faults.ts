import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { Stack } from '../../../cli/season-run/stack.ts';
import { readClock, releaseClock } from '../../../store/clock.ts';
import { createPool, inTransaction } from '../../../store/db.ts';
import { openQueue, type Queue } from '../../../workers/queue.ts';
import type { Relay } from '../relay.ts';
import { type Gateway, openGateway } from './gateway.ts';

/** What goes wrong in a season, how often, and when: counted in the commands that have been sent. */
export interface FaultPlan {
  /** kill -9 of an api and of a worker process, in turn, each while a command is unanswered. */
  readonly kills: { readonly times: number; readonly every: number };
  /** kill -9 of PostgreSQL while a command is unanswered. */
  readonly databaseKills: { readonly times: number; readonly every: number };
  /** The connection is cut after COMMIT, before its answer. */
  readonly cuts: { readonly times: number; readonly every: number };
  /** The same while a ballot is under way: a vote of so many meetings, after the cuts that are due by then. */
  readonly ballotCuts: number;
  /** kill -9 of every worker process while one has a look at the public pages in hand, on so many evenings. */
  readonly roundKills: number;
  /** Redis forgets everything while so many rows are due. */
  readonly flushes: { readonly times: number; readonly rowsDue: number };
  /** From this command on: the next time something is due, everything is delivered twice. */
  readonly doubleAfter: number;
  /**
   * From this command on: the raw clock steps ahead by 30 days at the next move while no page is on show, and timers are held
   * till released.
   */
  readonly stepAfter: number;
}

export interface FaultCounts {
  kills: number;
  databaseKills: number;
  cuts: number;
  ballotCuts: number;
  roundKills: number;
  flushes: number;
  doubled: number;
  steps: number;
  /** Deadlines that fired while timers were held; must stay 0. */
  firedWhileHeld: number;
}

const THIRTY_DAYS_MS = 30 * 86_400_000;
/** A command is given so long to be in the middle of something, ms; the n-th fault waits the n-th of them. */
const INTO_THE_MIDDLE_MS = [0, 1, 2, 4, 3, 6];

/** Breaks a running season by its plan. Everything it waits for is an event, a row, or an answer. */
export class Saboteur {
  readonly counts: FaultCounts = {
    kills: 0,
    databaseKills: 0,
    cuts: 0,
    ballotCuts: 0,
    roundKills: 0,
    flushes: 0,
    doubled: 0,
    steps: 0,
    firedWhileHeld: 0,
  };
  readonly #plan: FaultPlan;
  readonly #stack: Stack;
  readonly #relay: Relay;
  readonly #pool: pg.Pool;
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #gateways: Gateway[] = [];
  #commands = 0;
  #busy = false;
  #cutting = false;
  #watching = false;
  #lastRound = 0;
  #left = false;
  readonly #voted = new Set<string>();
  #released = false;

  static async join(plan: FaultPlan, { stack, relay }: { stack: Stack; relay: Relay }): Promise<Saboteur> {
    if (stack.redisUrl === null) throw new Error('the faults need a season on Redis');
    const queue = await openQueue(
      { on: 'redis', url: stack.redisUrl, prefix: prefixOf(stack.databaseUrl), throwaway: false },
      { onError: () => undefined },
    );
    return new Saboteur(plan, { stack, relay, queue, redis: new Redis(stack.redisUrl) });
  }

  private constructor(plan: FaultPlan, parts: { stack: Stack; relay: Relay; queue: Queue; redis: Redis }) {
    this.#plan = plan;
    this.#stack = parts.stack;
    this.#relay = parts.relay;
    this.#queue = parts.queue;
    this.#redis = parts.redis;
    this.#redis.on('error', () => undefined);
    this.#pool = createPool(parts.stack.databaseUrl, { max: 2 });
  }

  /** Addresses for the driver: each api behind a gateway. */
  async gateways(): Promise<string[]> {
    for (const url of this.#stack.urls) {
      this.#gateways.push(
        await openGateway(url, {
          onCommand: (path, isOpen) => this.#onCommand(path, isOpen),
          beforeMove: () => this.#beforeMove(),
          afterMove: () => this.#afterMove(),
        }),
      );
    }
    return this.#gateways.map(({ url }) => url);
  }

  async leave(): Promise<void> {
    this.#left = true;
    await Promise.all(this.#gateways.map((gateway) => gateway.close()));
    await this.#queue.close();
    this.#redis.disconnect();
    await this.#pool.end();
  }

  #onCommand(path: string, isOpen: () => boolean): void {
    this.#commands += 1;
    const { cuts, kills, databaseKills } = this.#plan;
    if (this.#isBallotToCut(path)) this.#cutNextCommit('ballotCuts');
    else if (!this.#cutting && isDue(this.counts.cuts, cuts, this.#commands)) this.#cutNextCommit('cuts');
    if (path === '/v1/rounds' && !this.#watching && this.counts.roundKills < this.#plan.roundKills) {
      void this.#killWhoLooks();
    }
    if (this.#busy) return;
    const { counts } = this;
    if (isDue(counts.databaseKills, databaseKills, this.#commands)) {
      this.#strike(isOpen, counts.databaseKills, () => {
        if (kill(this.#stack.pids().postgres)) counts.databaseKills += 1;
      });
    } else if (isDue(counts.kills, kills, this.#commands)) {
      this.#strike(isOpen, counts.kills, () => {
        const { apis, workers } = this.#stack.pids();
        const pids = counts.kills % 2 === 0 ? apis : workers;
        if (kill(pids[Math.floor(counts.kills / 2) % pids.length] ?? null)) counts.kills += 1;
      });
    }
  }

  /** Only while the command is unanswered; one that was quicker is let go, and the next one is taken. */
  #strike(isOpen: () => boolean, n: number, blow: () => void): void {
    this.#busy = true;
    setTimeout(
      () => {
        this.#busy = false;
        if (isOpen()) blow();
      },
      INTO_THE_MIDDLE_MS[n % INTO_THE_MIDDLE_MS.length],
    );
  }

  /** Once a meeting. */
  #isBallotToCut(path: string): boolean {
    if (this.#cutting || this.counts.ballotCuts >= this.#plan.ballotCuts) return false;
    if (!path.endsWith('/ballots') || this.#voted.has(path)) return false;
    this.#voted.add(path);
    return true;
  }

  #cutNextCommit(of: 'cuts' | 'ballotCuts'): void {
    this.#cutting = true;
    this.#relay.cutOnce('commit', () => {
      this.#cutting = false;
      this.counts[of] += 1;
    });
  }

  /** A round that was made before it was seen in hand is let go, and the next one is taken. */
  async #killWhoLooks(): Promise<void> {
    this.#watching = true;
    await this.#until(async () => {
      const { rows } = await this.#pool.query<{ id: number; in_hand: boolean; made: boolean }>(
        `select id, claimed_until is not null as in_hand, outcome is not null as made from asked_rounds
          where id > $1 order by id desc limit 1`,
        [this.#lastRound],
      );
      const [round] = rows;
      if (!round || !(round.in_hand || round.made)) return this.#left;
      this.#lastRound = round.id;
      if (round.in_hand) {
        for (const pid of this.#stack.pids().workers) kill(pid);
        this.counts.roundKills += 1;
      }
      return true;
    });
    this.#watching = false;
  }

  async #beforeMove(): Promise<void> {
    if (this.counts.steps > 0 || this.#commands < this.#plan.stepAfter) return;
    if (await this.#isAnyOnShow()) return;
    this.counts.steps += 1;
    await this.#pool.query('update clock set raw_offset_ms = raw_offset_ms + $1', [THIRTY_DAYS_MS]);
    await this.#until(async () => (await readClock(this.#pool)).held);
  }

  /** Where an operator lets the timers go on, the server's clock is right: then nobody had seen a page for thirty days. */
  async #isAnyOnShow(): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `select from cases where lifecycle = 'notice' and state in ('posted', 'toBeProved', 'unproved') limit 1`,
    );
    return rowCount !== 0;
  }

  async #afterMove(): Promise<void> {
    if (this.counts.steps > 0 && !this.#released) {
      this.#released = true;
      // A database that was killed a moment ago is asked until it answers: held timers hold the season.
      await this.#until(async () => this.#release());
    }
    // Faults that need a database that is away are for the next move.
    await this.#breakMove().catch(() => undefined);
  }

  async #breakMove(): Promise<void> {
    const { counts } = this;
    const due = await this.#due();
    if (counts.flushes < this.#plan.flushes.times && due.length >= this.#plan.flushes.rowsDue) await this.#flush();
    else if (counts.doubled === 0 && due.length > 1 && this.#commands >= this.#plan.doubleAfter) {
      counts.doubled = due.length;
      await this.#queue.enqueue('deadlines', due);
      await this.#queue.enqueue('deadlines', [...due].reverse());
    }
  }

  /** What was enqueued is gone, and once more what was enqueued meanwhile. */
  async #flush(): Promise<void> {
    for (let again = 0; again < 2 && this.counts.flushes < this.#plan.flushes.times; again += 1) {
      await this.#redis.flushall();
      if ((await this.#due()).length >= this.#plan.flushes.rowsDue) this.counts.flushes += 1;
    }
  }

  /** Whoever looks after the clock lets the timers go on; until then nothing may have fired. */
  async #release(): Promise<true> {
    const before = await this.#due();
    await this.#redis.ping();
    const after = await this.#due();
    this.counts.firedWhileHeld += before.filter((id) => !after.includes(id)).length;
    await inTransaction(this.#pool, (tx) => releaseClock(tx, { by: 'operator' }));
    return true;
  }

  /** Rows due at the clock's instant and not fired, as a job names them. */
  async #due(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `select case_id || '/' || armed_seq || '/' || name as id from deadlines, clock
        where status = 'armed' and due_at <= clock.instant order by due_at, case_id`,
    );
    return rows.map(({ id }) => id);
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds().catch(() => false))) await new Promise((resolve) => setImmediate(resolve));
  }
}

function isDue(done: number, { times, every }: { times: number; every: number }, commands: number): boolean {
  return done < times && commands >= (done + 1) * every;
}

function kill(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    // It is gone already and being started again.
    return false;
  }
}

/** The namespace the workers give their jobs. */
function prefixOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `zhicheng-${createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12)}`;
}
