import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

interface Migration {
  name: string;
  text: string;
  sha256: string;
}

const OUR_MIGRATIONS = new URL('./migrations/', import.meta.url);
const FILE_NAME = /^(\d{3})_[a-z0-9_]+\.sql$/;

/**
 * Brings a database to the schema of `NNN_name.sql` files, each in a transaction of its own, and answers the names of
 * those applied now. Any number of processes may call it at once: one applies, the others wait. Throws, having applied
 * nothing, when a file was changed, removed or slipped in before one that is applied; throws with the file's name when
 * it fails, and keeps those before it.
 */
export async function migrate(url: string, directory: URL = OUR_MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: url, application_name: 'zhicheng-migrate' });
  client.on('error', () => undefined); // the statement under way, or the next, throws it
  await client.connect();
  try {
    await lock(client);
    const pending = stillToApply(migrations, await applied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // which frees the lock
  }
}

async function readMigrations(directory: URL): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const seen = new Set<string>();
  for (const name of names) {
    const number = FILE_NAME.exec(name)?.[1];
    if (number === undefined) throw new Error(`Migration ${name}: the name must be NNN_name.sql.`);
    if (seen.has(number)) throw new Error(`Migration ${name}: its number is taken.`);
    seen.add(number);
  }
  return Promise.all(names.map((name) => readMigration(directory, name)));
}

async function readMigration(directory: URL, name: string): Promise<Migration> {
  // A checkout with CRLF line ends is the same migration.
  const text = (await readFile(new URL(name, directory), 'utf8')).replaceAll('\r\n', '\n');
  return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended('zhicheng:migrate', 0))`);
}

async function applied(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  await client.query(
    `create table if not exists schema_migrations (
       name text primary key,
       sha256 text not null,
       applied_at timestamptz not null default clock_timestamp()
     )`,
  );
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations');
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

function stillToApply(migrations: Migration[], done: ReadonlyMap<string, string>): Migration[] {
  const latest = [...done.keys()].sort().at(-1) ?? '';
  const present = new Set(migrations.map(({ name }) => name));
  for (const name of done.keys()) {
    if (!present.has(name)) throw new Error(`Migration ${name} was applied, but this program does not have it.`);
  }
  return migrations.filter(({ name, sha256 }) => {
    const before = done.get(name);
    if (before !== undefined && before !== sha256)
      throw new Error(`Migration ${name} was changed after it was applied.`);
    if (before === undefined && name < latest)
      throw new Error(`Migration ${name} comes before ${latest}, applied already.`);
    return before === undefined;
  });
}

async function apply(client: pg.Client, { name, text, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${name}${lineOf(cause, text)}: ${message}`, { cause });
  }
}

/** `, line N` where the server says at which character the trouble is. */
function lineOf(error: unknown, text: string): string {
  if (!(error instanceof pg.DatabaseError) || error.position === undefined) return '';
  return `, line ${text.slice(0, Number(error.position)).split('\n').length}`;
}
