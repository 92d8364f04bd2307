import type { FactAsk, FactName, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Effect } from '../../machines/lifecycle.ts';
import type { Tx } from '../db.ts';
import { loadBars } from '../facts/bars.ts';
import { loadReopened } from '../facts/reopened.ts';
import { loadUnitPlaces, unitPlaceKey } from '../facts/unit-place.ts';
import { loadVacancies, type VacancyAsk, type VacancyState, vacancyKey } from '../facts/vacancy.ts';
import { type HeldSlot, loadYearSlots, yearSlotKey } from '../facts/year-slot.ts';

/**
 * The facts of a batch: each loaded once for all its asks, in one order everywhere (by name, then key), and kept true to
 * the writes of the batch's own events, which the next command must see (design D3).
 */
export interface FactBook {
  /** The named facts, as they stand now, for one case. */
  factsFor(names: readonly FactName[], ask: FactAsk): Partial<Facts>;
  /** A register's write of an event just stepped. */
  apply(effect: Extract<Effect, { kind: 'write' }>, ask: FactAsk): void;
  /** What the batch changed, to be written. */
  changes(): RegisterChanges;
}

export interface RegisterChanges {
  readonly slots: readonly { person: string; year: number; case: CaseId; permanent: boolean }[];
  /** Slots made permanent on entering policy review (domain A05). */
  readonly keptSlots: readonly CaseId[];
  readonly freedSlots: readonly CaseId[];
  readonly reservations: readonly (VacancyAsk & { case: CaseId })[];
  readonly released: readonly CaseId[];
}

export interface FactRequest {
  readonly names: readonly FactName[];
  readonly ask: FactAsk;
}

/**
 * Loads what the commands of a batch need. `lock: false` only for reading: what is read may be another's to change.
 */
export async function openFactBook(
  tx: Tx,
  requests: readonly FactRequest[],
  { lock }: { lock: boolean },
): Promise<FactBook> {
  const asksOf = (name: FactName) => requests.filter(({ names }) => names.includes(name)).map(({ ask }) => ask);
  const vacancyAsks = asksOf('vacancy').flatMap(vacancyAskOf);
  const bars = await loadedFor(asksOf('bars'), (asks) =>
    loadBars(
      tx,
      asks.map(({ person }) => person),
    ),
  );
  const reopened = await loadedFor(
    asksOf('reopened').flatMap(({ reopens }) => reopens ?? []),
    (ids) => loadReopened(tx, ids),
  );
  const places = await loadedFor(asksOf('unitPlace'), (asks) => loadUnitPlaces(tx, asks));
  const vacancies = await loadedFor(vacancyAsks, (asks) => loadVacancies(tx, asks, { lock }));
  const slots = await loadedFor(asksOf('yearSlot'), (asks) => loadYearSlots(tx, asks, { lock }));
  return new BatchFacts({ bars, reopened, places, vacancies, slots });
}

async function loadedFor<A, V>(
  asks: readonly A[],
  load: (asks: readonly A[]) => Promise<Map<string, V>>,
): Promise<Map<string, V>> {
  return asks.length === 0 ? new Map() : load(asks);
}

function vacancyAskOf({ unit, vacancyClass, year }: FactAsk): VacancyAsk[] {
  return vacancyClass === null ? [] : [{ unit, class: vacancyClass, year }];
}

interface Loaded {
  readonly bars: Awaited<ReturnType<typeof loadBars>>;
  readonly reopened: Awaited<ReturnType<typeof loadReopened>>;
  readonly places: Awaited<ReturnType<typeof loadUnitPlaces>>;
  readonly vacancies: Map<string, VacancyState>;
  readonly slots: Map<string, HeldSlot>;
}

class BatchFacts implements FactBook {
  readonly #loaded: Loaded;
  readonly #slots = new Map<CaseId, { person: string; year: number; case: CaseId; permanent: boolean }>();
  readonly #kept = new Set<CaseId>();
  readonly #freed = new Set<CaseId>();
  readonly #reservations = new Map<CaseId, VacancyAsk & { case: CaseId }>();
  readonly #released = new Set<CaseId>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  factsFor(names: readonly FactName[], ask: FactAsk): Partial<Facts> {
    return Object.fromEntries(names.map((name) => [name, this.#fact(name, ask)]));
  }

  #fact(name: FactName, ask: FactAsk): Facts[FactName] {
    const { bars, reopened, places, slots } = this.#loaded;
    switch (name) {
      case 'bars':
        return askedFor(bars.get(ask.person), name);
      case 'reopened':
        return ask.reopens === null ? null : (reopened.get(ask.reopens) ?? null);
      case 'unitPlace':
        return places.get(unitPlaceKey(ask)) ?? null;
      case 'vacancy':
        return this.#vacancy(ask);
      case 'yearSlot':
        return { heldBy: slots.get(yearSlotKey(ask))?.case ?? null };
      default:
        return name satisfies never;
    }
  }

  #vacancy(ask: FactAsk): Facts['vacancy'] {
    const [key] = vacancyAskOf(ask).map(vacancyKey);
    if (key === undefined) return { approved: null, reserved: 0, own: false };
    const state = askedFor(this.#loaded.vacancies.get(key), 'vacancy');
    return { approved: state.approved, reserved: state.holders.size, own: state.holders.has(ask.case) };
  }

  apply(effect: Extract<Effect, { kind: 'write' }>, ask: FactAsk): void {
    if (effect.register === 'yearSlot') this.#applySlot(effect.op, ask);
    else this.#applyVacancy(effect.op, ask);
  }

  #applySlot(op: 'take' | 'keep' | 'free', ask: FactAsk): void {
    switch (op) {
      case 'take':
        this.#loaded.slots.set(yearSlotKey(ask), { case: ask.case, permanent: false });
        this.#slots.set(ask.case, { person: ask.person, year: ask.year, case: ask.case, permanent: false });
        return;
      case 'keep': {
        const fresh = this.#slots.get(ask.case);
        if (fresh) this.#slots.set(ask.case, { ...fresh, permanent: true });
        else this.#kept.add(ask.case);
        return;
      }
      case 'free': {
        const fresh = this.#slots.get(ask.case);
        if (fresh?.permanent || this.#kept.has(ask.case)) return;
        if (fresh) this.#slots.delete(ask.case);
        else this.#freed.add(ask.case);
        const held = this.#loaded.slots.get(yearSlotKey(ask));
        if (held?.case === ask.case && !held.permanent) this.#loaded.slots.delete(yearSlotKey(ask));
        return;
      }
      default:
        op satisfies never;
    }
  }

  #applyVacancy(op: 'reserve' | 'release', ask: FactAsk): void {
    const [vacancy] = vacancyAskOf(ask);
    if (!vacancy) return;
    const state = this.#loaded.vacancies.get(vacancyKey(vacancy));
    const holders = new Set(state?.holders ?? []);
    if (op === 'reserve') {
      if (!holders.has(ask.case)) this.#reservations.set(ask.case, { ...vacancy, case: ask.case });
      holders.add(ask.case);
    } else {
      if (!this.#reservations.delete(ask.case)) this.#released.add(ask.case);
      holders.delete(ask.case);
    }
    if (state) this.#loaded.vacancies.set(vacancyKey(vacancy), { approved: state.approved, holders });
  }

  changes(): RegisterChanges {
    return {
      slots: [...this.#slots.values()],
      keptSlots: [...this.#kept],
      freedSlots: [...this.#freed],
      reservations: [...this.#reservations.values()],
      released: [...this.#released],
    };
  }
}

/** A fact nobody loaded must not pass for one that says nothing. */
function askedFor<T>(fact: T | undefined, name: FactName): T {
  if (fact === undefined) throw new Error(`the fact ${name} was not asked for`);
  return fact;
}
