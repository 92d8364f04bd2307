import type { TitleLevel } from '../../programme-entries.ts';
import { addDays } from '../../time.ts';
import type { Interval } from '../counting.ts';
import type { Dossier } from '../dossier.ts';
import { heldEducation, highestEducation, reaches } from '../education-held.ts';
import { documentOf, factOf, factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Finding, Rule, RuleId, Situation } from '../rule.ts';
import { countService } from '../service-years.ts';
import { postsOn, sameField } from '../specialties.ts';
import { asksForYears, isGrassrootsInstitution, levelBelow } from '../tenure.ts';
import { e07bCountyServiceYear, e07TownshipServiceYear } from './township-service.ts';

/** Rules E01–E07b of domain §4: what service at the grassroots opens, and what it is asked for. */

/**
 * E01 (一(一)2): intermediate directly, after 4, 6 or 9 years in a township in one's own specialty, by the line most favourable
 * among the educations held at the cut-off (A07). Years graded below 合格 are struck out; a mismatched specialty adds none
 * (A45). The way is open as well where E02 passes.
 */
export function e01GrassrootsYears(dossier: Dossier, situation: Situation): Finding {
  const { programme, cutoff } = situation;
  const { grassrootsYears } = programme.rules;
  const below = dossier.assessments.filter(({ grade }) => grade === 'BASICALLY_QUALIFIED' || grade === 'UNQUALIFIED');
  const ground: Ground = {
    rule: 'E01',
    clause: grassrootsYears.clause,
    facts: [
      ...factsOf(dossier, 'education'),
      ...factsOf(dossier, 'posts', ({ unitLevel }) => unitLevel === 'TOWNSHIP'),
      ...factsOf(dossier, 'service', ({ township }) => township),
      ...factsOf(dossier, 'assessments', (fact) => below.includes(fact)),
    ],
  };
  if (dossier.claim.route !== 'GRASSROOTS_YEARS') return notApplicable(ground);
  if (dossier.claim.level !== 'INTERMEDIATE') return notOfRoute(ground, dossier.claim.level, 'INTERMEDIATE');
  const highest = highestEducation(dossier, situation);
  if (reaches(highest, 'MASTER') && isAtGrassroots(dossier, situation))
    return notApplicable(ground, 'MASTER_NEEDS_NO_YEARS');
  const line = lineOf(dossier, situation);
  if (line === null) return failed(ground, 'EDUCATION_NOT_OF_LINE');
  const needed = grassrootsYears.value[line];
  const { enough, worked } = countService(yearsInOwnSpecialty(dossier, situation), {
    cutoff,
    years: needed,
    struck: below.map(({ year }) => year),
  });
  const counted = { ...ground, arithmetic: [worked] };
  return enough ? passed(counted) : failed(counted, 'GRASSROOTS_YEARS_SHORT', { education: line, needed });
}

/** E02 (一(一)2): a master on a professional post at the grassroots at the cut-off applies for intermediate without a year. */
export function e02MasterAtGrassroots(dossier: Dossier, situation: Situation): Finding {
  const ground: Ground = {
    rule: 'E02',
    clause: situation.programme.rules.grassrootsYears.clause,
    facts: [
      ...factsOf(dossier, 'education'),
      ...factsOf(dossier, 'posts', ({ unitLevel }) => unitLevel === 'TOWNSHIP'),
    ],
  };
  if (dossier.claim.route !== 'GRASSROOTS_YEARS') return notApplicable(ground);
  const degrees = heldEducation(dossier, situation).filter(({ level }) => reaches(level, 'MASTER'));
  if (degrees.length === 0) return notApplicable(ground, 'NO_MASTERS_DEGREE');
  if (dossier.claim.level !== 'INTERMEDIATE') return notOfRoute(ground, dossier.claim.level, 'INTERMEDIATE');
  if (!isAtGrassroots(dossier, situation)) return failed(ground, 'NOT_AT_GRASSROOTS');
  return degrees.some(({ diploma }) => diploma) ? passed(ground) : forHuman(ground, 'DEGREE_WITHOUT_DIPLOMA');
}

/**
 * E03 (一(五)): doctors to deputy-senior, masters to intermediate, on the employer's decision; what a lower degree leads to a
 * higher one leads to as well.
 */
export function e03DirectByDegree(dossier: Dossier, situation: Situation): Finding {
  const { value, clause } = situation.programme.rules.directByDegree;
  const { claim, employment } = dossier;
  const ground: Ground = {
    rule: 'E03',
    clause,
    facts: [
      ...factsOf(dossier, 'education'),
      ...factOf(dossier, 'employment'),
      ...documentOf(dossier, DIRECT_DECISION),
    ],
  };
  if (claim.route !== 'DIRECT_BY_DEGREE') return notApplicable(ground);
  if (employment.civilServiceManaged) return notApplicable(ground, 'EMPLOYER_NOT_OF_ROUTE');
  const least = claim.level === value.MASTER ? 'MASTER' : claim.level === value.DOCTOR ? 'DOCTOR' : null;
  if (least === null) return notOfRoute(ground, claim.level, `${value.MASTER} ${value.DOCTOR}`);
  const degrees = heldEducation(dossier, situation).filter(({ level }) => reaches(level, least));
  if (degrees.length === 0) return failed(ground, 'DEGREE_TOO_LOW', { level: claim.level });
  if (!dossier.documents.includes(DIRECT_DECISION)) return failed(ground, 'DIRECT_DECISION_MISSING');
  if (employment.unitKind === 'personnelAgency')
    return forHuman(ground, 'EMPLOYER_UNCLEAR', { unitKind: employment.unitKind });
  return degrees.some(({ diploma }) => diploma) ? passed(ground) : forHuman(ground, 'DEGREE_WITHOUT_DIPLOMA');
}

/**
 * E04 (一(一)3): three consecutive years of 优秀 at the grassroots are an achievement. PASS adds one; without them the rule says
 * nothing, and nothing is refused for it. Where somebody was in a year is told by its last day, as A27.
 */
export function e04ConsecutiveExcellence(dossier: Dossier, situation: Situation): Finding {
  const { value: needed, clause } = situation.programme.rules.consecutiveExcellentYears;
  const excellent = [...new Set(dossier.assessments.map(({ year }) => year))].filter((year) =>
    isExcellentAtGrassroots(dossier, year),
  );
  const run = (last: number) => Array.from({ length: needed }, (_, back) => last - back);
  const last = excellent
    .filter((year) => `${year}-12-31` <= situation.cutoff && run(year).every((one) => excellent.includes(one)))
    .sort((a, b) => b - a)[0];
  const ground: Ground = {
    rule: 'E04',
    clause,
    facts: [
      ...factsOf(dossier, 'assessments', ({ grade }) => grade === 'EXCELLENT'),
      ...factsOf(dossier, 'posts', ({ unitLevel }) => unitLevel === 'TOWNSHIP'),
    ],
  };
  if (last === undefined) return notApplicable(ground, 'EXCELLENT_YEARS_MISSING', { needed });
  return passed({ ...ground, arithmetic: [{ code: 'COUNTED', params: { count: needed, needed } }] });
}

/**
 * E05 (一(一)1): what was achieved and awarded during registered service at the grassroots counts as work in one's own
 * specialty. How much it weighs is the committee's to say.
 */
export function e05ServiceAsOwnWork(dossier: Dossier, situation: Situation): Finding {
  const begun = dossier.service.filter(({ from }) => from <= situation.cutoff);
  const ground: Ground = {
    rule: 'E05',
    clause: '一(一)1',
    facts: [...factsOf(dossier, 'service', (fact) => begun.includes(fact)), ...factsOf(dossier, 'performance')],
  };
  if (begun.length === 0) return notApplicable(ground);
  const { results, awards } = countedAsOwnWork(dossier, situation);
  const others = begun.reduce((sum, one) => sum + one.awards.length, 0) - awards;
  return forHuman(ground, 'SERVICE_FOR_COMMITTEE', { results, awards, others });
}

/** What E05 tags as one's own work: achievements and awards of days within a registered service. */
export function countedAsOwnWork(dossier: Dossier, { cutoff }: Situation): { results: number; awards: number } {
  const within = ({ from, through }: Interval, day: string) =>
    from <= day && day <= cutoff && (through === null || day <= through);
  const results = dossier.performance.filter(({ achievedOn }) =>
    dossier.service.some((one) => within(one, achievedOn)),
  );
  const awards = dossier.service.flatMap((one) => one.awards.filter((day) => within(one, day)));
  return { results: results.length, awards: awards.length };
}

/**
 * E06 (一(一)4): deputy-senior for the grassroots, within the posts of form 1-7 handed in by its day. It counts there only, so
 * nobody goes on to full senior from it.
 */
export function e06GrassrootsDeputySenior(dossier: Dossier, situation: Situation): Finding {
  const { clause, toDate: due } = situation.programme.duties['1-7'].due;
  const { claim, grassrootsPosts } = dossier;
  const ground: Ground = {
    rule: 'E06',
    clause,
    facts: [
      ...factOf(dossier, 'employment'),
      ...factsOf(dossier, 'titles', ({ scope }) => scope === 'GRASSROOTS_PROVINCE'),
      ...(grassrootsPosts === null
        ? []
        : [{ of: 'grassrootsPosts', at: null, entry: null, standing: 'MATCH' } as const]),
    ],
  };
  if (claim.route !== 'GRASSROOTS_DEPUTY_SENIOR' && claim.scope !== 'GRASSROOTS_PROVINCE')
    return restsOnGrassrootsTitle(dossier, situation)
      ? failed(ground, 'GRASSROOTS_TITLE_NO_BASIS')
      : notApplicable(ground);
  if (claim.level !== 'DEPUTY_SENIOR') return notOfRoute(ground, claim.level, 'DEPUTY_SENIOR');
  if (claim.scope !== 'GRASSROOTS_PROVINCE') return failed(ground, 'SCOPE_NOT_GRASSROOTS');
  if (!isGrassrootsInstitution(dossier)) return failed(ground, 'NOT_GRASSROOTS_INSTITUTION');
  if (grassrootsPosts === null) return failed(ground, 'GRASSROOTS_POSTS_MISSING');
  const { filedOn, free } = grassrootsPosts;
  if (filedOn > due) return failed(ground, 'GRASSROOTS_POSTS_LATE', { filedOn, due });
  const counted: Ground = { ...ground, arithmetic: [{ code: 'COUNTED', params: { count: free, needed: 1 } }] };
  return free >= 1 ? passed(counted) : failed(counted, 'GRASSROOTS_POSTS_TAKEN');
}

/** The item of the checklist in which an employer decides on a direct application (一(五)). */
const DIRECT_DECISION = 'direct-decision';

function notOfRoute(ground: Ground, level: TitleLevel, possible: string): Finding {
  return failed(ground, 'LEVEL_NOT_OF_ROUTE', { level, possible });
}

/** On a professional post in a township or below at the cut-off (A26). */
function isAtGrassroots(dossier: Dossier, { cutoff }: Situation): boolean {
  return postsOn(dossier, cutoff).some(({ unitLevel }) => unitLevel === 'TOWNSHIP');
}

/** The line of 4, 6 or 9 years: of the highest education; who holds more than a bachelor's has that as well. */
function lineOf(dossier: Dossier, situation: Situation) {
  const highest = highestEducation(dossier, situation);
  const lines = ['BACHELOR', 'COLLEGE', 'SECONDARY'] as const;
  return lines.find((line) => reaches(highest, line)) ?? null;
}

/** Posts and registered service in a township, in the specialty that is claimed. */
function yearsInOwnSpecialty(dossier: Dossier, { programme }: Situation): Interval[] {
  const posts = dossier.posts.filter(
    ({ unitLevel, professional, specialty }) =>
      unitLevel === 'TOWNSHIP' && professional && sameField(specialty, dossier.claim.specialty, programme.tables),
  );
  return [...posts, ...dossier.service.filter(({ township, ownSpecialty }) => township && ownSpecialty)];
}

/** Graded 优秀 and nothing else, on a post in a township or below on the last day of the year. */
function isExcellentAtGrassroots(dossier: Dossier, year: number): boolean {
  return (
    dossier.assessments.every((one) => one.year !== year || one.grade === 'EXCELLENT') &&
    postsOn(dossier, addDays(`${year + 1}-01-01`, -1)).some(({ unitLevel }) => unitLevel === 'TOWNSHIP')
  );
}

/** Whether of the level below, in the series claimed, nothing is held but a title for the grassroots only. */
function restsOnGrassrootsTitle(dossier: Dossier, { on, cutoff }: Situation): boolean {
  if (!asksForYears(dossier)) return false;
  const below = dossier.titles.filter(
    ({ series, level, awardedOn, revokedOn }) =>
      series === dossier.claim.series &&
      level === levelBelow(dossier.claim.level) &&
      awardedOn <= cutoff &&
      (revokedOn === null || revokedOn > on),
  );
  return below.length > 0 && below.every(({ scope }) => scope === 'GRASSROOTS_PROVINCE');
}

export const grassrootsRules = {
  E01: e01GrassrootsYears,
  E02: e02MasterAtGrassroots,
  E03: e03DirectByDegree,
  E04: e04ConsecutiveExcellence,
  E05: e05ServiceAsOwnWork,
  E06: e06GrassrootsDeputySenior,
  E07: e07TownshipServiceYear,
  E07b: e07bCountyServiceYear,
} satisfies Partial<Record<RuleId, Rule>>;
