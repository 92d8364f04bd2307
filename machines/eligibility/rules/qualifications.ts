import type { Rule, RuleId } from '../rule.ts';

/** Rules E16–E22 of domain §4. */
export const qualificationRules = {} satisfies Partial<Record<RuleId, Rule>>;
