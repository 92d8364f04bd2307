import type { CaseId, OrganisationId, PersonId } from './ids.ts';
import { NOBODY } from './roles.ts';
import type { PlainDate } from './time.ts';

/**
 * The closed union of facts an event may need (design D3). `store/facts/<name>.ts` loads one fact for many asks in one
 * statement; the chart sees only the values. What an event was decided on is written into its row.
 */
export interface Facts {
  /** The unit's place in the tree of organisations; null where there is no such unit. */
  readonly unitPlace: UnitPlace | null;
  /** Who holds the person's slot of the year (五(三)); locked. */
  readonly yearSlot: { readonly heldBy: CaseId | null };
  /** Vacancies of the unit in the class of the level (二(二)2); locked. */
  readonly vacancy: Vacancy;
  /** Bars known against the applicant (三(三)). */
  readonly bars: readonly Bar[];
  /** The ended case that a recheck reopens (domain A50). */
  readonly reopened: Reopened | null;
}
export type FactName = keyof Facts;

export interface UnitPlace {
  readonly unit: OrganisationId;
  readonly kind: 'publicInstitution' | 'stateOwnedEnterprise' | 'privateUnit' | 'personnelAgency';
  /** Whether the applicant is a person of this unit. */
  readonly employsApplicant: boolean;
  /** Everything above the unit in the tree, nearest first. */
  readonly above: readonly {
    readonly id: OrganisationId;
    readonly kind: string;
    readonly level: AdministrativeLevel;
  }[];
  /** Line departments that push its cases, lowest first, each with its level. */
  readonly pushers: readonly { readonly id: OrganisationId; readonly level: AdministrativeLevel }[];
}
export type AdministrativeLevel = 'city' | 'prefecture' | 'province';

export interface Vacancy {
  /** `null`: the clause sets no quota for this unit or level. */
  readonly approved: number | null;
  readonly reserved: number;
  /** This case already holds a reservation: recommending again makes no second one. */
  readonly own: boolean;
}

export interface Bar {
  readonly kind: string;
  readonly decidedOn: PlainDate;
  /** Inclusive: the last day barred (domain §0.2 `barredThrough`). */
  readonly barredThrough: PlainDate;
}

export interface Reopened {
  readonly outcome: string;
  readonly context: unknown;
}

/** What a fact is asked for: pure, from the case and the command that opens it. */
export interface FactAsk {
  readonly case: CaseId;
  readonly year: number;
  readonly person: PersonId;
  readonly unit: OrganisationId;
  /** Vacancy class of the level, null where none. */
  readonly vacancyClass: string | null;
  readonly reopens: CaseId | null;
}

/** A lifecycle tells what it has to ask for; of the rest there is nothing to be known. */
export const nothingAsked: Omit<FactAsk, 'case' | 'year'> = {
  person: NOBODY,
  unit: NOBODY,
  vacancyClass: null,
  reopens: null,
};
