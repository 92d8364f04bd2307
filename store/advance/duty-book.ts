import type { Collected } from '../../machines/duty/facts.ts';
import type { DutyWrite } from '../../machines/duty/writes.ts';
import type { FactAsk, FactName, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { type CollectedAsk, collectedKey, loadCollected } from '../facts/collected.ts';
import { type DutyAsk, dutyKey, loadDuties } from '../facts/duty.ts';
import { loadOrganisationPlaces } from '../facts/organisation-place.ts';

/** The facts of a batch's duties, kept true to what its own events write into the register of duties (design D3). */

/** A row of the register, as it is written. */
export interface DutyRow {
  readonly case_id: CaseId;
  readonly form: string;
  readonly organisation: string;
  readonly year: number;
  readonly reviewer: string;
  readonly file: string | null;
  readonly late: boolean | null;
  readonly people: number | null;
  readonly hours: number | null;
  readonly units_in: number | null;
  readonly units_missing: number | null;
}

type Register = Extract<DutyWrite, { register: 'duty' }>;
export type DutyFact = 'duty' | 'organisationPlace' | 'collected';

interface Loaded {
  readonly duties: Map<string, CaseId>;
  readonly places: Awaited<ReturnType<typeof loadOrganisationPlaces>>;
  readonly collected: Map<string, Collected>;
}

export async function openDutyBook(
  tx: Tx,
  asksOf: (name: FactName) => readonly FactAsk[],
  { lock }: { lock: boolean },
): Promise<DutyBook> {
  const gathering = asksOf('collected').flatMap(collectedAskOf);
  const organisations = asksOf('organisationPlace').flatMap(({ duty }) => duty?.organisation ?? []);
  const owed = asksOf('duty').flatMap(dutyAskOf);
  const collected = gathering.length === 0 ? new Map() : await loadCollected(tx, gathering);
  const duties = owed.length === 0 ? new Map() : await loadDuties(tx, owed, { lock });
  const places = organisations.length === 0 ? new Map() : await loadOrganisationPlaces(tx, organisations);
  return new DutyBook({ duties, places, collected });
}

function dutyAskOf({ duty, year }: FactAsk): DutyAsk[] {
  return duty === null ? [] : [{ ...duty, year }];
}

function collectedAskOf({ collects, unit, year }: FactAsk): CollectedAsk[] {
  return collects === null ? [] : [{ form: collects, department: unit, year }];
}

export class DutyBook {
  readonly #loaded: Loaded;
  readonly #owed = new Map<CaseId, DutyRow>();
  readonly #accepted = new Map<CaseId, DutyRow>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  fact(name: DutyFact, ask: FactAsk): Facts[DutyFact] {
    const { duties, places, collected } = this.#loaded;
    switch (name) {
      case 'duty':
        return { heldBy: dutyAskOf(ask).map((one) => duties.get(dutyKey(one)))[0] ?? null };
      case 'organisationPlace':
        return ask.duty === null ? null : (places.get(ask.duty.organisation) ?? null);
      case 'collected':
        return collectedAskOf(ask).map((one) => collected.get(collectedKey(one)))[0] ?? null;
      default:
        return name satisfies never;
    }
  }

  apply(effect: Register, ask: FactAsk): void {
    const row = rowOf(effect, ask);
    if (effect.op === 'owe' || this.#owed.has(ask.case)) this.#owed.set(ask.case, row);
    else this.#accepted.set(ask.case, row);
    this.#loaded.duties.set(dutyKey({ ...effect, year: ask.year }), ask.case);
    this.#gather(effect, ask.year);
  }

  /** What the unit's department has of it, for whoever asks later in this batch. */
  #gather({ op, form, organisation, reviewer }: Register, year: number): void {
    const key = collectedKey({ form, department: reviewer, year });
    const known = this.#loaded.collected.get(key);
    if (!known) return;
    const others = (list: readonly string[]) => list.filter((id) => id !== organisation);
    const withIt = (list: readonly string[]) => [...others(list), organisation].sort();
    this.#loaded.collected.set(
      key,
      op === 'accept'
        ? { in: withIt(known.in), missing: others(known.missing) }
        : { in: others(known.in), missing: withIt(known.missing) },
    );
  }

  /** Rows to be inserted, and rows whose accepted form is another now. */
  changes(): { readonly owed: readonly DutyRow[]; readonly accepted: readonly DutyRow[] } {
    return { owed: [...this.#owed.values()], accepted: [...this.#accepted.values()] };
  }
}

function rowOf(effect: Register, { case: case_id, year }: FactAsk): DutyRow {
  const { form, organisation, reviewer } = effect;
  const owed = { case_id, form, organisation, year, reviewer };
  if (effect.op === 'owe') {
    const nothing = { file: null, late: null, people: null, hours: null, units_in: null, units_missing: null };
    return { ...owed, ...nothing };
  }
  const { file, late, people, hours, unitsIn, unitsMissing } = effect;
  return { ...owed, file, late, people, hours, units_in: unitsIn, units_missing: unitsMissing };
}
