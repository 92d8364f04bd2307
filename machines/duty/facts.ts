import type { CaseId, OrganisationId } from '../ids.ts';
import type { AdministrativeLevel } from '../roles.ts';

/** What a duty is decided on (design D3). */

export interface OrganisationPlace {
  readonly id: OrganisationId;
  readonly kind: string;
  readonly level: AdministrativeLevel;
  /** 基层: township and below (domain A26). */
  readonly grassroots: boolean;
  /** Everything above it in the tree, nearest first. */
  readonly above: readonly {
    readonly id: OrganisationId;
    readonly kind: string;
    readonly level: AdministrativeLevel;
    /** Whose hours of continuing education it verifies besides its own business (四(三)). */
    readonly authority: 'health' | null;
  }[];
}

/** The case in which an organisation owes a form this year. */
export interface OwedForm {
  readonly heldBy: CaseId | null;
}

/** Units whose form a department gathers (五(七)). */
export interface Collected {
  /** Whose form the department has accepted. */
  readonly in: readonly OrganisationId[];
  readonly missing: readonly OrganisationId[];
}

/** Vacancies of a class as they are before a form fixes them anew. */
export interface QuotaClass {
  readonly class: string;
  /** `null`: no quota applies to this kind of unit. */
  readonly approved: number | null;
  readonly reserved: number;
}
