import type { OrganisationId, PersonId } from '../machines/ids.ts';
import type { Reader } from './visible.ts';

export type InstallationKind = 'production' | 'demonstration' | 'simulation';

/** Whom a token names; all `null` where there is no such token. */
export interface TokenRecord {
  readonly kind: InstallationKind;
  readonly person: PersonId | null;
  readonly role: string | null;
  readonly organisation: OrganisationId | null;
}

/** The installation's kind and whom the token (its SHA-256) names; `null` in a database that was never installed. */
export async function findToken(db: Reader, hash: Uint8Array): Promise<TokenRecord | null> {
  const { rows } = await db.query<TokenRecord>({
    name: 'find-token',
    text: `select i.kind, t.person, t.role, t.organisation from installation i left join tokens t on t.hash = $1`,
    values: [hash],
  });
  return rows[0] ?? null;
}

/** What kind of database this is; `null` where it was never installed. */
export async function installationKind(db: Reader): Promise<InstallationKind | null> {
  const { rows } = await db.query<{ kind: InstallationKind }>('select kind from installation');
  return rows[0]?.kind ?? null;
}

export interface OrganisationRecord {
  readonly id: OrganisationId;
  readonly kind: string;
  readonly title_zh: string;
  readonly title_en: string;
}

/** An organisation of the register. */
export async function findOrganisation(db: Reader, id: OrganisationId): Promise<OrganisationRecord | null> {
  const { rows } = await db.query<OrganisationRecord>(
    'select id, kind, title_zh, title_en from organisations where id = $1',
    [id],
  );
  return rows[0] ?? null;
}
