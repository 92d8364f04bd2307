import { RULES_VERSION } from '../../machines/eligibility/evaluate.ts';
import type { FactAsk, FactName, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Effect } from '../../machines/lifecycle.ts';
import type { Tx } from '../db.ts';
import { type Acting, type Dossiers, eligibilityOf, loadDossiers } from '../facts/eligibility.ts';
import { loadRaised, matterIdOf } from '../facts/matters.ts';
import { loadPublicities } from '../facts/publicities.ts';
import { loadUnitPlaces, unitPlaceKey } from '../facts/unit-place.ts';
import { type HeldSlot, loadYearSlots, yearSlotKey } from '../facts/year-slot.ts';
import { type DutyBook, type DutyRow, openDutyBook } from './duty-book.ts';
import { type ListingChanges, type NoticeBook, openNoticeBook } from './notice-book.ts';
import { openSittingBook, type SittingBook, type SittingChanges } from './sitting-book.ts';
import { openTitleBook, type TitleBook, type TitleChanges } from './title-book.ts';
import { openVacancyBook, type VacancyBook, type VacancyChanges } from './vacancy-book.ts';

/**
 * The facts of a batch: each loaded once for all its asks, in one order everywhere (by name, then key), and kept true to
 * the writes of the batch's own events, which the next command must see (design D3).
 */
export interface FactBook {
  /** The named facts, as they stand now, for one case and one act. */
  factsFor(names: readonly FactName[], ask: FactAsk, acting: Acting): Partial<Facts>;
  /** A register's write of an event just stepped. */
  apply(effect: Extract<Effect, { kind: 'write' }>, ask: FactAsk): void;
  /** What the batch changed, to be written. */
  changes(): RegisterChanges;
}

export interface RegisterChanges extends VacancyChanges {
  readonly sittings: SittingChanges;
  readonly slots: readonly { person: string; year: number; case: CaseId; permanent: boolean }[];
  /** Slots made permanent on entering policy review (domain A05). */
  readonly keptSlots: readonly CaseId[];
  readonly freedSlots: readonly CaseId[];
  readonly duties: { readonly owed: readonly DutyRow[]; readonly accepted: readonly DutyRow[] };
  readonly titles: TitleChanges;
  readonly notices: ListingChanges;
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
  const duties = await openDutyBook(tx, asksOf, { lock });
  const notices = await openNoticeBook(tx, asksOf, { lock });
  const titles = await openTitleBook(tx, asksOf, { lock });
  const places = await loadedFor(asksOf('unitPlace'), (asks) => loadUnitPlaces(tx, asks));
  const vacancies = await openVacancyBook(tx, asksOf, { lock });
  const sittings = await openSittingBook(tx, asksOf, { lock });
  const slots = await loadedFor(asksOf('yearSlot'), (asks) => loadYearSlots(tx, asks, { lock }));
  const shown = asksOf('publicities').flatMap((ask) => ask.notices);
  const publicities = await loadedFor(shown, (ids) => loadPublicities(tx, ids));
  const raising = asksOf('matter').filter(({ matter }) => matter !== null);
  const raised = raising.length === 0 ? new Set<CaseId>() : await loadRaised(tx, raising.map(matterIdOf));
  const dossiers = await loadDossiers(tx, asksOf('eligibility'), { lock });
  return new BatchFacts({ raised, dossiers, sittings, titles, places, vacancies, slots, duties, notices, publicities });
}

async function loadedFor<A, V>(
  asks: readonly A[],
  load: (asks: readonly A[]) => Promise<Map<string, V>>,
): Promise<Map<string, V>> {
  return asks.length === 0 ? new Map() : load(asks);
}

interface Loaded {
  readonly raised: ReadonlySet<CaseId>;
  readonly dossiers: Dossiers;
  readonly titles: TitleBook;
  readonly places: Awaited<ReturnType<typeof loadUnitPlaces>>;
  readonly vacancies: VacancyBook;
  readonly slots: Map<string, HeldSlot>;
  readonly sittings: SittingBook;
  readonly duties: DutyBook;
  readonly notices: NoticeBook;
  readonly publicities: Awaited<ReturnType<typeof loadPublicities>>;
}

class BatchFacts implements FactBook {
  readonly #loaded: Loaded;
  readonly #slots = new Map<CaseId, { person: string; year: number; case: CaseId; permanent: boolean }>();
  readonly #kept = new Set<CaseId>();
  readonly #freed = new Set<CaseId>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  factsFor(names: readonly FactName[], ask: FactAsk, acting: Acting): Partial<Facts> {
    return Object.fromEntries(names.map((name) => [name, this.#fact(name, ask, acting)]));
  }

  #fact(name: FactName, ask: FactAsk, acting: Acting): Facts[FactName] {
    const { titles, places, slots, vacancies, duties, sittings, notices, publicities } = this.#loaded;
    switch (name) {
      case 'bars':
      case 'reopened':
      case 'ruling':
      case 'titles':
        return titles.fact(name, ask);
      case 'unitPlace':
        return places.get(unitPlaceKey(ask)) ?? null;
      case 'vacancy':
        return vacancies.vacancy(ask);
      case 'quota':
        return vacancies.quota(ask);
      case 'duty':
      case 'organisationPlace':
      case 'collected':
        return duties.fact(name, ask);
      case 'agenda':
      case 'expertPool':
      case 'ballots':
        return sittings.fact(name, ask);
      case 'evidence':
      case 'listing':
        return notices.fact(name, ask);
      case 'publicities':
        return ask.notices.flatMap((id) => publicities.get(id) ?? []);
      case 'matter':
        return { raised: ask.matter !== null && this.#loaded.raised.has(matterIdOf(ask)) };
      case 'eligibility':
        return eligibilityOf(this.#loaded.dossiers, ask, acting);
      case 'pinnedRules':
        return { programme: acting.programme.version, eligibility: RULES_VERSION };
      case 'yearSlot':
        return { heldBy: slots.get(yearSlotKey(ask))?.case ?? null };
      default:
        return name satisfies never;
    }
  }

  apply(effect: Extract<Effect, { kind: 'write' }>, ask: FactAsk): void {
    const { vacancies, duties, titles, sittings, notices } = this.#loaded;
    switch (effect.register) {
      case 'yearSlot':
        this.#applySlot(effect.op, ask);
        return;
      case 'vacancy':
        vacancies.reserveOrRelease(effect.op, ask);
        return;
      case 'vacancies':
        vacancies.approve(effect, ask);
        return;
      case 'duty':
        duties.apply(effect, ask);
        return;
      case 'title':
      case 'bar':
      case 'integrity':
      case 'recheck':
      case 'followUp':
        titles.apply(effect, ask);
        return;
      case 'agenda':
      case 'urns':
        sittings.apply(effect, ask);
        return;
      case 'listing':
        notices.apply(effect, ask);
        return;
      default:
        effect satisfies never;
    }
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

  changes(): RegisterChanges {
    return {
      slots: [...this.#slots.values()],
      keptSlots: [...this.#kept],
      freedSlots: [...this.#freed],
      ...this.#loaded.vacancies.changes(),
      sittings: this.#loaded.sittings.changes(),
      duties: this.#loaded.duties.changes(),
      titles: this.#loaded.titles.changes(),
      notices: this.#loaded.notices.changes(),
    };
  }
}
