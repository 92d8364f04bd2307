import type { Bar } from '../facts.ts';
import type { TitleLevel, TitleScope } from '../programme-entries.ts';
import type { ChecklistItem } from '../programme-materials.ts';
import type { Breach } from '../programme-rules.ts';
import type { PlainDate } from '../time.ts';
import type { Claim, Dossier, Standing } from './dossier.ts';
import type { FactKind, FactOf, Numbered } from './entries.ts';
import { emptyRegister, foldEntries, type StandingFact, standingFacts, standingOf } from './register.ts';

/** The dossier of a person for one case, from the registers (domain §1.2). */

/** A title the service itself granted. */
export interface OwnTitle {
  readonly series: string;
  readonly level: TitleLevel;
  readonly scope: TitleScope;
  /** The day the certificate prints, and the one years are counted from (五(二)). */
  readonly approvedOn: PlainDate;
  readonly countsFrom: PlainDate;
  readonly year: number;
  readonly revokedOn: PlainDate | null;
}

/** A bar of the service's register (三(三)): what was done, and when it was decided. */
export interface OwnBar extends Omit<Bar, 'barredThrough'> {
  readonly serious: boolean;
  /** Imposed by the very case that asks (E33). */
  readonly inThisCase: boolean;
}

export interface Registers {
  readonly entries: readonly Numbered[];
  /** Entries that nobody can read any more: the person's key is gone (design D7). */
  readonly unreadable: boolean;
  readonly titles: readonly OwnTitle[];
  readonly bars: readonly OwnBar[];
  /** Where the unit stands, for who has no employment in the register. */
  readonly place: Pick<Dossier['employment'], 'unitKind' | 'unitLevel' | 'grassroots'>;
  /** The case it is for; null for none. */
  readonly case: string | null;
  readonly claim: Omit<Claim, 'specialty'>;
  /** Items handed in with the application itself. */
  readonly items: readonly string[];
  readonly grassrootsPosts: Dossier['grassrootsPosts'];
}

type Sourced<K extends FactKind> = FactOf[K] & { readonly entry: number; readonly standing: Standing };

/** What the registers say, as the rules read it. Entries may come in any order. Never throws. */
export function dossierOf(registers: Registers): Dossier {
  const { entries, titles, bars, claim, items, grassrootsPosts } = registers;
  const standing = standingFacts(foldEntries(emptyRegister, entries), registers);
  const all = <K extends FactKind>(kind: K) => standing.flatMap((one) => sourced(one, kind));
  const last = <K extends FactKind>(kind: K) => all(kind).at(-1) ?? null;
  const verified = new Map(standing.map(({ n, verified: by }) => [n, by]));
  const documents = standing.flatMap(({ fact }) => (fact.kind === 'document' ? [fact.fact.item] : []));
  return {
    claim: { ...claim, specialty: specialtyOf(standing) },
    born: last('born'),
    employment: last('employment') ?? employmentAt(registers),
    grassrootsPosts,
    titles: [...titles.map(ownTitle), ...all('title')],
    education: all('education'),
    posts: all('post'),
    service: all('service'),
    assessments: all('assessment'),
    hours: all('hours').map((fact) => ({ ...fact, verified: verified.get(fact.entry) ?? null })),
    sanctions: all('sanction'),
    breaches: [...bars.flatMap(ownBreach), ...all('breach').map((fact) => ({ ...fact, inThisCase: false }))],
    qualifications: all('qualification'),
    skills: all('skill'),
    referees: all('referee'),
    performance: all('performance'),
    talent: last('talent'),
    documents: [...new Set([...items, ...documents])].sort(),
  };
}

/**
 * Items of the checklist whose upload is needless: everything they would prove is registered and matches its source (二(三)3).
 * One entry that was not found falls back to the upload.
 */
export function waivedItems(dossier: Dossier, items: readonly ChecklistItem[]): ChecklistItem[] {
  return items.filter(({ proves }) => {
    const facts = proves === undefined ? [] : dossier[proves];
    return facts.length > 0 && facts.every(({ standing }) => standing === 'MATCH');
  });
}

function sourced<K extends FactKind>(one: StandingFact, kind: K): Sourced<K>[] {
  return isOf(one, kind) ? [{ ...one.fact.fact, entry: one.n, standing: standingOf(one) }] : [];
}

function isOf<K extends FactKind>(
  one: StandingFact,
  kind: K,
): one is StandingFact & { readonly fact: { readonly kind: K; readonly fact: FactOf[K] } } {
  return one.fact.kind === kind;
}

/** As it is claimed for the case, else that of the present post; a claim that nobody stated fits no specialty. */
function specialtyOf(standing: readonly StandingFact[]): string {
  const claimed = standing.flatMap(({ fact }) => (fact.kind === 'specialty' ? [fact.fact.specialty] : [])).at(-1);
  const present = standing.flatMap(({ fact }) =>
    fact.kind === 'post' && fact.fact.through === null ? [fact.fact.specialty] : [],
  );
  return claimed ?? present.at(-1) ?? 'unstated';
}

/** What the tree of organisations knows of the unit; of the person nothing is known against it. */
function employmentAt({ place, unreadable }: Registers): Dossier['employment'] {
  return {
    entry: null,
    standing: unreadable ? 'UNAVAILABLE' : 'DECLARED',
    ...place,
    civilServiceManaged: false,
    civilServant: false,
    contract: true,
    professionalPost: true,
    manager: false,
  };
}

function ownTitle({ approvedOn, countsFrom, year, ...title }: OwnTitle): Dossier['titles'][number] {
  return {
    ...title,
    entry: null,
    standing: 'MATCH',
    basis: 'REVIEW',
    awardedOn: approvedOn,
    originalFrom: null,
    applicationYear: year,
    reviewDelayed: countsFrom < approvedOn,
    mismatchDebt: false,
  };
}

const breaches: readonly Breach[] = ['EXAM_CHEATING', 'FRAUD', 'ACADEMIC_MISCONDUCT'];

/** Bars of other kinds are no breach that a rule asks about. */
function ownBreach({ kind, decidedOn, serious, inThisCase }: OwnBar): Dossier['breaches'][number][] {
  const known = breaches.find((one) => one === kind);
  const own = { entry: null, standing: 'MATCH', serious, inThisCase } as const;
  return known === undefined ? [] : [{ ...own, kind: known, determinedOn: decidedOn }];
}
