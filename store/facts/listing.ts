import type { Publicity } from '../../machines/application/context.ts';
import type { Listed } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

export interface ListingAsk {
  readonly notice: CaseId;
  readonly year: number;
  readonly kind: Publicity;
  /** Cases that are to be listed; null for those the notice lists. */
  readonly cases: readonly CaseId[] | null;
}

interface Asked {
  readonly notice: CaseId;
  readonly year: number;
  readonly kind: Publicity;
  readonly case: CaseId;
  readonly position: number;
}

/**
 * The cases notices list or are to list, each as it stands, with the other notice of that kind that has it. Until the end of the
 * transaction nobody else lists them: first the keys, then the reading, for a statement that waited for its lock would still see
 * what was before.
 */
export async function loadListings(
  tx: Tx,
  asks: readonly ListingAsk[],
  { lock }: { lock: boolean },
): Promise<Map<CaseId, Listed[]>> {
  const listed = await listedIn(
    tx,
    asks.filter(({ cases }) => cases === null),
  );
  const asked = [
    ...asks.flatMap(({ cases, ...ask }) =>
      (cases ?? []).map((id, index) => ({ ...ask, case: id, position: index + 1 })),
    ),
    ...listed,
  ];
  // Several commands of a batch may ask about one notice.
  const once = [...new Map(asked.map((one) => [`${one.notice} ${one.kind} ${one.case}`, one])).values()];
  if (lock) await lockListings(tx, once);
  const found = await findListed(tx, once);
  return new Map(asks.map(({ notice }) => [notice, found.get(notice) ?? []]));
}

async function listedIn(tx: Tx, asks: readonly ListingAsk[]): Promise<Asked[]> {
  if (asks.length === 0) return [];
  const { rows } = await tx.query<Asked>({
    name: 'notice-cases',
    text: `select a.notice, a.year, n.kind, n.case_id as case, n.position
      from unnest($1::uuid[], $2::integer[]) as a(notice, year) join notice_cases n on n.notice = a.notice and not n.dropped`,
    values: [asks.map(({ notice }) => notice), asks.map(({ year }) => year)],
  });
  return rows;
}

async function lockListings(tx: Tx, asked: readonly Asked[]): Promise<void> {
  const keys = [...new Set(asked.map((one) => `${one.kind}:${one.case}`))].sort();
  await tx.query({
    name: 'lock-listings',
    text: `select pg_advisory_xact_lock(hashtextextended('listing:' || key, 0)) from unnest($1::text[]) as key`,
    values: [keys],
  });
}

interface Row {
  readonly notice: CaseId;
  readonly case: CaseId;
  readonly found: NonNullable<Listed['found']> | null;
  readonly listedIn: CaseId | null;
}

async function findListed(tx: Tx, asked: readonly Asked[]): Promise<Map<CaseId, Listed[]>> {
  const { rows } = await tx.query<Row>({
    name: 'fact-listing',
    text: `select a.notice, a.case_id as case, other.notice as "listedIn",
        case when c.id is not null then json_build_object(
          'person', c.person, 'unit', c.unit, 'organiser', c.snapshot #>> '{context,route,organiser}',
          'bureau', c.snapshot #>> '{context,route,bureau}', 'above', c.snapshot #> '{context,route,above}',
          'series', c.snapshot #>> '{context,claim,series}', 'level', c.snapshot #>> '{context,claim,level}',
          'content', c.snapshot #>> '{context,content}', 'stands', c.state, 'ended', c.ended is not null) end as found
      from unnest($1::uuid[], $2::integer[], $3::text[], $4::uuid[], $5::integer[])
        as a(notice, year, kind, case_id, position)
      left join cases c on c.id = a.case_id and c.lifecycle = 'application' and c.year = a.year
      left join notice_cases other
        on other.case_id = a.case_id and other.kind = a.kind and other.live and other.notice <> a.notice
      order by a.notice, a.position`,
    values: [
      asked.map(({ notice }) => notice),
      asked.map(({ year }) => year),
      asked.map(({ kind }) => kind),
      asked.map((one) => one.case),
      asked.map(({ position }) => position),
    ],
  });
  const listings = new Map<CaseId, Listed[]>();
  for (const { notice, ...listed } of rows) listings.set(notice, [...(listings.get(notice) ?? []), listed]);
  return listings;
}
