import type { ApplicationEventName } from '../application/events.ts';
import type { certificateEvents } from '../certificate/certificate.ts';
import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

const applicationEventWords: Readonly<Record<ApplicationEventName, Text>> = {
  open: { zh: '新增申报', en: 'open' },
  submit: { zh: '点击申报', en: 'submit' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  verify: { zh: '材料审查通过', en: 'verify the materials' },
  return: { zh: '退回整改', en: 'return for correction' },
  resubmit: { zh: '整改后提交', en: 'resubmit' },
  recommend: { zh: '推荐', en: 'recommend' },
  decline: { zh: '不予推荐', en: 'decline to recommend' },
  push: { zh: '审核推送', en: 'push' },
  receive: { zh: '收取材料', en: 'receive' },
  passPolicy: { zh: '政策性审查通过', en: 'pass the policy review' },
  reject: { zh: '驳回', en: 'reject' },
  requestSupplement: { zh: '一次性告知补正', en: 'request a supplement' },
  supplement: { zh: '补正', en: 'supplement' },
  convene: { zh: '召开评审会议', en: 'convene the meeting' },
  recordOpinion: { zh: '记录评议组意见', en: 'record the group’s opinion' },
  decide: { zh: '登记表决结果', en: 'record the decision' },
  object: { zh: '提出异议', en: 'object' },
  resolveObjection: { zh: '办结异议', en: 'resolve an objection' },
  complain: { zh: '投诉举报', en: 'complain' },
  resolveComplaint: { zh: '办结投诉', en: 'resolve a complaint' },
  confirm: { zh: '确认备案', en: 'confirm' },
  refuseFiling: { zh: '不予备案', en: 'refuse the filing' },
  disqualify: { zh: '取消资格', en: 'disqualify' },
  extend: { zh: '延长截止时间', en: 'extend the cut-off' },
  carryOver: { zh: '结转下年度继续', en: 'carry over' },
  terminate: { zh: '终止', en: 'terminate' },
};

const certificateEventWords: Readonly<Record<keyof typeof certificateEvents, Text>> = {
  open: { zh: '核发证书', en: 'issue' },
  revoke: { zh: '撤销证书', en: 'revoke' },
};

/** What may be sent to a case, by lifecycle. */
export const eventWords: Readonly<Record<LifecycleName, Readonly<Record<string, Text>>>> = {
  application: applicationEventWords,
  certificate: certificateEventWords,
};

/** The one event no chart holds: an amendment reached the case (design D2). */
export const recomputedWords: Text = { zh: '期限重新计算', en: 'deadlines recomputed' };
