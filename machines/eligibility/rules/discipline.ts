import type { Rule, RuleId } from '../rule.ts';

/** Rules E29–E34 of domain §4. */
export const disciplineRules = {} satisfies Partial<Record<RuleId, Rule>>;
