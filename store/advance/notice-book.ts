import type { Publicity } from '../../machines/application/context.ts';
import type { Evidence, FactAsk, FactName, Listed, Listing } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { ListingWrite } from '../../machines/notice/writes.ts';
import type { Tx } from '../db.ts';
import { loadEvidence, nothingSeen } from '../facts/evidence.ts';
import { loadListings } from '../facts/listing.ts';

/** Rows of `notice_cases` and what became of others, to be written. */
export interface ListingChanges {
  readonly listed: readonly ListedRow[];
  readonly shown: readonly { readonly notice: CaseId; readonly at: number }[];
  readonly unlisted: readonly Unlisted[];
}

/** What became of lines that stand already. */
interface Unlisted {
  readonly notice: CaseId;
  /** Whether all of them are free for other notices. */
  readonly over: boolean;
  /** Cases whose lines are taken off. */
  readonly dropped: readonly CaseId[];
}

export interface ListedRow {
  readonly notice: CaseId;
  readonly position: number;
  readonly case_id: CaseId;
  readonly kind: Publicity;
  readonly person: string;
  readonly unit: string;
  readonly series: string;
  readonly level: string;
  readonly content: string | null;
  readonly live: boolean;
  readonly dropped: boolean;
}

/** Loads what a batch asks about notices. */
export async function openNoticeBook(
  tx: Tx,
  asksOf: (name: FactName) => FactAsk[],
  { lock }: { lock: boolean },
): Promise<NoticeBook> {
  const observed = asksOf('evidence').flatMap((ask) =>
    ask.observed === null ? [] : [{ notice: ask.case, ...ask.observed }],
  );
  const listed = asksOf('listing').map(({ case: notice, year, listing }) => ({ notice, year, ...listing }));
  const evidence = observed.length === 0 ? new Map() : await loadEvidence(tx, observed);
  const listings = listed.length === 0 ? new Map() : await loadListings(tx, listed, { lock });
  return new NoticeBook(listings, evidence);
}

/** Which notice lists which cases, as it stands with the writes of the batch's own events; and what was seen of it. */
export class NoticeBook {
  readonly #evidence: ReadonlyMap<CaseId, Evidence>;
  readonly #listings: Map<CaseId, readonly Listed[]>;
  /** `kind case` → the notice that a command of this batch listed it in. */
  readonly #taken = new Map<string, CaseId>();
  readonly #listed = new Map<CaseId, ListedRow[]>();
  readonly #shown: { notice: CaseId; at: number }[] = [];
  readonly #freed = new Set<CaseId>();
  /** Notice → cases that are taken off it. */
  readonly #dropped = new Map<CaseId, Set<CaseId>>();

  constructor(listings: Map<CaseId, readonly Listed[]>, evidence: ReadonlyMap<CaseId, Evidence>) {
    this.#listings = listings;
    this.#evidence = evidence;
  }

  fact(name: 'listing' | 'evidence', ask: FactAsk): Listing | Evidence {
    return name === 'evidence' ? (this.#evidence.get(ask.case) ?? nothingSeen) : this.#listing(ask);
  }

  #listing({ case: notice, listing: { kind, cases, only } }: FactAsk): Listing {
    const lines = this.#lines(notice, cases).flatMap((listed) => {
      if (this.#isDropped(notice, listed.case) || (only !== null && listed.case !== only)) return [];
      const taken = this.#taken.get(`${kind} ${listed.case}`) ?? listed.listedIn;
      const free = taken === null || taken === notice || this.#freed.has(taken) || this.#isDropped(taken, listed.case);
      return [{ ...listed, listedIn: free ? null : taken }];
    });
    return { notice, cases: lines };
  }

  /** What is to be listed, or what the notice lists: as the batch listed it, or as it was before. */
  #lines(notice: CaseId, cases: readonly CaseId[] | null): readonly Listed[] {
    const loaded = this.#listings.get(notice);
    if (loaded === undefined) throw new Error('the fact listing was not asked for');
    const wanted = cases ?? this.#listed.get(notice)?.map((row) => row.case_id);
    return wanted === undefined ? loaded : wanted.flatMap((id) => loaded.find((one) => one.case === id) ?? []);
  }

  #isDropped(notice: CaseId, id: CaseId): boolean {
    return this.#dropped.get(notice)?.has(id) ?? false;
  }

  apply(effect: ListingWrite, ask: FactAsk): void {
    switch (effect.op) {
      case 'list':
        this.#list(effect.of, ask);
        return;
      case 'show':
        this.#shown.push({ notice: ask.case, at: effect.at });
        return;
      case 'drop':
        this.#drop(effect.case, ask);
        return;
      case 'free':
        this.#free(ask.case);
        return;
      default:
        effect satisfies never;
    }
  }

  #list(kind: Publicity, { case: notice, listing }: FactAsk): void {
    const rows = this.#lines(notice, listing.cases).flatMap(({ case: id, found }, index) => {
      if (found === null) throw new Error(`${notice} lists ${id}, which is not there`);
      const { person, unit, series, level, content } = found;
      const line = { notice, position: index + 1, case_id: id, kind, person, unit, series, level, content };
      return [{ ...line, live: true, dropped: false }];
    });
    for (const row of rows) this.#taken.set(`${kind} ${row.case_id}`, notice);
    this.#listed.set(notice, rows);
  }

  #drop(id: CaseId, { case: notice }: FactAsk): void {
    this.#rewrite(notice, (row) => (row.case_id === id ? { ...row, live: false, dropped: true } : row));
    this.#dropped.set(notice, (this.#dropped.get(notice) ?? new Set()).add(id));
  }

  #free(notice: CaseId): void {
    this.#rewrite(notice, (row) => ({ ...row, live: false }));
    this.#freed.add(notice);
  }

  /** Lines that this batch is the first to write. */
  #rewrite(notice: CaseId, change: (row: ListedRow) => ListedRow): void {
    const fresh = this.#listed.get(notice);
    if (fresh) this.#listed.set(notice, fresh.map(change));
  }

  changes(): ListingChanges {
    const known = new Set([...this.#freed, ...this.#dropped.keys()].filter((notice) => !this.#listed.has(notice)));
    return {
      listed: [...this.#listed.values()].flat(),
      shown: this.#shown,
      unlisted: [...known].map((notice) => ({
        notice,
        over: this.#freed.has(notice),
        dropped: [...(this.#dropped.get(notice) ?? [])],
      })),
    };
  }
}
