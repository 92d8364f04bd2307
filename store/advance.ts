import pg from 'pg';
import { askFor, type BatchAnswer, type BatchDependencies, runBatch } from './advance/batch.ts';
import type { Answer, Command, Door } from './command.ts';
import { CommitUnknown, inAskingTransaction } from './db.ts';
import { createRulebook, type Rulebook } from './programmes.ts';

/**
 * The one door (design D3): the only code that changes a case. Commands that arrive while a batch is in flight go together
 * into the next one, without delay when idle; a batch that meets an error is rolled back and taken in halves until the
 * guilty command is alone.
 */

const LARGEST_BATCH = 500;
/** A command whose case is in other hands waits so long for it (design D3). */
const HELD_MS = 2_000;
const HELD_PAUSE_MS = 5;
const ROOM_BESIDE_HELD = 100;

export interface DoorOptions {
  readonly pool: pg.Pool;
  readonly rulebook?: Rulebook;
  readonly monotonic?: () => number;
  /** Told of every error that rolled a batch back, of one command or many: a bug or a race, to be counted. */
  readonly onHalved?: (error: unknown) => void;
}

interface Pending {
  readonly command: Command;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** It lost a race alone, and is tried once more. */
  readonly raced?: true;
  /** It moved its case in a batch whose commit is unknown: if that event is there, it is this command's and no replay. */
  readonly moved?: true;
}

export function createDoor({ pool, rulebook, monotonic = () => performance.now(), onHalved }: DoorOptions): Door {
  const dependencies = { rulebook: rulebook ?? createRulebook(), monotonic };
  const waiting: Pending[] = [];
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    let held: Pending[] = [];
    while (held.length + waiting.length > 0) {
      // What waits for its case comes first, so that commands of one case keep their order, and leaves room for others.
      const fresh = waiting.splice(0, Math.max(LARGEST_BATCH - held.length, ROOM_BESIDE_HELD));
      const back = await answerAll({ pool, dependencies, onHalved }, [...held, ...fresh]);
      const now = monotonic();
      held = back.filter(({ since }) => now - since < HELD_MS);
      for (const pending of back) if (!held.includes(pending)) pending.resolve({ outcome: 'tryAgain' });
      // Nobody else is waiting: give whoever holds the cases a moment instead of asking at once.
      if (held.length > 0 && waiting.length === 0) await pause(HELD_PAUSE_MS);
    }
  };
  const start = (): void => {
    // Not before the present turn has ended: what is asked in one breath goes together.
    running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        running = null;
        if (waiting.length > 0) start();
      });
  };
  const advance = (command: Command): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ command, since: monotonic(), resolve, reject });
      start();
    });
  return {
    advance,
    advanceAll: (commands) => Promise.all(commands.map(advance)),
    close: async () => {
      while (running) await running;
    },
  };
}

interface Lane {
  readonly pool: pg.Pool;
  readonly dependencies: BatchDependencies;
  readonly onHalved: ((error: unknown) => void) | undefined;
}

/** Runs a batch, in halves where it fails; returns those whose case was held. */
async function answerAll(lane: Lane, batch: readonly Pending[]): Promise<Pending[]> {
  let answers: BatchAnswer[] = [];
  try {
    const commands = batch.map(({ command }) => command);
    await inAskingTransaction(lane.pool, {
      ask: (tx) => askFor(tx, commands),
      work: async (tx, asked) => {
        answers = await runBatch(tx, commands, asked, lane.dependencies);
      },
    });
  } catch (error) {
    return error instanceof CommitUnknown ? unknown(batch, answers) : failed(lane, batch, error);
  }
  const held: Pending[] = [];
  for (const [index, pending] of batch.entries()) {
    const answer = answers[index];
    if (answer === undefined || answer === 'held') held.push(pending);
    else pending.resolve(told(pending, answer));
  }
  return held;
}

/** To its sender a command that was asked again by the door itself has been sent once. */
function told({ moved }: Pending, answer: Answer): Answer {
  return moved && answer.outcome === 'moved' ? { ...answer, replayed: false } : answer;
}

async function failed(lane: Lane, batch: readonly Pending[], error: unknown): Promise<Pending[]> {
  if (isLost(error)) {
    for (const { resolve } of batch) resolve({ outcome: 'tryAgain' });
    return [];
  }
  lane.onHalved?.(error);
  const [first] = batch;
  if (batch.length === 1 && first) return failedAlone(lane, first, error);
  const middle = Math.ceil(batch.length / 2);
  const held = await answerAll(lane, batch.slice(0, middle));
  return [...held, ...(await answerAll(lane, batch.slice(middle)))];
}

/** A race is over by the second time, and the facts then say who won it; what is wrong for good stays so. */
async function failedAlone(lane: Lane, pending: Pending, error: unknown): Promise<Pending[]> {
  if (isRace(error) && !pending.raced) return answerAll(lane, [{ ...pending, raced: true }]);
  if (isPassing(error)) pending.resolve({ outcome: 'tryAgain' });
  else pending.reject(error);
  return [];
}

/**
 * The connection broke between COMMIT and its answer. Asked again, a command with a key is replayed if it had been written
 * and stepped if not, and a deadline fires once either way: they come with the next batch, as long as a held one would. A
 * command without a key cannot be asked again safely, and its sender is told to look.
 */
function unknown(batch: readonly Pending[], answers: readonly BatchAnswer[]): Pending[] {
  const isSafe = ({ command }: Pending) => command.kind !== 'sent' || command.key !== null;
  for (const pending of batch) if (!isSafe(pending)) pending.resolve({ outcome: 'tryAgain' });
  return batch
    .map((pending, index) => (isOwnMove(answers[index]) ? { ...pending, moved: true as const } : pending))
    .filter(isSafe);
}

function isOwnMove(answer: BatchAnswer | undefined): boolean {
  return typeof answer === 'object' && answer.outcome === 'moved' && !answer.replayed;
}

/** A constraint that another transaction's write met first, a deadlock, a connection that ended before COMMIT. */
function isRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError ? /^(23|40)/.test(error.code ?? '') : /not queryable/.test(String(error));
}

/** Races, locks that are not given: worth another try, by the sender. */
function isPassing(error: unknown): boolean {
  return isRace(error) || (error instanceof pg.DatabaseError && error.code?.startsWith('55') === true);
}

/** No database to be had, or none with room (disk, memory, connections): halving would only ask it more often. */
function isLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|53|57)/.test(error.code ?? '');
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    /^E(CONN|PIPE|HOST|TIMEDOUT)/.test(code) ||
    /[Cc]onnection (terminated|timeout)|timeout exceeded/.test(String(error))
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
