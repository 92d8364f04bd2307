import type { DutyWrite } from '../../machines/duty/writes.ts';
import type { FactAsk, FactName, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { loadVacancies, type VacancyAsk, type VacancyState, vacancyKey } from '../facts/vacancy.ts';

/** Vacancies of a batch (二(二)2): who holds them, and how many a form accepted in it has fixed. */

export interface ApprovedVacancies extends VacancyAsk {
  readonly approved: number;
  /** The duty whose form fixed them. */
  readonly duty: CaseId;
}

export interface VacancyChanges {
  readonly reservations: readonly (VacancyAsk & { case: CaseId })[];
  readonly released: readonly CaseId[];
  readonly approved: readonly ApprovedVacancies[];
}

type Approval = Extract<DutyWrite, { register: 'vacancies' }>;

export async function openVacancyBook(
  tx: Tx,
  asksOf: (name: FactName) => readonly FactAsk[],
  { lock }: { lock: boolean },
): Promise<VacancyBook> {
  const asks = [...asksOf('vacancy').flatMap(drawnOn), ...asksOf('quota').flatMap(fixedBy)];
  return new VacancyBook(asks.length === 0 ? new Map() : await loadVacancies(tx, asks, { lock }));
}

/** The vacancy a case draws on; none where the clause sets no quota. */
function drawnOn({ unit, vacancyClass, year }: FactAsk): VacancyAsk[] {
  return vacancyClass === null ? [] : [{ unit, class: vacancyClass, year }];
}

/** Those a form of the unit fixes. */
function fixedBy({ unit, quotaClasses, year }: FactAsk): VacancyAsk[] {
  return quotaClasses.map((one) => ({ unit, class: one, year }));
}

export class VacancyBook {
  readonly #vacancies: Map<string, VacancyState>;
  readonly #reservations = new Map<CaseId, VacancyAsk & { case: CaseId }>();
  readonly #released = new Set<CaseId>();
  readonly #approved = new Map<string, ApprovedVacancies>();

  constructor(vacancies: Map<string, VacancyState>) {
    this.#vacancies = vacancies;
  }

  /** Whoever is refused is told who has what there is; of a case that is not, it need not be recorded. */
  vacancy(ask: FactAsk): Facts['vacancy'] {
    const [asked] = drawnOn(ask);
    if (!asked) return { approved: null, reserved: 0, own: false };
    const { approved, holders } = this.#stateOf(asked);
    const own = holders.has(ask.case);
    const vacancy = { approved, reserved: holders.size, own };
    return approved === null || own || holders.size < approved ? vacancy : { ...vacancy, holders: [...holders].sort() };
  }

  quota(ask: FactAsk): Facts['quota'] {
    return fixedBy(ask).map((one) => {
      const { approved, holders } = this.#stateOf(one);
      return { class: one.class, approved, reserved: holders.size };
    });
  }

  #stateOf(ask: VacancyAsk): VacancyState {
    const state = this.#vacancies.get(vacancyKey(ask));
    // A fact nobody loaded must not pass for one that says nothing.
    if (state === undefined) throw new Error(`the vacancies ${vacancyKey(ask)} were not asked for`);
    return state;
  }

  reserveOrRelease(op: 'reserve' | 'release', ask: FactAsk): void {
    const [vacancy] = drawnOn(ask);
    if (!vacancy) return;
    const state = this.#vacancies.get(vacancyKey(vacancy));
    const holders = new Set(state?.holders ?? []);
    if (op === 'reserve') {
      if (!holders.has(ask.case)) this.#reservations.set(ask.case, { ...vacancy, case: ask.case });
      holders.add(ask.case);
    } else {
      if (!this.#reservations.delete(ask.case)) this.#released.add(ask.case);
      holders.delete(ask.case);
    }
    if (state) this.#vacancies.set(vacancyKey(vacancy), { approved: state.approved, holders });
  }

  /** Whoever has a vacancy keeps it, however few the form leaves (domain A47). */
  approve({ unit, approved: classes }: Approval, { case: duty, year }: FactAsk): void {
    for (const { class: named, approved } of classes) {
      const one = { unit, class: named, year };
      const state = this.#vacancies.get(vacancyKey(one));
      if (state) this.#vacancies.set(vacancyKey(one), { ...state, approved });
      this.#approved.set(vacancyKey(one), { ...one, approved, duty });
    }
  }

  changes(): VacancyChanges {
    return {
      reservations: [...this.#reservations.values()],
      released: [...this.#released],
      approved: [...this.#approved.values()],
    };
  }
}
