import type { Bar, FactAsk, FactName, Facts, Reopened, Ruling } from '../../machines/facts.ts';
import type { CaseId, PersonId } from '../../machines/ids.ts';
import type { RecheckWrite, TitleWrite } from '../../machines/lifecycle.ts';
import type { Tx } from '../db.ts';
import { loadBars } from '../facts/bars.ts';
import { loadReopened } from '../facts/reopened.ts';
import { loadRulings } from '../facts/ruling.ts';
import { loadTitles, type TitleState } from '../facts/titles.ts';

/**
 * The facts of a batch about titles, bars and results, kept true to what its own events write into those registers, which the
 * next command must see (design D3).
 */

export type TitleFact = 'bars' | 'reopened' | 'ruling' | 'titles';
type Write = TitleWrite | RecheckWrite;
type Of<R extends Write['register']> = Extract<Write, { register: R }>;

interface Row {
  readonly case_id: CaseId;
}
export interface TitleRow extends Row {
  readonly person: PersonId;
  readonly series: string;
  readonly level: string;
  readonly scope: string;
  readonly approved_on: string;
  readonly counts_from: string;
  readonly revoked_on: string | null;
}

/** Rows to be inserted, and titles that end. */
export interface TitleChanges {
  readonly titles: readonly TitleRow[];
  readonly revoked: readonly (Row & { readonly revoked_on: string })[];
  readonly bars: readonly (Row & { person: PersonId; kind: string; decided_on: string; barred_through: string })[];
  readonly entries: readonly (Row & {
    readonly person: PersonId;
    readonly breach: string;
    readonly decided_on: string;
    readonly stands_through: string;
    readonly serious: boolean;
    readonly document: string | null;
  })[];
  readonly rechecks: readonly (Row & { readonly result: CaseId; readonly ground: string })[];
  readonly followUps: readonly (Row & { readonly result: CaseId })[];
}

interface Loaded {
  readonly bars: Map<PersonId, Bar[]>;
  readonly reopened: Map<CaseId, Reopened>;
  readonly rulings: Map<CaseId, Ruling>;
  readonly titles: Map<PersonId, TitleState[]>;
}

export async function openTitleBook(
  tx: Tx,
  asksOf: (name: FactName) => readonly FactAsk[],
  options: { lock: boolean },
): Promise<TitleBook> {
  const barred = asksOf('bars').map(({ person }) => person);
  const reopening = asksOf('reopened').flatMap(({ reopens }) => reopens ?? []);
  const results = asksOf('ruling').flatMap(({ result }) => result ?? []);
  const people = asksOf('titles').map(({ person }) => person);
  const bars = barred.length === 0 ? new Map() : await loadBars(tx, barred);
  const reopened = reopening.length === 0 ? new Map() : await loadReopened(tx, reopening, options);
  const rulings = results.length === 0 ? new Map() : await loadRulings(tx, results, options);
  const titles = people.length === 0 ? new Map() : await loadTitles(tx, people, options);
  return new TitleBook({ bars, reopened, rulings, titles });
}

export class TitleBook {
  readonly #loaded: Loaded;
  readonly #titles = new Map<CaseId, TitleRow>();
  readonly #revoked: TitleChanges['revoked'][number][] = [];
  readonly #bars: TitleChanges['bars'][number][] = [];
  readonly #entries: TitleChanges['entries'][number][] = [];
  readonly #rechecks: TitleChanges['rechecks'][number][] = [];
  readonly #followUps: TitleChanges['followUps'][number][] = [];

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  fact(name: TitleFact, ask: FactAsk): Facts[TitleFact] {
    const { bars, reopened, rulings, titles } = this.#loaded;
    switch (name) {
      case 'bars':
        return askedFor(bars.get(ask.person), name);
      case 'reopened':
        return ask.reopens === null ? null : (reopened.get(ask.reopens) ?? null);
      case 'ruling':
        return ask.result === null ? null : (rulings.get(ask.result) ?? null);
      case 'titles':
        return askedFor(titles.get(ask.person), name).map((title) => ({ ...title, own: title.case === ask.case }));
      default:
        return name satisfies never;
    }
  }

  apply(effect: Write, ask: FactAsk): void {
    switch (effect.register) {
      case 'title':
        if (effect.op === 'grant') this.#grant(effect, ask);
        else this.#revoke(effect, ask);
        return;
      case 'bar':
        this.#bar(effect, ask);
        return;
      case 'integrity':
        this.#enter(effect, ask);
        return;
      case 'recheck':
        this.#ask(effect, ask);
        return;
      case 'followUp': {
        this.#followUps.push({ case_id: ask.case, result: effect.result });
        const known = this.#loaded.reopened.get(effect.result);
        if (known) this.#loaded.reopened.set(effect.result, { ...known, followUp: ask.case });
        return;
      }
      default:
        effect satisfies never;
    }
  }

  #grant({ series, level, scope, approvedOn, countsFrom }: Of<'title'> & { op: 'grant' }, ask: FactAsk): void {
    const row = { case_id: ask.case, person: ask.person, series, level, scope };
    this.#titles.set(ask.case, { ...row, approved_on: approvedOn, counts_from: countsFrom, revoked_on: null });
    this.#loaded.titles.get(ask.person)?.push({ case: ask.case, countsFrom, revokedOn: null });
  }

  #revoke({ on }: Of<'title'> & { op: 'revoke' }, ask: FactAsk): void {
    const fresh = this.#titles.get(ask.case);
    if (fresh) this.#titles.set(ask.case, { ...fresh, revoked_on: on });
    else this.#revoked.push({ case_id: ask.case, revoked_on: on });
    const known = this.#loaded.titles.get(ask.person) ?? [];
    const since = known.map((title) => (title.case === ask.case ? { ...title, revokedOn: on } : title));
    this.#loaded.titles.set(ask.person, since);
  }

  #bar({ breach: kind, decidedOn, barredThrough }: Of<'bar'>, { case: case_id, person }: FactAsk): void {
    this.#bars.push({ case_id, person, kind, decided_on: decidedOn, barred_through: barredThrough });
    this.#loaded.bars.get(person)?.push({ kind, decidedOn, barredThrough });
  }

  #enter(effect: Of<'integrity'>, { case: case_id, person }: FactAsk): void {
    const { breach, decidedOn: decided_on, standsThrough: stands_through, serious, document } = effect;
    this.#entries.push({ case_id, person, breach, decided_on, stands_through, serious, document });
  }

  #ask({ result, ground }: Of<'recheck'>, { case: case_id }: FactAsk): void {
    this.#rechecks.push({ case_id, result, ground });
    const known = this.#loaded.rulings.get(result);
    if (!known) return;
    const asked = [...known.asked, { ground, case: case_id, ended: null, lastAt: known.endedAt }];
    this.#loaded.rulings.set(result, { ...known, asked });
  }

  changes(): TitleChanges {
    return {
      titles: [...this.#titles.values()],
      revoked: this.#revoked,
      bars: this.#bars,
      entries: this.#entries,
      rechecks: this.#rechecks,
      followUps: this.#followUps,
    };
  }
}

/** A fact nobody loaded must not pass for one that says nothing. */
function askedFor<T>(fact: T | undefined, name: FactName): T {
  if (fact === undefined) throw new Error(`the fact ${name} was not asked for`);
  return fact;
}
