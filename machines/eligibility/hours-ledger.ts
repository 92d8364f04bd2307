import type { Programme } from '../programme.ts';
import { type TitleLevel, titleLevels } from '../programme-entries.ts';
import type { PlainDate } from '../time.ts';
import type { Dossier } from './dossier.ts';
import type { Situation } from './rule.ts';
import { currentTitle, type HeldTitle, heldTitles } from './tenure.ts';

/** The ledger of continuing education: which years are asked for, how many hours each, and what counts towards them (四). */

export type HoursFact = Dossier['hours'][number];

/** One year of the ledger; hours in halves. */
export interface YearOfHours {
  readonly year: number;
  /** Hours asked of that year. */
  readonly required: number;
  /** Professional hours asked of it; null before the share was asked for (E26). */
  readonly requiredProfessional: number | null;
  /** Hours that count. */
  readonly total: number;
  /** Of these, professional ones. */
  readonly professional: number;
}

/** Hours that a year still lacks: in all, or of the professional course where `course` says so. */
export interface HoursGap {
  readonly year: number;
  readonly course?: 'PROFESSIONAL';
  readonly required: number;
  readonly have: number;
  readonly missing: number;
}

/** An entry that counts, with the hours it is credited. */
export interface Credit {
  /** Place of the entry in the dossier. */
  readonly at: number;
  readonly fact: HoursFact;
  readonly hours: number;
}

/** Why an entry does not count (E27), the gravest first. */
export const hoursFlaws = [
  'HOURS_NOT_VERIFIED',
  'HOURS_OF_OTHER_AUTHORITY',
  'HOURS_NOT_SIGNED_AND_SEALED',
  'HOURS_VERIFIED_LATE',
] as const;
export type HoursFlaw = (typeof hoursFlaws)[number];

/** The day on which the hours of a year are asked for, of whom and for which post: its last (A27, A28). */
const lastDayOf = (year: number): PlainDate => `${year}-12-31`;

/**
 * The first year that hours are asked for: the one after the present title, else after the start of professional work (A10).
 * The title is had since the day its years of tenure count from, so that each of these years has its hours: of a transfer the
 * original one's (E14), of a late review the one that the notice names (E24). Null where neither is registered.
 */
export function firstYearOfHours(dossier: Dossier, situation: Situation): number | null {
  const since = presentTitle(dossier, situation)?.since ?? startOfWork(dossier, situation);
  return since === null ? null : Number(since.slice(0, 4)) + 1;
}

/** The years that hours are asked for, through the one before the cycle's (A10, A11), with what counts in each. */
export function yearsOfHours(dossier: Dossier, situation: Situation): YearOfHours[] {
  const first = firstYearOfHours(dossier, situation);
  const last = situation.programme.cycleYear - 1;
  if (first === null || first > last) return [];
  const credits = creditedHours(dossier, situation);
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const year = first + n;
    const required = requiredHours(year, dossier, situation);
    return {
      year,
      required,
      requiredProfessional: professionalHours(year, required, situation.programme),
      total: sum(credits, (fact) => fact.year === year),
      professional: sum(credits, (fact) => fact.year === year && fact.course === 'PROFESSIONAL'),
    };
  });
}

/**
 * What each year lacks, in all (E25) and of professional hours (E26), in order of the years. Told of whoever asks: on the
 * green channel nothing of it is a condition (E20).
 */
export function hoursGaps(dossier: Dossier, situation: Situation): readonly HoursGap[] {
  return yearsOfHours(dossier, situation).flatMap(({ year, required, requiredProfessional, total, professional }) => [
    ...(total < required ? [{ year, required, have: total, missing: required - total }] : []),
    ...(requiredProfessional !== null && professional < requiredProfessional
      ? [
          {
            year,
            course: 'PROFESSIONAL' as const,
            required: requiredProfessional,
            have: professional,
            missing: requiredProfessional - professional,
          },
        ]
      : []),
  ]);
}

/**
 * Hours asked of a year: up to 2019 by the level held on its last day, none being junior (A28); in 2020 the same of all; since
 * then fewer at the grassroots and in the private economy, by the posts held on its last day (A27).
 */
export function requiredHours(year: number, dossier: Dossier, situation: Situation): number {
  const { upTo2019, y2020, from2021 } = situation.programme.rules.ceHours;
  if (year <= 2019) return upTo2019.value[levelHeldOn(lastDayOf(year), dossier, situation)];
  if (year === 2020) return y2020.value.ALL;
  const { DEFAULT, GRASSROOTS, PRIVATE_ECONOMY } = from2021.value;
  const day = lastDayOf(year);
  const posts = dossier.posts.filter(({ from, through }) => from <= day && (through === null || through >= day));
  return Math.min(
    DEFAULT,
    ...(posts.some(({ grassroots }) => grassroots) ? [GRASSROOTS] : []),
    ...(posts.some(({ unitKind }) => unitKind === 'privateUnit') ? [PRIVATE_ECONOMY] : []),
  );
}

/**
 * The entries that count: verified as E27 says, a public course once a person (E28). Of a course passed more than once the
 * earliest year is credited, and in it the larger entry; never more than the credit of the programme.
 */
export function creditedHours(dossier: Dossier, { programme }: Situation): Credit[] {
  const counting = dossier.hours
    .map((fact, at) => ({ at, fact }))
    .filter(({ fact }) => flawOf(fact, dossier, programme) === null);
  const credited = new Map<string, Credit>();
  const others: Credit[] = [];
  for (const { at, fact } of counting) {
    if (fact.publicCourse === null) {
      others.push({ at, fact, hours: fact.hours });
      continue;
    }
    const hours = Math.min(fact.hours, programme.rules.ceHours.publicCourseCredit.value);
    const known = credited.get(fact.publicCourse);
    const earlier =
      known === undefined || fact.year < known.fact.year || (fact.year === known.fact.year && hours > known.hours);
    if (earlier) credited.set(fact.publicCourse, { at, fact, hours });
  }
  return [...others, ...credited.values()];
}

/** Whose seal hours of a claim's series need (四(三)): the health authority's in health, wherever the post is. */
export function authorityOfHours(series: string, { duties }: Pick<Programme, 'duties'>): string {
  const { reviewer, reviewerOfSeries } = duties['1-8'];
  return reviewerOfSeries?.[series] ?? reviewer;
}

/** Why an entry does not count towards a claim; null where it does (E27). */
export function flawOf(
  { verified }: HoursFact,
  { claim }: Dossier,
  { duties }: Pick<Programme, 'duties'>,
): HoursFlaw | null {
  if (verified === null) return 'HOURS_NOT_VERIFIED';
  if (verified.by !== authorityOfHours(claim.series, { duties })) return 'HOURS_OF_OTHER_AUTHORITY';
  if (!verified.signed || !verified.sealed) return 'HOURS_NOT_SIGNED_AND_SEALED';
  return verified.on > duties['1-8'].due.toDate ? 'HOURS_VERIFIED_LATE' : null;
}

/** Professional hours asked of a year, in halves: a share of the hours required, not of those done (A12). */
function professionalHours(year: number, required: number, { rules }: Programme): number | null {
  const { num, den, from } = rules.ceHours.professionalShare.value;
  return year < from ? null : Math.ceil((2 * required * num) / den) / 2;
}

/** The highest title of the series claimed; where none is held there, the highest of any. */
function presentTitle(dossier: Dossier, situation: Situation): HeldTitle | null {
  const own = currentTitle(dossier, situation);
  if (own !== null) return own;
  const [highest] = heldTitles(dossier, situation).toSorted(
    (a, b) => rank(b.level) - rank(a.level) || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  );
  return highest ?? null;
}

function startOfWork({ posts }: Dossier, { cutoff }: Situation): PlainDate | null {
  const starts = posts.filter(({ professional, from }) => professional && from <= cutoff).map(({ from }) => from);
  return starts.sort()[0] ?? null;
}

function levelHeldOn(day: PlainDate, dossier: Dossier, situation: Situation): TitleLevel {
  const ranks = heldTitles(dossier, situation)
    .filter(({ since }) => since <= day)
    .map(({ level }) => rank(level));
  return titleLevels[Math.max(0, ...ranks)] ?? 'JUNIOR';
}

function rank(level: TitleLevel): number {
  return titleLevels.indexOf(level);
}

function sum(credits: readonly Credit[], counts: (fact: HoursFact) => boolean): number {
  return credits.filter(({ fact }) => counts(fact)).reduce((total, { hours }) => total + hours, 0);
}
