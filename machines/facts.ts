import type { Publicity } from './application/context.ts';
import type { Collected, OrganisationPlace, OwedForm, QuotaClass } from './duty/facts.ts';
import type { Claim } from './eligibility/dossier.ts';
import type { Judgement, PinnedRules } from './eligibility/judgement.ts';
import type { CaseId, OrganisationId, PersonId } from './ids.ts';
import type { TitleLevel } from './programme-entries.ts';
import type { DutyForm } from './programme-materials.ts';
import { type AdministrativeLevel, NOBODY } from './roles.ts';
import type { Instant, PlainDate } from './time.ts';

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
  /** The ended case that a recheck reopens (domain A50); locked. */
  readonly reopened: Reopened | null;
  /** The result somebody asks to have rechecked (令40 第27条); locked. Null where there is none. */
  readonly ruling: Ruling | null;
  /** Titles the person was granted, revoked ones too, oldest first; locked. */
  readonly titles: readonly HeldTitle[];
  /** The cases a notice lists or is to list, in its order; locked. */
  readonly listing: Listing;
  /** The notices that showed a case, each as it stands. */
  readonly publicities: readonly ShowingNotice[];
  /** What was seen of a notice's public page; nothing before it was posted. */
  readonly evidence: Evidence;
  /** The cases a sitting of a committee is about. */
  readonly agenda: Agenda;
  /** The pool that is filed for the committee on the day of a sitting (令40 第11条); null where none is. */
  readonly expertPool: ExpertPool | null;
  /** What lies in a sitting's urns; locked: no ballot comes any more. Null where one only asks what would be allowed. */
  readonly ballots: Ballots | null;
  /** The case in which an organisation owes a form this year; locked. */
  readonly duty: OwedForm;
  /** An organisation's place in the tree; null where there is no such one. */
  readonly organisationPlace: OrganisationPlace | null;
  /** Units whose form a department gathers (五(七)); null for whoever gathers none. */
  readonly collected: Collected | null;
  /** Vacancies of a unit in the classes that its form fixes; locked. */
  readonly quota: readonly QuotaClass[];
  /** Who may apply, by the rules the case is under and the applicant's register; locked. Null where that has no entry. */
  readonly eligibility: Judgement | null;
  /** Whether a matter was raised under this number before, answered or not (design D8: whoever objects chooses it). */
  readonly matter: { readonly raised: boolean };
  /** The rules in force, which a case is under from its opening on (design D9). */
  readonly pinnedRules: PinnedRules;
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

export interface Vacancy {
  /** `null`: the clause sets no quota for this unit or level. */
  readonly approved: number | null;
  readonly reserved: number;
  /** This case already holds a reservation: recommending again makes no second one. */
  readonly own: boolean;
  /** Who has them, where none is left for this case. */
  readonly holders?: readonly CaseId[];
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
  /** The recheck that was granted; null where none was ever asked for. */
  readonly recheck: CaseId | null;
  /** The case that was opened on it already. */
  readonly followUp: CaseId | null;
}

/** An application that has ended, and what was asked about its result before. */
export interface Ruling {
  readonly person: PersonId;
  readonly programme: string;
  readonly outcome: string;
  /** *at* of the event that ended it, UTC ms. */
  readonly endedAt: Instant;
  readonly context: unknown;
  /** Whoever ended it or signed its minutes, and whoever decided what was asked before; delegates count as both. */
  readonly hands: readonly PersonId[];
  readonly asked: readonly {
    readonly ground: string;
    readonly case: CaseId;
    /** How it ended; null while it runs. */
    readonly ended: string | null;
    readonly lastAt: Instant;
  }[];
}

export interface HeldTitle {
  readonly case: CaseId;
  /** It is the title of the case that asks. */
  readonly own: boolean;
  readonly countsFrom: PlainDate;
  readonly revokedOn: PlainDate | null;
}

export interface Listing {
  /** The notice that asks. */
  readonly notice: CaseId;
  readonly cases: readonly Listed[];
}

export interface Listed {
  readonly case: CaseId;
  /** Null where there is no such application. */
  readonly found: {
    readonly person: PersonId;
    readonly unit: OrganisationId;
    readonly organiser: OrganisationId;
    readonly bureau: OrganisationId;
    readonly above: readonly OrganisationId[];
    readonly series: string;
    readonly level: string;
    /** Hash of what its publicity shows. */
    readonly content: string | null;
    readonly stands: string;
    readonly ended: boolean;
  } | null;
  /** Another notice of this kind that shows it, or is to. */
  readonly listedIn: CaseId | null;
}

export interface ShowingNotice {
  readonly notice: CaseId;
  /** Where it stands, or how it ended: `closed` is proved. */
  readonly stands: string;
}

export interface Evidence {
  /** How often the page was looked at, and how often it was there as it should be. */
  readonly looked: number;
  readonly seen: number;
  /** The last time it was there, UTC ms. */
  readonly last: Instant | null;
  /** Times without a good observation longer than was asked for, oldest first, each from the last good one to the next. */
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[];
  /** SHA-256 over the rows, so that they cannot be changed behind the history's back. */
  readonly digest: string;
}

export interface Agenda {
  /** The sitting that asks. */
  readonly meeting: CaseId;
  /** Those of the cases asked for that there are. */
  readonly cases: readonly AgendaCase[];
}

export interface AgendaCase {
  readonly case: CaseId;
  readonly programme: string;
  /** Key of its committee in the programme. */
  readonly committee: string | null;
  readonly level: TitleLevel;
  /** Where it stands. */
  readonly stands: string;
  /** An objection or complaint is open on it. */
  readonly held: boolean;
  readonly unit: OrganisationId;
  /** Another sitting that has it on its agenda. */
  readonly listedBy: CaseId | null;
  /** Who had a part in it, and may not judge it (令40 第25条; domain A50). */
  readonly involved: readonly { readonly person: PersonId; readonly as: Relation }[];
}

/** What makes an expert recuse, as far as registers know it. */
export const relations = [
  'applicant',
  'sameUnit',
  'referee',
  'materialReviewer',
  'recommender',
  'policyReviewer',
  'earlierVoter',
] as const;
export type Relation = (typeof relations)[number];

/** 主任委员, 副主任委员, 委员. */
export const seats = ['chair', 'viceChair', 'member'] as const;
export type Seat = (typeof seats)[number];

/** A pool as it was filed, and where its members work now. */
export interface ExpertPool {
  readonly committee: OrganisationId;
  readonly filedFrom: PlainDate;
  /** Inclusive. */
  readonly filedThrough: PlainDate;
  readonly members: readonly PoolMember[];
}

export interface PoolMember {
  /** Number in the filed pool: an expert is told by it wherever no name may stand. */
  readonly lot: number;
  readonly person: PersonId;
  readonly seat: Seat;
  /** Level of the title held. */
  readonly level: TitleLevel;
  readonly specialties: readonly string[];
  /** As it was filed. */
  readonly unit: OrganisationId;
  readonly termFrom: PlainDate;
  /** Inclusive. */
  readonly termThrough: PlainDate;
  /** Where the expert works now; no part of what was filed. */
  readonly worksAt: OrganisationId;
}

export interface Ballots {
  readonly counts: Readonly<Record<CaseId, { readonly yes: number; readonly no: number; readonly abstain: number }>>;
  /** Voters who have not voted on every case they may vote on. */
  readonly unvoted: readonly PersonId[];
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
  /** The result that somebody asks about. */
  readonly result: CaseId | null;
  /** Cases to be listed in a notice; `cases: null` for those it lists. Of them all, or `only` one. */
  readonly listing: {
    readonly kind: Publicity;
    readonly cases: readonly CaseId[] | null;
    readonly only: CaseId | null;
  };
  /** Notices that showed a case. */
  readonly notices: readonly CaseId[];
  /** Observations since an instant, with gaps of more than so many ms; null where nothing is on show. */
  readonly observed: { readonly since: Instant; readonly over: number } | null;
  /** Cases a sitting is about. */
  readonly agenda: readonly CaseId[];
  /** Whose pool of experts, and for which day; null where none. */
  readonly pool: { readonly committee: OrganisationId; readonly day: PlainDate } | null;
  /** The form an organisation owes. */
  readonly duty: { readonly form: DutyForm; readonly organisation: OrganisationId } | null;
  /** The form that `unit` gathers from its units. */
  readonly collects: DutyForm | null;
  /** Vacancy classes that a form of the unit fixes. */
  readonly quotaClasses: readonly string[];
  /** The number under which somebody objects or complains. */
  readonly matter: string | null;
  /** The title that is applied for, and the items handed in with what is sent; null where nobody applies. */
  readonly claim: (Omit<Claim, 'specialty'> & { readonly items: readonly string[] }) | null;
}

/** A lifecycle tells what it has to ask for; of the rest there is nothing to be known. */
export const nothingAsked: Omit<FactAsk, 'case' | 'year'> = {
  person: NOBODY,
  unit: NOBODY,
  vacancyClass: null,
  reopens: null,
  agenda: [],
  pool: null,
  result: null,
  listing: { kind: 'internal', cases: null, only: null },
  notices: [],
  observed: null,
  duty: null,
  collects: null,
  quotaClasses: [],
  claim: null,
  matter: null,
};
