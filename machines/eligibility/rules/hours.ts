import type { Rule, RuleId } from '../rule.ts';

/** Rules E23–E28 of domain §4. */
export const hoursRules = {} satisfies Partial<Record<RuleId, Rule>>;
