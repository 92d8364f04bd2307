import type { dutyEvents } from '../duty/events.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const dutyWords: LifecycleWords<keyof typeof dutyEvents> = {
  name: { zh: '报表事项', en: 'duty' },
  parts: {
    unopened: { zh: '尚未布置', en: 'not set yet' },
    underway: { zh: '办理中', en: 'underway' },
    'underway.stage': { zh: '环节', en: 'stage' },
    'underway.stage.submitted': { zh: '已报送', en: 'handed in' },
    'underway.stage.underReview': { zh: '审核中', en: 'under review' },
    'underway.season': { zh: '年度', en: 'season' },
    'underway.season.running': { zh: '年度进行中', en: 'the season runs' },
  },
  states: {
    ahead: { zh: '等待年度开始', en: 'waiting for the season' },
    owed: { zh: '应报送', en: 'owed' },
    'submitted.inTime': { zh: '已报送，待受理', en: 'handed in, to be taken up' },
    'submitted.late': { zh: '已报送，逾期未受理', en: 'handed in, not taken up in time' },
    'underReview.inTime': { zh: '审核中，期限内', en: 'under review, in time' },
    'underReview.late': { zh: '审核逾期', en: 'review overdue' },
    returned: { zh: '已退回，待重报', en: 'sent back' },
    overdue: { zh: '逾期未报', en: 'overdue' },
    accepted: { zh: '已审核通过', en: 'accepted' },
    acceptedLate: { zh: '逾期报送，已说明理由通过', en: 'accepted late, with a reason' },
    fulfilled: { zh: '已履行', en: 'fulfilled' },
    fulfilledLate: { zh: '逾期履行', en: 'fulfilled late' },
    unfulfilled: { zh: '未履行', en: 'not fulfilled' },
  },
  events: {
    open: { zh: '布置报表', en: 'set the duty' },
    handIn: { zh: '报送', en: 'hand in' },
    takeUp: { zh: '受理报表', en: 'take up' },
    accept: { zh: '审核通过报表', en: 'accept' },
    acceptLate: { zh: '逾期通过报表', en: 'accept late' },
    sendBack: { zh: '退回报表', en: 'send back' },
  },
};
