import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import { type Gazette, gazettesKnownOn, type Overlay } from '../../machines/gazette.ts';
import type { Programme } from '../../machines/programme.ts';
import { dateOf } from '../../machines/time.ts';
import { seasonEnd, seasonStart } from '../../season/dates.ts';
import type { SeasonSeed } from '../../season/population.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { install, installationKind } from '../../store/install.ts';
import { migrate } from '../../store/migrate.ts';
import { ensureKeys } from '../certificate-keys.ts';
import { Refusal } from '../command.ts';
import { freePort } from '../embedded/port.ts';
import { isRunning } from '../embedded/postmaster.ts';
import { Part } from '../launcher/part.ts';
import type { Say } from '../launcher/say.ts';
import { keepServer, type Server } from '../launcher/server.ts';
import { type OwnRedis, startOwnRedis } from './redis.ts';

/** Everything a season runs on: a database, a queue, two api and two worker processes; all of it ended by `stop`. */

export interface StackOptions {
  /** Where logs, ledger and an embedded database are kept. */
  readonly home: string;
  /** An empty database; null: an embedded one, made for the season. */
  readonly databaseUrl: string | null;
  readonly queue: 'postgres' | 'redis';
  readonly say: Say;
  /** Where a season is broken on purpose: how soon a part is started again, and what it is told instead. */
  readonly trial?: Trial;
}

export interface Trial {
  readonly restartMs: number;
  /** Changes what the n-th process of a kind (1, 2) is told by its environment; asked at every start. */
  readonly variables: (
    part: { readonly kind: 'api' | 'workers'; readonly n: number },
    told: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
}

export interface Stack {
  readonly databaseUrl: string;
  /** Base addresses of the api processes. */
  readonly urls: readonly string[];
  readonly redisUrl: string | null;
  readonly pids: () => Pids;
  /** Ends what was started, the database last; with `keepDatabase` an embedded one goes on. */
  stop(options?: { keepDatabase?: boolean }): Promise<void>;
}

export interface Pids {
  readonly apis: readonly number[];
  readonly workers: readonly number[];
  readonly postgres: number | null;
  readonly redis: number | null;
}

/** Programmes, gazettes and overlays of `config/`, and which gazettes the season begins with. */
export interface SeasonCalendar {
  readonly programmes: { readonly 2022: Programme; readonly 2023: Programme };
  readonly gazettes: readonly Gazette[];
  readonly overlays: readonly Overlay[];
  /** Known when the season begins. */
  readonly known: readonly Gazette[];
  /** Published in its course. */
  readonly published: readonly Gazette[];
}

export function seasonCalendar({ wholeCalendar = false }: { wholeCalendar?: boolean }): SeasonCalendar {
  const gazettes = loadGazettes();
  const programmes = loadProgrammes(calendarsOfFiles());
  const known = wholeCalendar ? gazettes : gazettesKnownOn(gazettes, dateOf(seasonStart));
  const later = gazettesKnownOn(gazettes, dateOf(seasonEnd)).filter((one) => !known.includes(one));
  const [of2022, of2023] = ['kaili-2022', 'kaili-2023'].map((id) => programmes.find((one) => one.id === id));
  if (!of2022 || !of2023) throw new Error('the season needs the programmes kaili-2022 and kaili-2023');
  return { programmes: { 2022: of2022, 2023: of2023 }, gazettes, overlays: loadOverlays(), known, published: later };
}

const PROCESSES = 2;
const POLL_MS = 50;
const titles = {
  api: { zh: '接口进程', en: 'an api process' },
  workers: { zh: '后台进程', en: 'a worker process' },
} as const;

/** @throws Refusal for a database that is not empty, or where there is no Redis. */
export async function bringUp(
  options: StackOptions,
  of: { calendar: SeasonCalendar; seed: SeasonSeed },
): Promise<Stack> {
  const { home, say, databaseUrl } = options;
  mkdirSync(home, { recursive: true });
  const started: { server: Server | null; redis: OwnRedis | null; parts: Part[] } = {
    server: null,
    redis: null,
    parts: [],
  };
  const stop = async ({ keepDatabase = false } = {}): Promise<void> => {
    await Promise.all(started.parts.map((part) => part.stop()));
    await started.redis?.stop();
    rmSync(join(home, 'redis'), { recursive: true, force: true });
    if (started.server && !keepDatabase) await end(started.server, join(home, 'postgres'));
  };
  try {
    if (databaseUrl === null) {
      say({ zh: '启动 PostgreSQL …', en: 'Starting PostgreSQL …' });
      started.server = await keepServer(home, {
        say,
        onMoved: () => void Promise.all(started.parts.map((part) => part.restart())),
      });
      await started.server.startOver();
    }
    const url = () => started.server?.url ?? (databaseUrl as string);
    await prepare(url(), of);
    if (options.queue === 'redis') started.redis = await startOwnRedis(join(home, 'redis'));
    ensureKeys(keysIn(home));
    const ports = await portsFor(PROCESSES);
    const redisUrl = started.redis?.url ?? null;
    const { apis, workers } = partsOf({ home, say, ports, url, redisUrl, trial: options.trial ?? null });
    started.parts.push(...apis, ...workers);
    await Promise.all(started.parts.map((part) => part.start()));
    return {
      databaseUrl: url(),
      redisUrl,
      urls: ports.map((port) => `http://127.0.0.1:${port}`),
      stop,
      pids: () => ({
        apis: apis.flatMap(({ pid }) => pid ?? []),
        workers: workers.flatMap(({ pid }) => pid ?? []),
        postgres: started.server?.pid ?? null,
        redis: started.redis?.pid ?? null,
      }),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server is the season's alone: whoever is still connected is thrown out. */
async function end(server: Server, directory: string): Promise<void> {
  const { pid } = server;
  if (!(await server.stop())) {
    process.kill(pid, 'SIGINT');
    while (isRunning(pid)) await sleep(POLL_MS);
  }
  rmSync(directory, { recursive: true, force: true });
}

/** Schema, and the simulation: its clock stands at the beginning of the season. */
async function prepare(url: string, { calendar, seed }: { calendar: SeasonCalendar; seed: SeasonSeed }): Promise<void> {
  await migrate(url);
  const pool = createPool(url, { max: 1 });
  try {
    await inTransaction(pool, async (tx) => {
      if ((await installationKind(tx)) !== null) {
        throw new Refusal({
          zh: '数据库不是空的,演练需要空库',
          en: 'the database is not empty; a season needs one that is',
        });
      }
      await install(tx, {
        kind: 'simulation',
        clock: { mode: 'frozen', instant: seasonStart },
        programmes: Object.values(calendar.programmes),
        gazettes: calendar.known,
        overlays: calendar.overlays,
        seed,
      });
    });
  } finally {
    await pool.end();
  }
}

async function portsFor(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort(undefined));
  return [...ports];
}

/** A season signs with keys of its own, whatever the operator has set. */
const keysIn = (home: string) => join(home, 'certificate-keys');

interface Parts {
  readonly home: string;
  readonly say: Say;
  readonly ports: readonly number[];
  readonly url: () => string;
  readonly redisUrl: string | null;
  readonly trial: Trial | null;
}

function partsOf({ home, say, ports, url, redisUrl, trial }: Parts) {
  const part = (kind: keyof typeof titles, n: number, variables: Readonly<Record<string, string>>) => {
    const folders = { DATA_DIR: home, CERTIFICATE_KEYS: keysIn(home) };
    const told = () => ({ DATABASE_URL: url(), ...folders, REDIS_URL: redisUrl ?? '', ...variables });
    return new Part({
      title: titles[kind],
      script: fileURLToPath(new URL(`../../${kind}/main.ts`, import.meta.url)),
      log: join(home, `${kind}-${n}.log`),
      variables: () => trial?.variables({ kind, n }, told()) ?? told(),
      say,
      onStarted: () => undefined,
      ...(trial ? { pauses: { first: trial.restartMs, longest: trial.restartMs } } : {}),
    });
  };
  return {
    apis: ports.map((port, n) => part('api', n + 1, { HOST: '127.0.0.1', PORT: String(port) })),
    workers: ports.map((port, n) => part('workers', n + 1, { PUBLIC_URL: `http://127.0.0.1:${port}` })),
  };
}
