import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import type { TestProject } from 'vitest/node';
import { type Embedded, startEmbedded } from '../../cli/embedded/postgres.ts';
import { missingPackages } from '../../scripts/system.mjs';
import { migrate } from '../../store/migrate.ts';
import { clearAbandonedHomes, makeHome } from './home.ts';
import { databaseUrl, onDatabase } from './sql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address on the server all tests share, with the database that new ones are cloned from. */
    server: { adminUrl: string; template: string };
  }
}

/**
 * One PostgreSQL for the whole run, embedded or the one of TEST_DATABASE_URL, and on it a template database with our
 * schema and BullMQ's, from which `freshDatabase` clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const { name, skipped } of missingPackages()) console.warn(`${name} is not installed: ${skipped} are skipped.`);
  clearAbandonedHomes();
  const home = makeHome();
  const given = process.env.TEST_DATABASE_URL;
  const embedded = given === undefined ? await startEmbedded(join(home, 'data'), { throwaway: true }) : undefined;
  const adminUrl = given ?? embedded!.url;
  const template = `zhicheng_template_${process.pid}`;
  const teardown = async () => {
    await onDatabase(adminUrl, (admin) => admin.query(`drop database if exists ${template} with (force)`));
    await stop(embedded);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await onDatabase(adminUrl, (admin) => admin.query(`create database ${template}`));
    await fill(databaseUrl(adminUrl, template));
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('server', { adminUrl, template });
  return teardown;
}

async function fill(url: string): Promise<void> {
  await migrate(url);
  await onDatabase(url, (client) => runMigrations(client));
}

async function stop(embedded: Embedded | undefined): Promise<void> {
  if (embedded !== undefined && !(await embedded.stop())) {
    // A test left a connection behind; the server is ours alone, so it goes nevertheless.
    process.kill(embedded.pid, 'SIGINT');
    await embedded.ended;
    throw new Error('A test left a connection to the database open.');
  }
}
