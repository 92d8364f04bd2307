import type pg from 'pg';
import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import { inTransaction } from '../../store/db.ts';
import { type Installation, type InstallationKind, install, installationKind, type Seed } from '../../store/install.ts';

/** G: how long after its instant a deadline may not fire yet (design D6). */
export const GRACE_MS = 5_000;

/** Nobody and nothing: the people of a production come with its own registers. */
export const nobody: Seed = { organisations: [], people: [], vacancies: [], bars: [] };

/**
 * Makes an empty database into something, with the programmes and gazettes of `config/`; one that is something already is
 * left as it is. Of two at once one does it. Answers what the database is, and whether it has just become that.
 */
export async function ensureInstalled(
  pool: pg.Pool,
  { kind, clock, seed }: Pick<Installation, 'kind' | 'clock' | 'seed'>,
): Promise<{ kind: InstallationKind; fresh: boolean }> {
  return inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('zhicheng:install', 0))`);
    const found = await installationKind(tx);
    if (found !== null) return { kind: found, fresh: false };
    const programmes = loadProgrammes(calendarsOfFiles());
    await install(tx, { kind, clock, programmes, gazettes: loadGazettes(), overlays: loadOverlays(), seed });
    return { kind, fresh: true };
  });
}
