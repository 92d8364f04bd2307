import type { TitleLevel, titleScopes } from '../programme-entries.ts';
import { addDays, DAY_MS, type PlainDate } from '../time.ts';
import { daysOf } from './counting.ts';
import { type Dossier, type EducationLevel, educationLevels } from './dossier.ts';
import { authorityOfHours, flawOf } from './hours-ledger.ts';
import type { Situation } from './rule.ts';

/** What somebody could still do, or have done, so that a rule no longer fails: the closed list, and what each comes to. */

/** The kinds, from what asks least of a person to what asks most. */
export const changeKinds = [
  'claimScope',
  'attach',
  'check',
  'verifyHours',
  'filePosts',
  'recogniseTalent',
  'study',
  'achieve',
  'addReferee',
  'beAssessed',
  'signContract',
  'takeProfessionalPost',
  'takePost',
  'wait',
  'serve',
  'obtainSkill',
  'obtainCertificate',
  'obtainTitle',
  'graduate',
] as const;

/** Which day moves as time goes by: the one of the act (bars), or the one that years are counted to (五(四)). */
export type Clock = 'ACT' | 'CUTOFF';

export type Change =
  /** Claim the title with the other scope (E06). */
  | { readonly kind: 'claimScope'; readonly scope: (typeof titleScopes)[number] }
  /** Attach an item of the checklist. */
  | { readonly kind: 'attach'; readonly item: string }
  /** Have an item checked, and the conclusion signed and sealed (E43). */
  | { readonly kind: 'check'; readonly item: string }
  /** Have every entry of a year verified, signed and sealed by whose office it is, by the day form 1-8 is due (E27). */
  | { readonly kind: 'verifyHours'; readonly year: number }
  /** Have the unit hand in form 1-7 with a free post (E06). */
  | { readonly kind: 'filePosts' }
  /** Be recognised as urgently needed or high-level (E20). */
  | { readonly kind: 'recogniseTalent' }
  /** So many hours more for a year, verified (E25, E26). */
  | { readonly kind: 'study'; readonly year: number; readonly course: 'PROFESSIONAL'; readonly hours: number }
  /** An achievement of a day later than this one (E18). */
  | { readonly kind: 'achieve'; readonly after: PlainDate }
  /** So many referees more of the level and field that count (E08). */
  | { readonly kind: 'addReferee'; readonly count: number }
  /** Be assessed as 合格 or better for a year (E13). */
  | { readonly kind: 'beAssessed'; readonly year: number }
  | { readonly kind: 'signContract' }
  /** Be put on a professional post by the employer (E20, E39). */
  | { readonly kind: 'takeProfessionalPost' }
  /** Take up a professional post in the series and specialty claimed, by the cut-off; in a township where it says so. */
  | { readonly kind: 'takePost'; readonly township: boolean }
  /** Let so many days pass, of the day of the act or of the cut-off. */
  | { readonly kind: 'wait'; readonly days: number; readonly clock: Clock }
  /** Serve so many days in a township after the cut-off; a later one then counts them (E01, E07, E07b). */
  | { readonly kind: 'serve'; readonly days: number }
  | { readonly kind: 'obtainSkill'; readonly level: Dossier['skills'][number]['level'] }
  | { readonly kind: 'obtainCertificate'; readonly certificate: string; readonly specialty: string }
  /** Be given an ordinary title by review, or by transfer, by the cut-off. */
  | { readonly kind: 'obtainTitle'; readonly series: string; readonly level: TitleLevel }
  /** Complete studies of a level, with the diploma, by the cut-off. */
  | { readonly kind: 'graduate'; readonly level: EducationLevel; readonly specialty: string };
export type ChangeKind = (typeof changeKinds)[number];

/** What a rule is asked of. */
export interface Affairs {
  readonly dossier: Dossier;
  readonly situation: Situation;
}

/** The state of affairs once changes were made, one after the other. */
export function changed(affairs: Affairs, changes: readonly Change[]): Affairs {
  return changes.reduce(applied, affairs);
}

/** The state of affairs once a change was made. Nothing that was there is taken out of the dossier. */
export function applied(affairs: Affairs, change: Change): Affairs {
  const { dossier, situation } = affairs;
  switch (change.kind) {
    case 'wait': {
      const from = change.clock === 'ACT' ? situation.on : situation.cutoff;
      return { dossier, situation: movedTo(situation, change.clock, addDays(from, change.days)) };
    }
    case 'serve':
      return {
        dossier: served(dossier, situation, change.days),
        situation: movedTo(situation, 'CUTOFF', addDays(situation.cutoff, change.days)),
      };
    case 'check':
      return { dossier, situation: checked(situation, change.item) };
    default:
      return { dossier: { ...dossier, ...parts(affairs, change) }, situation };
  }
}

/** A day later, all else as it is: the hour of an act stays what it was. */
export function movedTo(situation: Situation, clock: Clock, day: PlainDate): Situation {
  if (clock === 'CUTOFF') return { ...situation, cutoff: day };
  const { process: course, on } = situation;
  return { ...situation, on: day, process: course && { ...course, at: course.at + daysBetween(on, day) * DAY_MS } };
}

/** Days from one day to another, negative where it is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return daysOf({ from, through: to }) - 1;
}

/** Fewest changes first, then those that ask least of a person by their kinds, then the smallest amounts of the weightiest kinds. */
export function compareChanges(a: readonly Change[], b: readonly Change[]): number {
  const [ours, theirs] = [weights(a), weights(b)];
  const at = ours.findIndex((one, index) => one !== theirs[index]);
  return at < 0 ? 0 : (ours[at] ?? 0) - (theirs[at] ?? 0);
}

function weights(changes: readonly Change[]): number[] {
  const ranked = changes
    .map((change) => [changeKinds.indexOf(change.kind), amountOf(change)] as const)
    .sort(([a, x], [b, y]) => b - a || y - x);
  return [ranked.length, ...ranked.map(([rank]) => rank), ...ranked.map(([, amount]) => amount)];
}

/** How much of its kind a change is: hours, days, persons, the year, the step of an education. */
function amountOf(change: Change): number {
  switch (change.kind) {
    case 'study':
      return change.hours;
    case 'wait':
    case 'serve':
      return change.days;
    case 'addReferee':
      return change.count;
    case 'beAssessed':
      return change.year;
    case 'graduate':
      return educationLevels.indexOf(change.level);
    default:
      return 0;
  }
}

const declared = { entry: null, standing: 'DECLARED' } as const;

type OfTheDossier = Exclude<Change, { kind: 'wait' | 'serve' | 'check' }>;
type Of<K extends ChangeKind> = Extract<Change, { kind: K }>;

/** The parts of the dossier that a change makes others of. */
function parts({ dossier, situation }: Affairs, change: OfTheDossier): Partial<Dossier> {
  const { claim, employment } = dossier;
  switch (change.kind) {
    case 'claimScope':
      return { claim: { ...claim, scope: change.scope } };
    case 'attach':
      return { documents: [...dossier.documents, change.item] };
    case 'verifyHours':
      return { hours: verified(dossier, situation, change.year) };
    case 'study':
      return { hours: [...dossier.hours, studied(dossier, situation, change)] };
    case 'filePosts':
      return { grassrootsPosts: { filedOn: situation.on, free: 1 } };
    case 'recogniseTalent':
      return { talent: dossier.talent && { ...dossier.talent, category: 'URGENTLY_NEEDED' } };
    case 'signContract':
      return { employment: { ...employment, contract: true } };
    case 'takeProfessionalPost':
      return { employment: { ...employment, professionalPost: true } };
    default:
      return facts({ dossier, situation }, change);
  }
}

type OfFacts = Of<
  | 'achieve'
  | 'addReferee'
  | 'beAssessed'
  | 'takePost'
  | 'obtainSkill'
  | 'obtainCertificate'
  | 'obtainTitle'
  | 'graduate'
>;

/** Lists with one fact more. */
function facts({ dossier, situation: { cutoff, programme } }: Affairs, change: OfFacts): Partial<Dossier> {
  const { claim } = dossier;
  switch (change.kind) {
    case 'achieve': {
      const one = { ...declared, kind: 'PROJECT', startedOn: null, achievedOn: addDays(change.after, 1) } as const;
      return { performance: [...dossier.performance, one] };
    }
    case 'addReferee': {
      const { level } = programme.rules.exceptionalReferees.value;
      const one = { ...declared, level, specialty: claim.specialty, related: false };
      const persons = strangers(dossier, change.count);
      return { referees: [...dossier.referees, ...persons.map((person) => ({ ...one, person }))] };
    }
    case 'beAssessed': {
      const one = { ...declared, year: change.year, grade: 'QUALIFIED' } as const;
      return { assessments: [...dossier.assessments, one] };
    }
    case 'takePost':
      return { posts: [...dossier.posts, newPost(dossier, cutoff, change)] };
    case 'obtainSkill': {
      const one = { ...declared, level: change.level, occupation: claim.specialty, issuedOn: cutoff };
      return { skills: [...dossier.skills, one] };
    }
    case 'obtainCertificate': {
      const { certificate, specialty } = change;
      const one = { ...declared, certificate, specialty, issuedOn: cutoff, registration: 'VALID' } as const;
      return { qualifications: [...dossier.qualifications, one] };
    }
    case 'obtainTitle':
      return { titles: [...dossier.titles, newTitle(cutoff, change)] };
    case 'graduate':
      return { education: [...dossier.education, newDiploma(cutoff, change)] };
  }
}

function newPost({ claim, employment }: Dossier, from: PlainDate, { township }: Of<'takePost'>) {
  return {
    ...declared,
    from,
    through: null,
    unitKind: employment.unitKind,
    unitLevel: township ? ('TOWNSHIP' as const) : employment.unitLevel,
    grassroots: township || employment.grassroots,
    professional: true,
    series: claim.series,
    specialty: claim.specialty,
    similarToStudied: false,
  };
}

function newTitle(awardedOn: PlainDate, { series, level }: Of<'obtainTitle'>) {
  return {
    ...declared,
    series,
    level,
    scope: 'ORDINARY' as const,
    basis: 'REVIEW' as const,
    awardedOn,
    originalFrom: null,
    applicationYear: null,
    reviewDelayed: false,
    mismatchDebt: false,
    revokedOn: null,
  };
}

function newDiploma(completedOn: PlainDate, { level, specialty }: Of<'graduate'>) {
  const how = { diploma: true, mode: 'FULL_TIME', technicalClass: null, school: null } as const;
  return { ...declared, ...how, level, specialty, completedOn };
}

function studied(dossier: Dossier, situation: Situation, { year, course, hours }: Of<'study'>) {
  return { ...declared, year, course, hours, publicCourse: null, verified: seal(dossier, situation) };
}

function verified(dossier: Dossier, situation: Situation, year: number): Dossier['hours'] {
  return dossier.hours.map((fact) =>
    fact.year === year && flawOf(fact, dossier, situation.programme) !== null
      ? { ...fact, verified: seal(dossier, situation) }
      : fact,
  );
}

/** Verified on the day of the act, by the office that the ledger of the series belongs to. */
function seal({ claim }: Dossier, { programme, on }: Situation) {
  const health = authorityOfHours(claim.series, programme) === 'healthAuthority';
  return { by: health ? ('healthAuthority' as const) : ('hrssBureau' as const), on, signed: true, sealed: true };
}

function served(dossier: Dossier, { cutoff }: Situation, days: number): Dossier {
  const [from, through] = [addDays(cutoff, 1), addDays(cutoff, days)];
  const one = { ...declared, from, through, township: true, ownSpecialty: true, awards: [] };
  return { ...dossier, service: [...dossier.service, one] };
}

function checked(situation: Situation, item: string): Situation {
  const { process: course, on } = situation;
  if (course === null) return situation;
  const conclusion = { item, conclusion: 'TRUE', reviewer: 'reviewer', on, sealed: true } as const;
  return { ...situation, process: { ...course, conclusions: [...(course.conclusions ?? []), conclusion] } };
}

/** Persons that no letter of the dossier is from yet. */
function strangers({ referees }: Dossier, count: number): string[] {
  const known = new Set(referees.map(({ person }) => person));
  const names = Array.from({ length: count + known.size }, (_, n) => `further-referee-${n + 1}`);
  return names.filter((name) => !known.has(name)).slice(0, count);
}
