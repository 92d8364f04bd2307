import type { Rule, RuleId } from '../rule.ts';

/** Rules E08–E15 of domain §4. */
export const educationRules = {} satisfies Partial<Record<RuleId, Rule>>;
