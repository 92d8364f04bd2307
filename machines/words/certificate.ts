import type { CertificateEventName } from '../certificate/events.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const certificateWords: LifecycleWords<CertificateEventName> = {
  name: { zh: '电子证书', en: 'electronic certificate' },
  parts: { unopened: { zh: '尚未核发', en: 'not issued yet' } },
  states: {
    active: { zh: '有效', en: 'valid' },
    questioned: { zh: '有效，待人工核查', en: 'valid, to be looked into' },
    questionOverdue: { zh: '有效，人工核查逾期', en: 'valid, inquiry overdue' },
    revoked: { zh: '已撤销', en: 'revoked' },
  },
  events: {
    open: { zh: '核发证书', en: 'issue' },
    revoke: { zh: '撤销证书', en: 'revoke' },
    question: { zh: '所依据的职称被撤销', en: 'question: the title it may rest on was revoked' },
    clearQuestion: { zh: '核查无误', en: 'clear the question' },
  },
};
