import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { createApp } from '../../api/app.ts';
import { unlimited } from '../../api/limiter.ts';
import { startServer } from '../../api/server.ts';
import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import { readSettings } from '../../config/settings.ts';
import { openShelf } from '../../files/shelf.ts';
import type { SeasonApi } from '../../season/api.ts';
import { seasonStart } from '../../season/dates.ts';
import { httpApi } from '../../season/http-api.ts';
import type { Population } from '../../season/population.ts';
import { createDoor } from '../../store/advance.ts';
import { keyRingOf, newKeyPair } from '../../store/certificates/keys.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { install } from '../../store/install.ts';
import { createRulebook } from '../../store/programmes.ts';
import { logHash } from '../../verify/hashing.ts';
import { onSnapshot } from '../../verify/snapshot.ts';
import { type Verification, verify } from '../../verify/verification.ts';
import { assembleCrew, type Crew } from '../../workers/crew.ts';
import type { Queue } from '../../workers/queue.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { kaili2022, kaili2023 } from './programmes.ts';
import { openPublicPages, type PublicPages } from './public-pages.ts';

/**
 * The service a season is played on, in this process: its API on a port, its door, its workers and a database of its own.
 * Only BullMQ is left out, which the record does not depend on (design D4): what the relay enqueues is done at once.
 */
export interface SeasonService {
  readonly api: SeasonApi;
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  hash(): Promise<string>;
  verify(): Promise<Verification>;
  /** What went wrong inside, as a log would have it. */
  readonly defects: readonly unknown[];
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly senders: number;
  /** How many turns of the loop a command waits before it is sent and after it is answered. */
  readonly jitter?: (() => number) | undefined;
}

const PATIENCE_MS = 30_000;

export async function openService(people: Population, options: ServiceOptions): Promise<SeasonService> {
  const { database, pool } = await installed(people);
  const defects: unknown[] = [];
  const onDefect = (error: unknown) => void defects.push(error);
  const [door, rulebook] = [createDoor({ pool }), createRulebook()];
  const app = createApp({
    ...{ pool, door, rulebook, onDefect },
    limiter: unlimited,
    lookups: unlimited,
    keys: keyRingOf({ privatePem: newKeyPair().privatePem, publicPems: [] }),
    closing: () => false,
    shelf: openShelf(join(tmpdir(), `zhicheng-files-${randomUUID()}`)),
    limits: readSettings({}).materials,
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0 });
  const publicPages = await openPublicPages(`http://127.0.0.1:${server.port}`);
  const crew = assembleCrew({
    ...{ pool, door, rulebook },
    queue: queueAtOnce(),
    verifyRecord: async () => undefined,
    address: publicPages.url,
    pauses: [],
    onError: onDefect,
  });
  await crew.consume(1);
  const [operator] = people.directory.handsOf('bureauOfficer', 'kaili-hrss');
  if (!operator) throw new Error('nobody may move the clock');
  const urls = [`http://127.0.0.1:${server.port}`];
  const api = httpApi({ urls, sockets: options.senders, operator, patienceMs: PATIENCE_MS });
  const { jitter = () => 0 } = options;
  return {
    defects,
    api: worked(api, { crew, jitter, publicPages }),
    query: async <R extends object>(text: string, values: unknown[] = []) => (await pool.query<R>(text, values)).rows,
    hash: async () => (await onSnapshot(database.url, logHash)).hash,
    verify: () => verify({ database: database.url, settled: true }),
    close: async () => {
      api.close();
      await publicPages.close();
      await server.close();
      await door.close();
      await pool.end();
      await database.drop();
    },
  };
}

async function installed({ seed }: Population): Promise<{ database: FreshDatabase; pool: pg.Pool }> {
  const database = await freshDatabase();
  const pool = createPool(database.url, { max: 8 });
  await inTransaction(pool, (tx) =>
    install(tx, {
      kind: 'simulation',
      clock: { mode: 'frozen', instant: seasonStart },
      programmes: [kaili2022, kaili2023],
      gazettes: loadGazettes(),
      overlays: loadOverlays(),
      seed,
    }),
  );
  return { database, pool };
}

/** The workers do what there is whenever the clock is asked for, and have nothing to do in between. */
function worked(
  api: SeasonApi,
  { crew, jitter, publicPages }: { crew: Crew; jitter: () => number; publicPages: PublicPages },
): SeasonApi {
  return {
    ...api,
    async moveClock(to) {
      await api.moveClock(to);
      publicPages.now = to;
    },
    async send(sent) {
      await turns(jitter());
      const reply = await api.send(sent);
      await turns(jitter());
      return reply;
    },
    async clock() {
      for (let relayed = 1; relayed > 0; ) {
        const { deadlines, outbox, roundAsked } = await crew.relay.once();
        relayed = deadlines + outbox + (roundAsked ? await crew.askedRounds.once() : 0);
      }
      return api.clock();
    },
  };
}

function queueAtOnce(): Queue {
  const handlers = new Map<string, (ids: readonly string[]) => Promise<void>>();
  const none = { waiting: 0, active: 0 };
  return {
    enqueue: async (kind, ids) => {
      if (ids.length > 0) await handlers.get(kind)?.(ids);
    },
    consume: async (kind, handler) => void handlers.set(kind, handler),
    counts: async () => ({ deadlines: none, outbox: none }),
    close: async () => undefined,
  };
}

async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await setImmediate();
}
