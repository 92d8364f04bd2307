import type { Reason } from '../../eligibility/reasons.ts';
import type { Text } from '../../programme-entries.ts';
import { disciplineWords } from './discipline.ts';
import { educationWords } from './education.ts';
import { grassrootsWords } from './grassroots.ts';
import { hoursWords } from './hours.ts';
import { processWords } from './process.ts';
import { qualificationWords } from './qualifications.ts';

/** Why a rule of eligibility does not simply pass. `{name}` stands for a parameter of the finding. */
export const findingWords: Readonly<Record<Reason, Text>> = {
  FACT_MISMATCH: {
    zh: '所依据的信息({lists})与来源核验不一致，由人工核实，不自动否决',
    en: 'what it rests on ({lists}) differs from what its source says: a person looks into it, nothing is refused for it',
  },
  ...grassrootsWords,
  ...educationWords,
  ...qualificationWords,
  ...hoursWords,
  ...disciplineWords,
  ...processWords,
};
