import { join } from 'node:path';
import { z } from 'zod';

/** What a process is told by its environment: the only place that reads it. Nothing set means embedded (design D10). */
export interface Settings {
  /** `postgres://…`; `null`: the launcher brings its own. */
  readonly databaseUrl: string | null;
  /** `redis://…`; `null`: BullMQ works on PostgreSQL. */
  readonly redisUrl: string | null;
  /** A Redis that may forget everything when it stops is accepted; it costs time after a restart, never a deadline. */
  readonly redisThrowaway: boolean;
  readonly host: string;
  readonly port: number;
  /** Where the public reaches the service, to watch its notices from; `null`: where it listens, unless that is any port. */
  readonly publicUrl: string | null;
  /** Where files, seals and an embedded database are kept. */
  readonly dataDirectory: string;
  /** Connections of one process to the database, those of BullMQ not counted. */
  readonly databasePool: number;
  /** Jobs of a kind that one worker process has in hand at once. */
  readonly workerConcurrency: number;
  /** Requests a person may send to one api process in a minute, 0 for no limit; `null`: 600, in a simulation no limit. */
  readonly requestsPerMinute: number | null;
  /** Public lookups of certificates from one address in a minute, 0 for no limit; `null`: 20, in a simulation no limit. */
  readonly lookupsPerMinute: number | null;
  /** Bytes of a file that is handed in, files of a case, and bytes of them together. */
  readonly materials: { readonly fileBytes: number; readonly caseFiles: number; readonly caseBytes: number };
  /** Folder of the keys that certificates are signed with. */
  readonly certificateKeys: string;
}

/** Everything that is wrong with the environment, one line a variable. */
export class SettingsRefusal extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsRefusal';
    this.problems = problems;
  }
}

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const address = (protocol: RegExp) => z.url({ protocol }).nullable();

const variables = z.object({
  DATABASE_URL: address(/^postgres(ql)?$/).default(null),
  REDIS_URL: address(/^rediss?$/).default(null),
  REDIS_THROWAWAY: z.stringbool().default(false),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8080),
  PUBLIC_URL: address(/^https?$/).default(null),
  DATA_DIR: z.string().default('.zhicheng'),
  DATABASE_POOL: whole(2, 100).default(10),
  WORKER_CONCURRENCY: whole(1, 64).default(4),
  REQUESTS_PER_MINUTE: whole(0, 1_000_000).nullable().default(null),
  LOOKUPS_PER_MINUTE: whole(0, 1_000_000).nullable().default(null),
  MATERIAL_FILE_BYTES: whole(1, 20_000_000).default(20_000_000),
  MATERIAL_CASE_FILES: whole(1, 10_000).default(200),
  MATERIAL_CASE_BYTES: whole(1, 100_000_000_000).default(400_000_000),
  CERTIFICATE_KEYS: z.string().optional(),
});

/**
 * The settings of this process; a variable that is empty counts as not set.
 * @throws SettingsRefusal naming every variable that cannot be used.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const { success, data, error } = variables.safeParse(Object.fromEntries(given));
  if (!success) throw new SettingsRefusal(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    redisThrowaway: data.REDIS_THROWAWAY,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, '') ?? (data.PORT === 0 ? null : `http://${data.HOST}:${data.PORT}`),
    dataDirectory: data.DATA_DIR,
    databasePool: data.DATABASE_POOL,
    workerConcurrency: data.WORKER_CONCURRENCY,
    requestsPerMinute: data.REQUESTS_PER_MINUTE,
    lookupsPerMinute: data.LOOKUPS_PER_MINUTE,
    materials: {
      fileBytes: data.MATERIAL_FILE_BYTES,
      caseFiles: data.MATERIAL_CASE_FILES,
      caseBytes: data.MATERIAL_CASE_BYTES,
    },
    certificateKeys: data.CERTIFICATE_KEYS ?? join(data.DATA_DIR, 'certificate-keys'),
  };
}
