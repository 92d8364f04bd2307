import type { Rule, RuleId } from '../rule.ts';

/** Rules E01–E07b of domain §4. */
export const grassrootsRules = {} satisfies Partial<Record<RuleId, Rule>>;
