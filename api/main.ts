import { join } from 'node:path';
import { pino } from 'pino';
import { readKeyFiles } from '../config/certificate-keys.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { openShelf } from '../files/shelf.ts';
import { createDoor } from '../store/advance.ts';
import { keyRingOf } from '../store/certificates/keys.ts';
import { createPool } from '../store/db.ts';
import { describeDefect } from '../store/defects.ts';
import { refuseForgetfulServer } from '../store/durability.ts';
import { installationKind } from '../store/install.ts';
import { createRulebook } from '../store/programmes.ts';
import { createApp } from './app.ts';
import { createLimiter, type Limiter, unlimited } from './limiter.ts';
import { startServer } from './server.ts';

/**
 * The api process. Ends in good order on SIGTERM, SIGINT, or when the launcher's channel to it closes (design D10); tells
 * the launcher where it listens.
 */

const USUAL_REQUESTS_PER_MINUTE = 600;
const USUAL_LOOKUPS_PER_MINUTE = 20;

async function start(settings: Settings): Promise<() => Promise<void>> {
  const { databaseUrl, databasePool, host, port } = settings;
  if (databaseUrl === null) throw new Error('DATABASE_URL is not set; `npm start` brings a database of its own');
  const pool = createPool(databaseUrl, {
    max: databasePool,
    onError: (error) => log.warn(describeDefect(error), 'a connection to the database broke'),
  });
  await refuseForgetfulServer(pool);
  const rulebook = createRulebook();
  const door = createDoor({
    pool,
    rulebook,
    onHalved: (error) => log.error(describeDefect(error), 'a batch was taken in halves'),
  });
  const kind = await installationKind(pool);
  const keys = keyRingOf(readKeyFiles(settings.certificateKeys));
  if (keys.signing === null) withoutKey(kind, settings.certificateKeys);
  let closing = false;
  const app = createApp({
    pool,
    door,
    rulebook,
    limiter: limiterOf(settings, kind),
    lookups: lookupLimiterOf(settings, kind),
    keys,
    shelf: openShelf(join(settings.dataDirectory, 'materials')),
    limits: settings.materials,
    closing: () => closing,
    onDefect: (error, { requestId, operation }) => {
      log.error({ ...describeDefect(error), requestId, operation }, 'a request met a defect');
    },
  });
  const server = await startServer(app, { host, port });
  const url = `http://${server.host}:${server.port}`;
  log.info({ url }, 'the api listens');
  process.send?.({ kind: 'listening', url });
  return async () => {
    closing = true;
    await server.close();
    await door.close();
    await pool.end();
  };
}

/** @throws Error in a production: its certificates carry a code, and nobody but its operator makes the key. */
function withoutKey(kind: string | null, folder: string): void {
  if (kind === 'production')
    throw new Error(`no key to sign certificates with in ${folder}: \`zhicheng certificate new-key\` makes one there`);
  log.warn({ folder }, 'no key to sign certificates with: they are issued without a code');
}

function limiterOf({ requestsPerMinute }: Settings, kind: string | null): Limiter {
  const limit = requestsPerMinute ?? (kind === 'simulation' ? 0 : USUAL_REQUESTS_PER_MINUTE);
  return limit === 0 ? unlimited : createLimiter(limit);
}

/** Looking up is people's work: what asks faster tries names out. */
function lookupLimiterOf({ lookupsPerMinute }: Settings, kind: string | null): Limiter {
  const limit = lookupsPerMinute ?? (kind === 'simulation' ? 0 : USUAL_LOOKUPS_PER_MINUTE);
  return limit === 0 ? unlimited : createLimiter(limit);
}

const log = pino({ name: 'api' });

if (import.meta.main) {
  let stop: (() => Promise<void>) | null = null;
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    Promise.resolve(stop?.()).then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal(describeDefect(error), 'the api did not end in good order');
        process.exit(1);
      },
    );
  };
  // Through npm an interrupt comes twice, and is one.
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  process.once('disconnect', () => end(0));
  for (const last of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(last, (error: unknown) => {
      log.fatal(describeDefect(error), 'the api ends: nobody answered for this');
      end(1);
    });
  }
  stop = await start(readSettings());
}
