import type { GazetteProblem } from '../gazette.ts';
import type { Text } from '../programme-entries.ts';

/** What is wrong with a gazette. `{name}` stands for a part of the finding. */
export const gazetteWords: Readonly<Record<GazetteProblem['code'], Text>> = {
  NO_DAYS: { zh: '没有写明任何日期', en: 'no day is named' },
  PUBLISHED_AFTER_YEAR: { zh: '发布日 {published} 晚于所定年度', en: '{published} lies after the year it is for' },
  OUTSIDE_YEAR: { zh: '{date} 不在所定年度及上年 12 月内', en: '{date} lies outside its year and the December before' },
  OFF_TWICE: { zh: '{date} 两次列为放假', en: '{date} is named off twice' },
  WORK_TWICE: { zh: '{date} 两次列为上班', en: '{date} is named as worked twice' },
  OFF_AND_WORK: { zh: '{date} 既列为放假又列为上班', en: '{date} is named both off and worked' },
  WORKED_ANYWAY: { zh: '{date} 本是工作日，无须列为上班', en: '{date} is no weekend and is worked anyway' },
  OFF_ANYWAY: {
    zh: '{date} 是周末且不与放假日相连，本不上班',
    en: '{date} is a weekend with no weekday off beside it',
  },
  UNBALANCED: {
    zh: '放假的工作日减去调休上班日为 {found} 天，应为 {granted} 天',
    en: 'weekdays off less make-up workdays are {found}, the regulation grants {granted}',
  },
};
