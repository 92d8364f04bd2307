import type { ItemCondition } from '../programme-materials.ts';
import type { PlainDate } from '../time.ts';
import { ask } from './ask.ts';
import type { Dossier } from './dossier.ts';
import { type RouteStanding, routesOf } from './routes.ts';
import type { Finding, RuleId, Situation } from './rule.ts';
import { ruleIds } from './rule-ids.ts';
import { itemConditionsOf } from './rules/uploads.ts';

/**
 * The version of the rules as code, raised whenever a rule may answer otherwise for the same dossier and programme. A case that
 * was decided is never evaluated again under newer rules: what it was decided on is its stamp, and stays.
 */
export const RULES_VERSION = 1;

/** By what, and as of when, somebody was evaluated. */
export interface Stamp {
  readonly programme: string;
  /** The version of the programme in the register: amendments make new ones. */
  readonly programmeVersion: number;
  readonly rulesVersion: number;
  readonly on: PlainDate;
  readonly cutoff: PlainDate;
}

export interface Evaluation {
  readonly stamp: Stamp;
  /** What every rule answers of the claim as it stands, those its way does not need as well. */
  readonly findings: Readonly<Record<RuleId, Finding>>;
  readonly routes: readonly RouteStanding[];
  /** The way that is claimed. */
  readonly chosen: RouteStanding;
  /** Of the chosen way. The course of an application (E35–E37, E40, E43) is told in the findings, and decides its own acts. */
  readonly outcome: 'PASS' | 'FAIL' | 'NEEDS_HUMAN';
  /** Under which further uploads are wanted (E38). */
  readonly conditions: readonly ItemCondition[];
}

/** All rules asked of a dossier, and what follows for every way. Never throws for a dossier that its schema accepts. */
export function evaluate(
  dossier: Dossier,
  situation: Situation,
  { programmeVersion }: { readonly programmeVersion: number },
): Evaluation {
  const { programme, on, cutoff } = situation;
  const found = (rule: RuleId) => ask(rule, dossier, situation);
  const findings = byRule(found);
  const routes = routesOf(findings, dossier, situation);
  const chosen = routes.find(({ route }) => route === dossier.claim.route);
  if (chosen === undefined) throw new RangeError(`no route ${dossier.claim.route}`);
  return {
    stamp: { programme: programme.id, programmeVersion, rulesVersion: RULES_VERSION, on, cutoff },
    findings,
    routes,
    chosen,
    outcome: chosen.open ? (chosen.judged.length > 0 ? 'NEEDS_HUMAN' : 'PASS') : 'FAIL',
    conditions: itemConditionsOf(dossier, situation),
  };
}

/** A value for every rule. */
export function byRule<T>(of: (rule: RuleId) => T): Readonly<Record<RuleId, T>> {
  return Object.fromEntries(ruleIds.map((rule) => [rule, of(rule)])) as Record<RuleId, T>;
}
