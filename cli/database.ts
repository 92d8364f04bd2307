import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { readSettings } from '../config/settings.ts';
import { createPool } from '../store/db.ts';
import { installationKind } from '../store/install.ts';
import { Refusal } from './command.ts';
import { startEmbedded } from './embedded/postgres.ts';
import { ours } from './launcher/server.ts';

/**
 * Works on the database of this installation: that of DATABASE_URL, else the embedded one, which is started for the
 * purpose where it does not run, and stopped again. @throws Refusal where nothing was ever installed in it.
 */
export async function withDatabase<T>(work: (pool: pg.Pool, url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDirectory } = readSettings();
  if (databaseUrl !== null) return withPool(databaseUrl, work);
  const directory = join(dataDirectory, 'postgres');
  if (!existsSync(join(directory, 'PG_VERSION'))) throw nothingYet();
  const server = await startEmbedded(directory);
  try {
    return await withPool(ours(server.url), work);
  } finally {
    if (!server.adopted) await server.stop();
  }
}

async function withPool<T>(url: string, work: (pool: pg.Pool, url: string) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 2 });
  try {
    await refuseEmpty(pool);
    return await work(pool, url);
  } finally {
    await pool.end();
  }
}

async function refuseEmpty(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('installation') is not null as there`);
  if (rows[0]?.there && (await installationKind(pool)) !== null) return;
  throw nothingYet();
}

function nothingYet(): Refusal {
  return new Refusal({
    zh: '数据库尚未初始化，请先运行 npm start',
    en: 'there is no database yet: run npm start first',
  });
}
