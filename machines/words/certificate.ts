import type { certificateEvents } from '../certificate/certificate.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

export const certificateWords: LifecycleWords<keyof typeof certificateEvents> = {
  name: { zh: '电子证书', en: 'electronic certificate' },
  parts: { unopened: { zh: '尚未核发', en: 'not issued yet' } },
  states: {
    active: { zh: '有效', en: 'valid' },
    revoked: { zh: '已撤销', en: 'revoked' },
  },
  events: {
    open: { zh: '核发证书', en: 'issue' },
    revoke: { zh: '撤销证书', en: 'revoke' },
  },
};
