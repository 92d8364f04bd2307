import { createTask } from 'node-cron';
import type pg from 'pg';
import type { CaseId } from '../machines/ids.ts';
import type { NoticeContext } from '../machines/notice/context.ts';
import { isObservationDue, type Verdict, verdictOn } from '../machines/notice/evidence.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import type { Actor } from '../machines/roles.ts';
import { ZONE } from '../machines/time.ts';
import { readClock } from '../store/clock.ts';
import type { Door } from '../store/command.ts';
import { inTransaction } from '../store/db.ts';
import { loadEvidence } from '../store/facts/evidence.ts';
import { sha256Hex } from '../store/hashing.ts';
import { listDigest, shownCases } from '../store/notices-read.ts';
import { recordObservation, type WatchedNotice, watchedNotices } from '../store/observations.ts';
import { latestProgramme } from '../store/programmes.ts';
import type { OnError } from './work.ts';

/**
 * Watches notices of publicity: looks at their public pages as anybody would, over HTTP, at the programme's interval, writes
 * down what was there, and tells a notice of its gaps and of its end. What they mean is decided in `machines/notice/`.
 */
export interface Observer {
  /** Looks at every page that is due; answers how many. Where the clock stands, whoever moves it calls this. */
  once(): Promise<number>;
}

export interface ObserverOptions {
  readonly pool: pg.Pool;
  readonly door: Door;
  /** Where the service answers the public: `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly onError: OnError;
}

const MINUTE_MS = 60_000;
/** A page that takes longer is not there. */
const PATIENCE_MS = 10_000;
/** Verdicts of one look at most: a notice that was away for long has some gaps to be told of. */
const MOST_VERDICTS = 20;

export function createObserver(options: ObserverOptions): Observer {
  const { pool, onError } = options;
  return {
    async once() {
      const { now, held } = await readClock(pool);
      if (held) return 0;
      let looked = 0;
      for (const notice of await watchedNotices(pool)) {
        const { endedAt } = contextOf(notice);
        const { body } = await latestProgramme(pool, notice.programme);
        const every = body.publicity.observeEveryMinutes.value * MINUTE_MS;
        if (!isObservationDue({ stands: notice.state, endedAt, observedAt: notice.observed_at, now, every })) continue;
        try {
          await observe(options, notice.id);
          looked += 1;
        } catch (error) {
          onError(error, `watching notice ${notice.id}`);
        }
      }
      return looked;
    },
  };
}

async function observe(options: ObserverOptions, notice: CaseId): Promise<void> {
  const { pool } = options;
  const cases = await shownCases(pool, notice);
  const page = await pageAt(`${options.address}/notices/${notice}`);
  const rows = page?.text.split('class="listed"').length ?? 0;
  const seen = page?.status === 200 && page.text.includes(listDigest(cases)) && rows - 1 === cases.length;
  const shown = page === null ? null : sha256Hex(page.text);
  await inTransaction(pool, (tx) => recordObservation(tx, { notice, seen, status: page?.status ?? null, shown }));
  for (let told = 0; told < MOST_VERDICTS; told += 1) {
    const verdict = await verdictOf(pool, notice);
    if (verdict === null || !(await tell(options.door, notice, verdict))) return;
  }
}

async function pageAt(url: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    return { status: response.status, text: await response.text() };
  } catch {
    // Whatever kept it away, whoever wanted to read it did not get it either.
    return null;
  }
}

function contextOf({ lifecycle_version: version, snapshot }: WatchedNotice): NoticeContext {
  return restore(lifecycleOf('notice', version), JSON.parse(snapshot) as Stored).context as NoticeContext;
}

async function verdictOf(pool: pg.Pool, id: CaseId): Promise<(Verdict & { readonly key: string }) | null> {
  const notice = (await watchedNotices(pool)).find((one) => one.id === id);
  if (!notice) return null;
  const context = contextOf(notice);
  const { accountedThrough: since, gapOver: over } = context;
  if (since === null) return null;
  const found = await inTransaction(pool, (tx) => loadEvidence(tx, [{ notice: id, since, over }]));
  const evidence = found.get(id);
  const verdict = evidence ? verdictOn({ stands: notice.state, context, evidence }) : null;
  return verdict && { ...verdict, key: `observed:${id}:${verdict.type}:${since}:${context.endedAt}` };
}

const OBSERVER: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** Two that watch the same page say the same, and it is heard once. */
async function tell(door: Door, notice: CaseId, { type, data, key }: Verdict & { key: string }): Promise<boolean> {
  const answer = await door.advance({
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
  });
  return answer.outcome === 'moved' && !answer.replayed;
}

const EVERY_MINUTE = '* * * * *';

/** Looks from now on, until it is stopped; not where the clock stands, for there nothing happens between two of its moves. */
export function startWatching(observer: Observer, { pool, onError }: Pick<ObserverOptions, 'pool' | 'onError'>) {
  const look = async (): Promise<void> => {
    if ((await readClock(pool)).mode !== 'frozen') await observer.once();
  };
  const task = createTask(EVERY_MINUTE, () => look().catch((error: unknown) => onError(error, 'watching notices')), {
    timezone: ZONE,
    noOverlap: true,
    suppressMissedWarning: true,
  });
  void task.start();
  return { stop: () => task.destroy() };
}
