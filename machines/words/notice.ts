import type { NoticeEventName } from '../notice/events.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const noticeWords: LifecycleWords<NoticeEventName> = {
  name: { zh: '公示', en: 'notice of publicity' },
  parts: { unopened: { zh: '尚未拟制', en: 'not drafted yet' } },
  states: {
    drafted: { zh: '已拟制，待张贴', en: 'drafted' },
    posted: { zh: '公示中', en: 'on show' },
    toBeProved: { zh: '期满，待证明全程张贴', en: 'its days are over, to be proved' },
    unproved: { zh: '期满，逾期未证明', en: 'its days are over, the proof overdue' },
    closed: { zh: '公示期满', en: 'shown whole' },
    takenDown: { zh: '已撤下', en: 'taken down' },
    discarded: { zh: '草稿作废', en: 'discarded' },
  },
  events: {
    open: { zh: '拟制公示', en: 'draft' },
    post: { zh: '张贴', en: 'post' },
    discard: { zh: '作废', en: 'discard' },
    delist: { zh: '移出名单', en: 'take a case off the list' },
    takeDown: { zh: '撤下', en: 'take down' },
    reportGap: { zh: '记录中断', en: 'report an interruption' },
    conclude: { zh: '证明全程张贴', en: 'conclude' },
  },
};
