import type { Programme } from '../programme.ts';
import { type TitleLevel, titleLevels } from '../programme-entries.ts';
import { baseYears } from '../programme-tables.ts';
import type { PlainDate } from '../time.ts';
import { appointmentCounts } from './appointments.ts';
import { equalledTitles } from './certificates.ts';
import { type Dossier, type EducationLevel, educationLevels } from './dossier.ts';
import { type HeldEducation, heldEducation } from './education-held.ts';
import { factOf, factsOf } from './finding.ts';
import type { RouteId } from './route-ids.ts';
import type { FactRef, Situation } from './rule.ts';
import { worksInStudied } from './specialties.ts';

/** Which titles somebody holds for the purpose of a claim, and since when their years count (E14, E21, E23, E24). */

export type TitleFact = Dossier['titles'][number];

/** A level held in a series, from the titles there that stand. */
export interface HeldTitle {
  readonly series: string;
  readonly level: TitleLevel;
  /** Years of tenure count from this day: the earliest of the titles of this series and level. */
  readonly since: PlainDate;
  /** One of the titles was passed without the two years of a mismatched specialty (E12). */
  readonly mismatchDebt: boolean;
  /** One of the titles came by transfer from another series (E13, E14). */
  readonly transferred: boolean;
  /** The titles, and the certificates that equal one. */
  readonly facts: readonly FactRef[];
}

/**
 * The day from which years to the next level count: of a transfer, since when the original title was held (E14); of a review
 * that a committee finished late through no fault of the applicant, the day 五(二) names of the year of application (E24,
 * A15); else the day it was awarded, which of an appointment is the appointment's (A14).
 */
export function countingDate(title: TitleFact, { rules: { delayedReview } }: Pick<Programme, 'rules'>): PlainDate {
  if (title.basis === 'TRANSFER' && title.originalFrom !== null) return title.originalFrom;
  const { applicationYears, countsFrom } = delayedReview.value;
  const year = title.applicationYear;
  if (!title.reviewDelayed || year === null || !applicationYears.includes(year)) return title.awardedOn;
  const day = `${year}-${countsFrom}`;
  // Passed within the year, it has its real date: nothing was late.
  return title.awardedOn > day ? day : title.awardedOn;
}

/**
 * Whether a title stands for this claim: awarded by the cut-off, not revoked by the day of the act, if by appointment one that
 * counts (E21, E22), and, if it counts at the grassroots only, used where it counts (一(一)4): for a claim of the same scope of
 * somebody at a grassroots institution.
 */
export function stands(title: TitleFact, dossier: Dossier, { programme, on, cutoff }: Situation): boolean {
  if (title.basis === 'APPOINTMENT' && !appointmentCounts(title, dossier, programme)) return false;
  if (title.awardedOn > cutoff || (title.revokedOn !== null && title.revokedOn <= on)) return false;
  return (
    title.scope === 'ORDINARY' || (dossier.claim.scope === 'GRASSROOTS_PROVINCE' && isGrassrootsInstitution(dossier))
  );
}

/** A public institution at the grassroots, as the bureau's list says (A26). */
export function isGrassrootsInstitution({ employment }: Dossier): boolean {
  return employment.grassroots && employment.unitKind === 'publicInstitution';
}

/** What is held, by title or by a certificate that equals one (E16), one entry for each series and level, in no particular order. */
export function heldTitles(dossier: Dossier, situation: Situation): HeldTitle[] {
  const held = new Map<string, HeldTitle>();
  for (const one of [...titlesThatStand(dossier, situation), ...titlesByCertificate(dossier, situation)]) {
    const key = `${one.series} ${one.level}`;
    const known = held.get(key);
    held.set(key, known === undefined ? one : joined(known, one));
  }
  return [...held.values()];
}

/** The highest title held in a series, by default in that of the claim; null where none is. */
export function currentTitle(
  dossier: Dossier,
  situation: Situation,
  series: string = dossier.claim.series,
): HeldTitle | null {
  return highest(heldTitles(dossier, situation).filter((held) => held.series === series));
}

/** The level below, or null below junior. */
export function levelBelow(level: TitleLevel): TitleLevel | null {
  return titleLevels[titleLevels.indexOf(level) - 1] ?? null;
}

/**
 * The title a claim is built on: of the level below it in the same series; on the exceptional way, where there is none, of the
 * level below in any other (E15), the one held longest. Null for junior, and where none is held.
 */
export function basisTitle(dossier: Dossier, situation: Situation): HeldTitle | null {
  const { claim } = dossier;
  const below = heldTitles(dossier, situation).filter(({ level }) => level === levelBelow(claim.level));
  const own = below.find(({ series }) => series === claim.series);
  if (own !== undefined) return own;
  return claim.route === 'EXCEPTIONAL' ? longest(below) : null;
}

/**
 * Since when the years count that a claim asks for: of the title it is built on, for junior of professional work. Null where
 * there is neither.
 */
export function tenureStart(dossier: Dossier, situation: Situation): PlainDate | null {
  if (dossier.claim.level !== 'JUNIOR') return basisTitle(dossier, situation)?.since ?? null;
  const starts = dossier.posts.filter(({ professional }) => professional).map(({ from }) => from);
  return starts.filter((from) => from <= situation.cutoff).sort()[0] ?? null;
}

/** The facts that `tenureStart` rests on. */
export function tenureFacts(dossier: Dossier, situation: Situation): readonly FactRef[] {
  if (dossier.claim.level === 'JUNIOR') return factsOf(dossier, 'posts', ({ professional }) => professional);
  return basisTitle(dossier, situation)?.facts ?? titleFacts(dossier);
}

/** The facts that say which titles are held: where one counts at the grassroots only, the employment as well. */
export function titleFacts(dossier: Dossier): FactRef[] {
  const depends = dossier.titles.some(({ scope }) => scope === 'GRASSROOTS_PROVINCE');
  return [
    ...factsOf(dossier, 'titles'),
    ...factsOf(dossier, 'qualifications'),
    ...(depends ? factOf(dossier, 'employment') : []),
  ];
}

/** Ways on which the years of a series are asked; on the others there are none, or they are counted otherwise (A45). */
const routesWithYears: readonly RouteId[] = ['ORDINARY', 'EXCEPTIONAL', 'GRASSROOTS_DEPUTY_SENIOR'];

export function asksForYears({ claim }: Dossier): boolean {
  return routesWithYears.includes(claim.route);
}

/** Nobody has been promoted whose titles are all of one level; junior is where one begins, and no promotion (E11). */
export function isFirstPromotion(dossier: Dossier, situation: Situation): boolean {
  if (dossier.claim.level === 'JUNIOR') return false;
  return new Set(heldTitles(dossier, situation).map(({ level }) => level)).size < 2;
}

/** Whether the title promoted from was had without the two years; the debt stays, whatever the work is now (E12, A06). */
export function owesYears(dossier: Dossier, situation: Situation): boolean {
  return heldTitles(dossier, situation).some(
    ({ level, mismatchDebt }) => mismatchDebt && level === levelBelow(dossier.claim.level),
  );
}

export interface RequiredYears {
  /** Years asked for in all; null where no education held leads there in the ordinary way (E08). */
  readonly years: number | null;
  /** Of the series, for the education that asks for the fewest. */
  readonly base: number | null;
  readonly extra: number;
  readonly because: 'MISMATCH' | 'DEBT' | null;
  /** Studied in another specialty, in a series where two more years do not make up for it (E11, A06). */
  readonly barred: boolean;
  readonly education: EducationLevel | null;
}

/**
 * Years a claim asks for: those of its series for an education held, and two more for a specialty that was not studied, at the
 * first promotion (E11) or owed from it (E12). Of several educations the one that asks for least (A07).
 */
export function requiredYears(dossier: Dossier, situation: Situation): RequiredYears {
  const held = heldEducation(dossier, situation).filter(({ diploma, recognised }) => diploma && recognised);
  const none = { years: null, base: null, extra: 0, because: null, barred: false, education: null };
  return held
    .map((education) => requiredWith(education, dossier, situation))
    .reduce<RequiredYears>((best, one) => (asksForLess(one, best) ? one : best), none);
}

function requiredWith({ level, specialty }: HeldEducation, dossier: Dossier, situation: Situation): RequiredYears {
  const { tables, rules } = situation.programme;
  const { series } = dossier.claim;
  const base = baseYears(tables, { series, level: dossier.claim.level, education: level });
  const owed = owesYears(dossier, situation);
  const mismatch = !owed && isFirstPromotion(dossier, situation) && !worksInStudied(specialty, dossier, situation);
  const barred = mismatch && tables.places.publicSafetySeries.includes(series);
  const because = owed ? 'DEBT' : mismatch && !barred ? 'MISMATCH' : null;
  const extra = because === null ? 0 : rules.mismatchExtraYears.value;
  return { years: base === null ? null : base + extra, base, extra, because, barred, education: level };
}

/** One that is open before one that is barred, then fewer years, then the higher education. */
function asksForLess(a: RequiredYears, b: RequiredYears): boolean {
  const weight = ({ years, barred, education }: RequiredYears) => [
    years === null ? 1 : 0,
    barred ? 1 : 0,
    years ?? 0,
    education === null ? educationLevels.length : -educationLevels.indexOf(education),
  ];
  const [ours, theirs] = [weight(a), weight(b)];
  const at = ours.findIndex((part, index) => part !== theirs[index]);
  return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0);
}

function titlesThatStand(dossier: Dossier, situation: Situation): HeldTitle[] {
  return dossier.titles.flatMap((title, at) =>
    stands(title, dossier, situation)
      ? [
          {
            series: title.series,
            level: title.level,
            since: countingDate(title, situation.programme),
            mismatchDebt: title.mismatchDebt,
            transferred: title.basis === 'TRANSFER',
            facts: [{ of: 'titles' as const, at, entry: title.entry, standing: title.standing }],
          },
        ]
      : [],
  );
}

/** A certificate that equals a title counts as one since it was issued, while its registration is valid (E16). */
function titlesByCertificate(dossier: Dossier, situation: Situation): HeldTitle[] {
  return equalledTitles(dossier, situation).map(({ series, level, since, ref }) => ({
    series,
    level,
    since,
    mismatchDebt: false,
    transferred: false,
    facts: [ref],
  }));
}

function joined(a: HeldTitle, b: HeldTitle): HeldTitle {
  return {
    ...a,
    since: a.since <= b.since ? a.since : b.since,
    mismatchDebt: a.mismatchDebt || b.mismatchDebt,
    transferred: a.transferred || b.transferred,
    facts: [...a.facts, ...b.facts],
  };
}

function highest(held: readonly HeldTitle[]): HeldTitle | null {
  return held.reduce<HeldTitle | null>(
    (best, one) => (best === null || titleLevels.indexOf(one.level) > titleLevels.indexOf(best.level) ? one : best),
    null,
  );
}

/** The one held longest; of several since the same day the first by series, so that the order of facts says nothing. */
function longest(held: readonly HeldTitle[]): HeldTitle | null {
  return held.toSorted((a, b) => compare(a.since, b.since) || compare(a.series, b.series))[0] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
