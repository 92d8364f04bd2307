import { disciplineReasons } from './reasons/discipline.ts';
import { educationReasons } from './reasons/education.ts';
import { grassrootsReasons } from './reasons/grassroots.ts';
import { hoursReasons } from './reasons/hours.ts';
import { processReasons } from './reasons/process.ts';
import { qualificationReasons } from './reasons/qualifications.ts';

/** Why a rule does not simply pass: the closed list, each with its words in `machines/words/eligibility/`. */
export const reasons = [
  /** A fact the rule rests on differs from what its source says (A33): a person looks at it. */
  'FACT_MISMATCH',
  ...grassrootsReasons,
  ...educationReasons,
  ...qualificationReasons,
  ...hoursReasons,
  ...disciplineReasons,
  ...processReasons,
] as const;
export type Reason = (typeof reasons)[number];
