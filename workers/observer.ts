import type pg from 'pg';
import type { CaseId } from '../machines/ids.ts';
import type { NoticeContext } from '../machines/notice/context.ts';
import { isObservationDue, isOver, type Verdict, verdictOn } from '../machines/notice/evidence.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import type { Actor } from '../machines/roles.ts';
import { readClock } from '../store/clock.ts';
import type { Answer, Door, SentCommand } from '../store/command.ts';
import { inTransaction } from '../store/db.ts';
import { loadEvidence } from '../store/facts/evidence.ts';
import { type Observation, recordObservations, type WatchedNotice, watchedNotices } from '../store/observations.ts';
import { latestProgramme } from '../store/programmes.ts';
import { type LookOptions, look } from './look.ts';
import { advanceEach, type OnError } from './work.ts';

/**
 * Watches notices of publicity: looks at their public pages as anybody would, over HTTP, at the programme's interval, writes
 * down what was there, and tells a notice of its gaps and of its end. What they mean is decided in `machines/notice/`.
 */
export interface Observer {
  /**
   * Looks at every page that is due; answers how many, null while the timers are held. Where the clock stands, whoever moves it asks for it.
   * @throws Error when it could not be written down for some, each of which was told; what it found of the others stands.
   */
  once(): Promise<number | null>;
}

export interface ObserverOptions extends LookOptions {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly onError: OnError;
}

const MINUTE_MS = 60_000;
/** Pages that are looked at side by side. */
const SIDE_BY_SIDE = 8;
/** Verdicts of one round at most: a notice that was away for long has some gaps to be told of. */
const MOST_VERDICTS = 20;

interface Watched extends WatchedNotice {
  readonly context: NoticeContext;
}

export function createObserver(options: ObserverOptions): Observer {
  const { pool, onError } = options;
  return {
    async once() {
      const { now, held } = await readClock(pool);
      if (held) return null;
      const watched = await watch(pool, null);
      const every = await intervals(pool, watched);
      const due = watched.filter(({ state: stands, context, observed_at: observedAt, programme }) =>
        isObservationDue({ stands, endedAt: context.endedAt, observedAt, now, every: every.get(programme) ?? 0 }),
      );
      const record = recording(pool);
      let failed = 0;
      await sideBySide(due, async (notice) => {
        try {
          await observe(options, notice, record);
        } catch (error) {
          failed += 1;
          onError(error, `watching notice ${notice.id}`);
        }
      });
      const over = watched.filter(({ state }) => isOver(state));
      await judge(options, [...new Set([...due, ...over].map(({ id }) => id))]);
      if (failed > 0) throw new Error(`${failed} of ${due.length} notices could not be watched`);
      return due.length;
    },
  };
}

async function watch(pool: pg.Pool, ids: readonly CaseId[] | null): Promise<Watched[]> {
  const notices = await watchedNotices(pool, ids);
  return notices.map((notice) => ({ ...notice, context: contextOf(notice) }));
}

function contextOf({ lifecycle_version: version, snapshot }: WatchedNotice): NoticeContext {
  return restore(lifecycleOf('notice', version), JSON.parse(snapshot) as Stored).context as NoticeContext;
}

/** ms between two looks, by programme. */
async function intervals(pool: pg.Pool, watched: readonly Watched[]): Promise<Map<string, number>> {
  const every = new Map<string, number>();
  for (const id of new Set(watched.map(({ programme }) => programme))) {
    const { body } = await latestProgramme(pool, id);
    every.set(id, body.publicity.observeEveryMinutes.value * MINUTE_MS);
  }
  return every;
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}

/** What it has to show is read again before every attempt: a case may leave it meanwhile, or it may be taken down. */
async function observe(options: ObserverOptions, notice: Watched, record: Recording): Promise<void> {
  const { pool } = options;
  let first = true;
  const seen = await look(options, notice.id, async () => {
    const [now] = first ? [notice] : await watchedNotices(pool, [notice.id]);
    first = false;
    return now ? { digest: now.list_digest, count: now.listed } : null;
  });
  if (seen === null) return;
  await record({ notice: notice.id, ...seen });
}

type Recording = (observation: Observation) => Promise<void>;

/** Writes observations down as they come: those that come while others are being written go together. */
function recording(pool: pg.Pool): Recording {
  let waiting: Observation[] = [];
  let next: Promise<void> | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (): Promise<void> => {
    await writing.catch(() => undefined);
    const batch = waiting;
    [waiting, next] = [[], null];
    const written = inTransaction(pool, (tx) => recordObservations(tx, batch));
    writing = written;
    await written;
  };
  return (observation) => {
    waiting.push(observation);
    next ??= write();
    return next;
  };
}

/** Tells notices what their observations mean, one thing after another, until there is no more to be told. */
async function judge({ pool, door, onError }: ObserverOptions, ids: readonly CaseId[]): Promise<void> {
  let open = ids;
  for (let told = 0; told < MOST_VERDICTS && open.length > 0; told += 1) {
    const verdicts = await verdictsOn(pool, open);
    const answers = await advanceEach(door, verdicts.map(commandOf), onError);
    open = verdicts.filter((_, index) => isNews(answers[index])).map(({ notice }) => notice);
  }
}

interface Told {
  readonly notice: CaseId;
  readonly verdict: Verdict;
  readonly key: string;
}

async function verdictsOn(pool: pg.Pool, ids: readonly CaseId[]): Promise<Told[]> {
  const notices = await watch(pool, ids);
  const asks = notices.flatMap(({ id: notice, context: { accountedThrough: since, gapOver: over } }) =>
    since === null ? [] : [{ notice, since, over }],
  );
  const found = await inTransaction(pool, (tx) => loadEvidence(tx, asks));
  return notices.flatMap(({ id: notice, state: stands, context }) => {
    const evidence = found.get(notice);
    const verdict = evidence ? verdictOn({ stands, context, evidence }) : null;
    if (verdict === null) return [];
    return [
      { notice, verdict, key: `observed:${notice}:${verdict.type}:${context.accountedThrough}:${context.endedAt}` },
    ];
  });
}

const OBSERVER: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** Two that watch the same page say the same, and it is heard once. */
function commandOf({ notice, verdict: { type, data }, key }: Told): SentCommand {
  return {
    kind: 'sent',
    case: notice,
    lifecycle: 'notice',
    type,
    data,
    envelope: {},
    text: null,
    actor: OBSERVER,
    channel: 'system',
    principal: 'observer',
    key,
    fingerprint: null,
    expected: null,
    headAt: null,
    requestId: null,
    programme: null,
    cause: key,
  };
}

function isNews(answer: Answer | undefined): boolean {
  return answer?.outcome === 'moved' && !answer.replayed;
}
