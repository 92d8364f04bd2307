import { ask } from './ask.ts';
import type { Dossier } from './dossier.ts';
import { type RouteId, routeIds } from './route-ids.ts';
import type { Finding, RuleId, Situation } from './rule.ts';

/**
 * The ways to a title (domain §4, §2.2), and which of them is open to somebody. Rules of the course of an application (E35–E37,
 * E40, E43) belong to no way: each decides the act it is about.
 */

interface Way {
  /** What opens it: one of these has to hold, and holding of none is not enough. */
  readonly openedBy: readonly RuleId[];
  /** What else must not fail. */
  readonly needs: readonly RuleId[];
}

/** Asked of everybody, whichever way: bars, uploads, who may apply, a committee that takes the case. */
const always: readonly RuleId[] = ['E29', 'E30', 'E31', 'E32', 'E33', 'E34', 'E38', 'E39', 'E41'];

/** Asked for on the way up, however it is gone: a year below (一(一)5), and no examination in place of the review (一(六)1). */
const upwards: readonly RuleId[] = ['E07', 'E07b', 'E21'];
const hours: readonly RuleId[] = ['E25', 'E26', 'E27'];
/** An education that leads there, years in the title below with those that a mismatched specialty adds, and what such a title is. */
const years: readonly RuleId[] = ['E06', 'E08', 'E11', 'E12', 'E14', 'E22', 'E23'];

/** E42 stands with the ways that go step by step; the others lead past the steps (令40 第14条). */
export const ways: Readonly<Record<RouteId, Way>> = {
  ORDINARY: { openedBy: [], needs: [...upwards, ...hours, ...years, 'E09', 'E15', 'E42'] },
  GRASSROOTS_YEARS: { openedBy: ['E01', 'E02'], needs: [...upwards, ...hours, 'E09'] },
  DIRECT_BY_DEGREE: { openedBy: ['E03'], needs: [...upwards, ...hours, 'E09'] },
  CERTIFICATE: { openedBy: ['E17'], needs: [...upwards, ...hours, 'E18'] },
  // 破格 is for want of education: how what is held counts is not asked (E09).
  EXCEPTIONAL: { openedBy: ['E08'], needs: [...upwards, ...hours, ...years] },
  // 一(四): no step, and hours are no condition.
  GREEN_CHANNEL: { openedBy: ['E20'], needs: [...upwards, 'E09'] },
  SKILLED_TALENT: { openedBy: ['E19'], needs: [...upwards, ...hours, 'E42'] },
  GRASSROOTS_DEPUTY_SENIOR: { openedBy: ['E06'], needs: [...upwards, ...hours, ...years, 'E09', 'E15', 'E42'] },
  // The same level in another series: no promotion, and so no years in a title below.
  SERIES_TRANSFER: { openedBy: ['E13'], needs: [...hours, 'E09', 'E21'] },
};

/** Every rule a way asks of: what opens it, what is asked of everybody, and what else it needs. In the order of their numbers. */
export function needsOf(route: RouteId): RuleId[] {
  const { openedBy, needs } = ways[route];
  return [...new Set([...openedBy, ...always, ...needs])].sort();
}

/** What the ordinary way needs and this one does not. */
export function waivedBy(route: RouteId): RuleId[] {
  const needs = needsOf(route);
  return needsOf('ORDINARY').filter((rule) => !needs.includes(rule));
}

export interface RouteStanding {
  readonly route: RouteId;
  readonly open: boolean;
  readonly needs: readonly RuleId[];
  /** What keeps it closed: what failed, and where nothing opens it, what might have. */
  readonly closedBy: readonly Finding[];
  /** What a person has to decide before it is sure. */
  readonly judged: readonly Finding[];
}

/**
 * Every way, open or closed, in the order of the list. Rules answer for the way that is claimed, so for the others they are
 * asked again as if that one were; `findings` are those of the claim as it stands.
 */
export function routesOf(
  findings: Readonly<Record<RuleId, Finding>>,
  dossier: Dossier,
  situation: Situation,
): readonly RouteStanding[] {
  return routeIds.map((route) => {
    if (route === dossier.claim.route) return standing(route, (rule) => findings[rule]);
    const supposed = claiming(dossier, route);
    return standing(route, (rule) => ask(rule, supposed, situation));
  });
}

/** The dossier as if another way were claimed; only the grassroots deputy-senior counts in the grassroots alone (一(一)4). */
function claiming(dossier: Dossier, route: RouteId): Dossier {
  const scope = route === 'GRASSROOTS_DEPUTY_SENIOR' ? 'GRASSROOTS_PROVINCE' : 'ORDINARY';
  return { ...dossier, claim: { ...dossier.claim, route, scope } };
}

function standing(route: RouteId, found: (rule: RuleId) => Finding): RouteStanding {
  const { openedBy } = ways[route];
  const needs = needsOf(route);
  const opening = openedBy.map(found);
  const others = needs.filter((rule) => !openedBy.includes(rule)).map(found);
  const opens = (finding: Finding) => finding.outcome === 'PASS' || finding.outcome === 'NEEDS_HUMAN';
  const isOpened = openedBy.length === 0 || opening.some(opens);
  const isSure = openedBy.length === 0 || opening.some(({ outcome }) => outcome === 'PASS');
  const closedBy = [...(isOpened ? [] : unopened(opening)), ...others.filter(({ outcome }) => outcome === 'FAIL')];
  const judged = [...(isSure ? [] : opening), ...others].filter(({ outcome }) => outcome === 'NEEDS_HUMAN');
  return { route, open: closedBy.length === 0, needs, closedBy, judged };
}

/** What failed to open a way; where nothing failed, all that might have. */
function unopened(opening: readonly Finding[]): readonly Finding[] {
  const failed = opening.filter(({ outcome }) => outcome === 'FAIL');
  return failed.length > 0 ? failed : opening;
}
