import type { RecheckEventName } from '../recheck/events.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const recheckWords: LifecycleWords<RecheckEventName> = {
  name: { zh: '复查', en: 'recheck of a result' },
  parts: { unopened: { zh: '尚未申请', en: 'not asked for yet' } },
  states: {
    requested: { zh: '待复查决定', en: 'waiting for a decision' },
    decisionOverdue: { zh: '复查决定逾期', en: 'decision overdue' },
    complained: { zh: '待投诉处理', en: 'complaint waiting for a decision' },
    complaintOverdue: { zh: '投诉处理逾期', en: 'decision on the complaint overdue' },
    granted: { zh: '已同意，待重新开启', en: 'granted, to be reopened' },
    followUpOverdue: { zh: '已同意，重新开启逾期', en: 'granted, reopening overdue' },
    reopened: { zh: '已重新进入评审', en: 'under review again' },
    refused: { zh: '未予支持', en: 'refused' },
    retracted: { zh: '已撤回', en: 'retracted' },
  },
  events: {
    open: { zh: '申请复查或投诉', en: 'ask for a recheck, or complain' },
    grant: { zh: '同意', en: 'grant' },
    refuse: { zh: '不予支持', en: 'refuse' },
    retract: { zh: '撤回申请', en: 'retract' },
    reopen: { zh: '有空岗后重新开启', en: 'reopen now that there is a vacancy' },
    followUp: { zh: '案件已重新开启', en: 'the case is open again' },
  },
};
