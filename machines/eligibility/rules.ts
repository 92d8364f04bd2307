import type { Rule, RuleId } from './rule.ts';
import { disciplineRules } from './rules/discipline.ts';
import { educationRules } from './rules/education.ts';
import { grassrootsRules } from './rules/grassroots.ts';
import { hoursRules } from './rules/hours.ts';
import { processRules } from './rules/process.ts';
import { qualificationRules } from './rules/qualifications.ts';

/** The rules by their number (domain §4). */
export const rules = {
  ...grassrootsRules,
  ...educationRules,
  ...qualificationRules,
  ...hoursRules,
  ...disciplineRules,
  ...processRules,
} satisfies Readonly<Record<RuleId, Rule>>;
