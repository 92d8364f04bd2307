import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../database.ts';
import { databaseUrl, onDatabase } from '../sql.ts';
import { playYear } from './year.ts';

/** The year played once, and as many copies of its database as a test file wants to damage. */
export interface PlayedYear extends FreshDatabase {
  copy(): Promise<FreshDatabase>;
}

export async function playedYear(): Promise<PlayedYear> {
  const database = await freshDatabase();
  await playYear(database.url, { strict: true });
  const template = new URL(database.url).pathname.slice(1);
  return { ...database, copy: () => copyOf(template) };
}

/** A copy of a database to which nobody is connected. */
export async function copyOf(template: string): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  return { url: databaseUrl(inject('server').adminUrl, name), drop: () => dropped(name) };
}

export async function dropped(name: string): Promise<void> {
  await administer(`drop database if exists ${name} with (force)`);
}

async function administer(statement: string): Promise<void> {
  await onDatabase(inject('server').adminUrl, (admin) => admin.query(statement));
}

/**
 * Damages a database as somebody with all rights could: the trigger that lets the history only grow is off meanwhile, and
 * foreign keys are not looked at.
 */
export async function damage(url: string, work: (db: pg.Client) => Promise<void>): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query('alter table events disable trigger events_only_grow');
    await db.query('set session_replication_role = replica');
    await work(db);
    await db.query('set session_replication_role = origin');
    await db.query('alter table events enable trigger events_only_grow');
  });
}

/** The one value of a one-row answer. */
export async function onlyValue<T>(db: pg.Client, select: string, values: unknown[] = []): Promise<T> {
  const { rows } = await db.query<[T]>({ text: select, values, rowMode: 'array' });
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`${rows.length} rows: ${select}`);
  return row[0];
}
