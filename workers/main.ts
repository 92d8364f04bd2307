import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { environmentWith } from '../config/child-environment.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { openShelf } from '../files/shelf.ts';
import { createDoor } from '../store/advance.ts';
import { createPool } from '../store/db.ts';
import { describeDefect } from '../store/defects.ts';
import { refuseForgetfulServer } from '../store/durability.ts';
import { createRulebook } from '../store/programmes.ts';
import { assembleCrew, startCrew } from './crew.ts';
import { findOrphans } from './orphans.ts';
import { openQueue, type PostgresPlace, type RedisPlace } from './queue.ts';
import { verifyInProcess } from './verification.ts';

/**
 * The worker process. Ends in good order on SIGTERM, SIGINT, or when the launcher's channel to it closes (design D10); tells
 * the launcher when it works.
 */

async function start(settings: Settings): Promise<() => Promise<void>> {
  const { databaseUrl, databasePool, workerConcurrency: concurrency, dataDirectory } = settings;
  if (databaseUrl === null) throw new Error('DATABASE_URL is not set; `npm start` brings a database of its own');
  const onError = (error: unknown, what: string) =>
    log.error({ ...describeDefect(error), what }, 'something went wrong');
  const pool = createPool(databaseUrl, { max: databasePool, onError: (error) => onError(error, 'a connection') });
  await refuseForgetfulServer(pool);
  const rulebook = createRulebook();
  const door = createDoor({ pool, rulebook, onHalved: (error) => onError(error, 'a batch, taken in halves') });
  const queue = await openQueue(placeOf(settings, databaseUrl), { onError: (error) => onError(error, 'the queue') });
  const leaving = new AbortController();
  const environment = environmentWith({ DATABASE_URL: databaseUrl });
  const seal = join(dataDirectory, 'seal.jsonl');
  const shelf = openShelf(join(dataDirectory, 'materials'));
  const crew = assembleCrew({
    ...{ pool, door, rulebook, queue, onError },
    address: settings.publicUrl,
    verifyRecord: async () => {
      const { removed, missing } = await findOrphans({ pool, shelf });
      if (removed + missing > 0) log.warn({ removed, missing }, 'files without a row, rows without a file');
      await verifyInProcess({ pool, environment, seal, signal: leaving.signal });
    },
    onJump: (jump) => log.fatal(jump, 'the raw clock jumped: timers are held until `zhicheng clock release`'),
  });
  const stop = await startCrew(crew, { pool, concurrency, onError });
  log.info({ queue: settings.redisUrl === null ? 'postgres' : 'redis', concurrency }, 'the workers work');
  process.send?.({ kind: 'working' });
  return async () => {
    leaving.abort();
    await stop();
    await queue.close();
    await door.close();
    await pool.end();
  };
}

function placeOf({ redisUrl, redisThrowaway }: Settings, databaseUrl: string): RedisPlace | PostgresPlace {
  if (redisUrl === null) return { on: 'postgres', url: databaseUrl };
  const { host, pathname } = new URL(databaseUrl);
  const database = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12);
  return { on: 'redis', url: redisUrl, prefix: `zhicheng-${database}`, throwaway: redisThrowaway };
}

const log = pino({ name: 'workers' });

if (import.meta.main) {
  let stop: (() => Promise<void>) | null = null;
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    Promise.resolve(stop?.()).then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal(describeDefect(error), 'the workers did not end in good order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end(0));
  process.once('SIGINT', () => end(0));
  process.once('disconnect', () => end(0));
  for (const last of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(last, (error: unknown) => {
      log.fatal(describeDefect(error), 'the workers end: nobody answered for this');
      end(1);
    });
  }
  stop = await start(readSettings());
}
