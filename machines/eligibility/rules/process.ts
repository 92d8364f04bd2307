import type { Rule, RuleId } from '../rule.ts';

/** Rules E35–E43 of domain §4. */
export const processRules = {} satisfies Partial<Record<RuleId, Rule>>;
