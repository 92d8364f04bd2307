import type { Reason } from '../../eligibility/reasons.ts';
import type { Text } from '../../programme-entries.ts';
import { disciplineWords } from './discipline.ts';
import { educationWords } from './education.ts';
import { grassrootsWords } from './grassroots.ts';
import { hoursWords } from './hours.ts';
import { processWords } from './process.ts';
import { qualificationWords } from './qualifications.ts';

/** Why a rule does not simply hold, by reason. `{name}` stands for a parameter of the finding. */
export const reasonWords: Readonly<Record<Reason, Text>> = {
  FACT_MISMATCH: {
    zh: '所据事实与核验结果不一致，须由人工核对：{lists}',
    en: 'facts it rests on differ from their source, and a person looks at them: {lists}',
  },
  ...grassrootsWords,
  ...educationWords,
  ...qualificationWords,
  ...hoursWords,
  ...disciplineWords,
  ...processWords,
};
