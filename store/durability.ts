import { installationKind } from './install.ts';
import type { Reader } from './visible.ts';

/** What an acknowledged command rests on: with one of these off, a crash of the server loses some (reliability H18). */
const NEEDED = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** The server would lose what it acknowledged. */
export class ServerForgets extends Error {
  readonly settings: readonly string[];

  constructor(settings: readonly string[]) {
    super(`A production needs a server that keeps what it acknowledged. Switched off: ${settings.join(', ')}.`);
    this.name = 'ServerForgets';
    this.settings = settings;
  }
}

/**
 * Whether this database keeps what it acknowledges; a demonstration or a simulation may do without.
 * @throws ServerForgets naming every setting that is off, in a production.
 */
export async function refuseForgetfulServer(db: Reader): Promise<void> {
  if ((await installationKind(db)) !== 'production') return;
  const { rows } = await db.query<{ name: string }>(
    `select name from pg_settings where name = any($1::text[]) and setting = 'off' order by name`,
    [NEEDED],
  );
  if (rows.length > 0) throw new ServerForgets(rows.map(({ name }) => name));
}
