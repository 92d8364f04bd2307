import type { Clause } from '../lifecycle.ts';
import type { Dossier } from './dossier.ts';
import type { Reason } from './reasons.ts';
import type { FactRef, Finding, Outcome, Params, RuleId, Worked } from './rule.ts';

/** What every finding of a rule says, whatever its outcome. */
export interface Ground {
  readonly rule: RuleId;
  readonly clause: Clause;
  readonly facts?: readonly FactRef[];
  readonly arithmetic?: readonly Worked[];
}

export function passed(ground: Ground): Finding {
  return found(ground, 'PASS', null, {});
}

export function failed(ground: Ground, reason: Reason, params: Params = {}): Finding {
  return found(ground, 'FAIL', reason, params);
}

/** A person decides, and it is recorded: the reason says what about. */
export function forHuman(ground: Ground, reason: Reason, params: Params = {}): Finding {
  return found(ground, 'NEEDS_HUMAN', reason, params);
}

/** The rule says nothing about this person and claim; the reason may say why. */
export function notApplicable(ground: Ground, reason: Reason | null = null, params: Params = {}): Finding {
  return found(ground, 'NOT_APPLICABLE', reason, params);
}

function found(
  { rule, clause, facts = [], arithmetic = [] }: Ground,
  outcome: Outcome,
  reason: Reason | null,
  params: Params,
): Finding {
  return { rule, outcome, reason, params, clause, facts, arithmetic };
}

type ListName = {
  [K in keyof Dossier]: Dossier[K] extends readonly { entry: number | null }[] ? K : never;
}[keyof Dossier];

/** References to facts of one list, by a test on each. */
export function factsOf<L extends ListName>(
  dossier: Dossier,
  list: L,
  uses: (fact: Dossier[L][number]) => boolean = () => true,
): FactRef[] {
  const facts: readonly Dossier[L][number][] = dossier[list];
  return facts.flatMap((fact, at) =>
    uses(fact) ? [{ of: list, at, entry: fact.entry, standing: fact.standing }] : [],
  );
}

/** References to a fact of which there is one. */
export function factOf(dossier: Dossier, name: 'born' | 'employment' | 'talent'): FactRef[] {
  const fact = dossier[name];
  return fact === null ? [] : [{ of: name, at: null, entry: fact.entry, standing: fact.standing }];
}

/** References to an item of the checklist, where it is attached. */
export function documentOf(dossier: Dossier, item: string): FactRef[] {
  const at = dossier.documents.indexOf(item);
  return at < 0 ? [] : [{ of: 'documents', at, entry: null, standing: 'ATTACHED' }];
}
