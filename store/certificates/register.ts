import type { CaseId, OrganisationId, PersonId } from '../../machines/ids.ts';
import type { TitleLevel, TitleScope } from '../../machines/programme-entries.ts';
import type { Instant, PlainDate } from '../../machines/time.ts';
import type { Tx } from '../db.ts';
import { openText } from '../sealing.ts';
import type { Reader } from '../visible.ts';

/** The register of certificates, as the public, the holder and his unit may ask it. A number is that of the certificate's case. */

export interface TitleRecord {
  readonly case: CaseId;
  readonly number: string;
  readonly person: PersonId;
  readonly unit: OrganisationId;
  readonly programme: string;
  /** The latest. */
  readonly programmeVersion: number;
  readonly committee: string | null;
  readonly series: string;
  readonly level: TitleLevel;
  readonly scope: TitleScope;
  readonly approvedOn: PlainDate;
  readonly countsFrom: PlainDate;
  readonly revokedOn: PlainDate | null;
  /** Null where the person's key is gone, and with it the name (design D7). */
  readonly name: string | null;
}

interface Row extends Omit<TitleRecord, 'name'> {
  readonly key: Buffer | null;
  readonly name_sealed: Buffer | null;
}

/** The title that a number names; null where it names none. */
export async function findTitle(db: Reader, number: string): Promise<TitleRecord | null> {
  const { rows } = await db.query<Row>({
    name: 'find-title',
    text: `select t.case_id as case, c.number, t.person, c.unit, c.programme, c.committee, t.series, t.level, t.scope,
        t.approved_on as "approvedOn", t.counts_from as "countsFrom", t.revoked_on as "revokedOn", p.key, p.name_sealed,
        (select max(version) from programmes g where g.id = c.programme) as "programmeVersion"
      from cases c join titles t on t.case_id = c.id left join people p on p.id = t.person where c.number = $1`,
    values: [number],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { key, name_sealed, ...title } = row;
  return { ...title, name: key === null || name_sealed === null ? null : openText(key, name_sealed) };
}

export type LookupKind = 'found' | 'nameDiffers' | 'unknown';

/** What named no certificate is counted under this, so that every lookup writes one row. */
const NO_CERTIFICATE = '00000000-0000-0000-0000-000000000000';

/** Counts a public lookup in the raw clock's hour; nothing of who asked is kept. */
export async function countLookup(tx: Tx, of: { case: CaseId | null; kind: LookupKind }): Promise<void> {
  await tx.query({
    name: 'count-lookup',
    text: `insert into certificate_lookups (certificate, hour, kind, times)
      select $1::uuid, raw_now() / 3600000 * 3600000, $2, 1
      on conflict (certificate, hour, kind) do update set times = certificate_lookups.times + 1`,
    values: [of.case ?? NO_CERTIFICATE, of.kind],
  });
}

export interface Lookups {
  /** Beginning of the hour, raw UTC ms. */
  readonly hour: Instant;
  readonly kind: LookupKind;
  readonly times: number;
}

/** Lookups of one certificate, the latest hours first; at most `limit` rows. */
export async function lookupsOf(db: Reader, certificate: CaseId, limit: number): Promise<Lookups[]> {
  const { rows } = await db.query<Lookups>({
    name: 'lookups-of',
    text: `select hour, kind, times from certificate_lookups where certificate = $1
      order by hour desc, kind limit $2`,
    values: [certificate, limit],
  });
  return rows;
}

/** Numbers of every revoked certificate, sorted. */
export async function revokedNumbers(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>({
    name: 'revoked-numbers',
    text: `select c.number from titles t join cases c on c.id = t.case_id where t.revoked_on is not null
      order by c.number collate "C"`,
  });
  return rows.map(({ number }) => number);
}
