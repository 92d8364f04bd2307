import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { databaseUrl, onDatabase } from './sql.ts';

export interface FreshDatabase {
  url: string;
  /** Call it after the pools on it are closed; whoever is connected still is thrown out. */
  drop(): Promise<void>;
}

/** A database of one's own, with our schema and BullMQ's and nothing in it. One per test file is the usual. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { template } = inject('server');
  return cloneOf(template);
}

/** A database of one's own without any schema. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return cloneOf('template1');
}

async function cloneOf(template: string): Promise<FreshDatabase> {
  const { adminUrl } = inject('server');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  return {
    url: databaseUrl(adminUrl, name),
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  await onDatabase(inject('server').adminUrl, (admin) => admin.query(statement));
}
