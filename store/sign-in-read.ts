import type { OrganisationId, PersonId } from '../machines/ids.ts';
import type { InstallationKind } from './install.ts';
import type { Reader } from './visible.ts';

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
