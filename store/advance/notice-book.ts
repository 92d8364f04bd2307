import type { Publicity } from '../../machines/application/context.ts';
import type { Evidence, FactAsk, FactName, Listed } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { ListingWrite } from '../../machines/notice/writes.ts';
import type { Tx } from '../db.ts';
import { loadEvidence, nothingSeen } from '../facts/evidence.ts';
import { loadListings } from '../facts/listing.ts';

/** Rows of `notice_cases` and what became of others, to be written. */
export interface ListingChanges {
  readonly listed: readonly ListedRow[];
  readonly shown: readonly { readonly notice: CaseId; readonly at: number }[];
  readonly freed: readonly CaseId[];
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

  constructor(listings: Map<CaseId, readonly Listed[]>, evidence: ReadonlyMap<CaseId, Evidence>) {
    this.#listings = listings;
    this.#evidence = evidence;
  }

  fact(name: 'listing' | 'evidence', ask: FactAsk): readonly Listed[] | Evidence {
    return name === 'evidence' ? (this.#evidence.get(ask.case) ?? nothingSeen) : this.#listing(ask);
  }

  #listing({ case: notice, listing: { kind } }: FactAsk): readonly Listed[] {
    const listing = this.#listings.get(notice);
    if (listing === undefined) throw new Error('the fact listing was not asked for');
    return listing.map((listed) => {
      const taken = this.#taken.get(`${kind} ${listed.case}`) ?? listed.listedIn;
      return { ...listed, listedIn: taken === notice || (taken !== null && this.#freed.has(taken)) ? null : taken };
    });
  }

  apply(effect: ListingWrite, ask: FactAsk): void {
    switch (effect.op) {
      case 'list':
        this.#list(effect.of, ask);
        return;
      case 'show':
        this.#shown.push({ notice: ask.case, at: effect.at });
        return;
      case 'free':
        this.#free(ask.case);
        return;
      default:
        effect satisfies never;
    }
  }

  #list(kind: Publicity, { case: notice }: FactAsk): void {
    const rows = (this.#listings.get(notice) ?? []).flatMap(({ case: id, found }, index) => {
      if (found === null) throw new Error(`${notice} lists ${id}, which is not there`);
      const { person, unit, series, level, content } = found;
      return [{ notice, position: index + 1, case_id: id, kind, person, unit, series, level, content, live: true }];
    });
    for (const row of rows) this.#taken.set(`${kind} ${row.case_id}`, notice);
    this.#listed.set(notice, rows);
  }

  #free(notice: CaseId): void {
    const fresh = this.#listed.get(notice);
    if (fresh)
      this.#listed.set(
        notice,
        fresh.map((row) => ({ ...row, live: false })),
      );
    this.#freed.add(notice);
  }

  changes(): ListingChanges {
    const fresh = new Set(this.#listed.keys());
    return {
      listed: [...this.#listed.values()].flat(),
      shown: this.#shown,
      freed: [...this.#freed].filter((notice) => !fresh.has(notice)),
    };
  }
}
