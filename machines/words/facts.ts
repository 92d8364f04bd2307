import type { ApplicationEventName, applicationEvents } from '../application/events.ts';
import type { certificateEvents } from '../certificate/certificate.ts';
import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

/** What has happened: the past tense of each command (design §5). A deadline that has come keeps its own name. */

type ApplicationFact = (typeof applicationEvents)[ApplicationEventName]['past'];
type CertificateFact = (typeof certificateEvents)[keyof typeof certificateEvents]['past'];

const application: Readonly<Record<ApplicationFact, Text>> = {
  opened: { zh: '已新增申报', en: 'opened' },
  submitted: { zh: '已点击申报', en: 'submitted' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  verified: { zh: '材料审查已通过', en: 'materials verified' },
  returned: { zh: '已退回整改', en: 'returned for correction' },
  resubmitted: { zh: '整改后已提交', en: 'resubmitted' },
  recommended: { zh: '已推荐', en: 'recommended' },
  declined: { zh: '不予推荐', en: 'not recommended' },
  pushed: { zh: '已审核推送', en: 'pushed' },
  received: { zh: '材料已收取', en: 'received' },
  policyPassed: { zh: '政策性审查已通过', en: 'policy review passed' },
  rejected: { zh: '已驳回', en: 'rejected' },
  supplementRequested: { zh: '已一次性告知补正', en: 'supplement requested' },
  supplemented: { zh: '已补正', en: 'supplemented' },
  convened: { zh: '评审会议已召开', en: 'meeting convened' },
  opinionRecorded: { zh: '评议组意见已记录', en: 'group’s opinion recorded' },
  decided: { zh: '表决结果已登记', en: 'decided' },
  objected: { zh: '已提出异议', en: 'objected' },
  objectionResolved: { zh: '异议已办结', en: 'objection resolved' },
  complained: { zh: '已投诉举报', en: 'complained' },
  complaintResolved: { zh: '投诉举报已办结', en: 'complaint resolved' },
  confirmed: { zh: '已确认备案', en: 'confirmed' },
  filingRefused: { zh: '不予备案', en: 'filing refused' },
  disqualified: { zh: '已取消资格', en: 'disqualified' },
  extended: { zh: '截止时间已延长', en: 'cut-off extended' },
  carriedOver: { zh: '已结转下年度', en: 'carried over' },
  terminated: { zh: '已终止', en: 'terminated' },
};

const certificate: Readonly<Record<CertificateFact, Text>> = {
  issued: { zh: '证书已核发', en: 'issued' },
  revoked: { zh: '证书已撤销', en: 'revoked' },
};

export const factWords: Readonly<Record<LifecycleName, Readonly<Record<string, Text>>>> = { application, certificate };
