import type { matterEvents } from '../matter/matter.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const matterWords: LifecycleWords<keyof typeof matterEvents> = {
  name: { zh: '异议和投诉', en: 'objection or complaint' },
  parts: { unopened: { zh: '尚未提出', en: 'not raised yet' } },
  states: {
    underInquiry: { zh: '核查中', en: 'being looked into' },
    overdue: { zh: '逾期未答复', en: 'not answered in time' },
    dismissed: { zh: '不成立', en: 'dismissed' },
    upheld: { zh: '成立', en: 'upheld' },
    lapsed: { zh: '因案件终结而失效', en: 'lapsed with its case' },
  },
  events: {
    open: { zh: '提出', en: 'raise' },
    answer: { zh: '答复', en: 'answer' },
    lapse: { zh: '失效', en: 'lapse' },
    extendAnswer: { zh: '延长答复期限', en: 'extend the time to answer' },
  },
};
