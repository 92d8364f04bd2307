import { atDue, by, heldBy, type Stage } from '../meta.ts';
import { withdraw } from './common-moves.ts';

/** 填报. The click window is the province's; what was not submitted in it is locked, the applicant answers (二(二)3). */
export const draft = {
  initial: 'editing',
  ...heldBy('applicant', '二(二)3'),
  on: { withdraw },
  states: {
    editing: {
      ...heldBy('applicant', '二(二)3'),
      on: {
        submit: {
          guard: 'submittable',
          target: '#unitVerification.materialCheck',
          actions: 'submit',
          meta: by(['applicant'], '二(二)3'),
        },
      },
      after: { clickWindowEnd: { target: 'locked', meta: atDue('二(二)3') } },
    },
    locked: { ...heldBy('applicant', '二(二)3') },
  },
} as const satisfies Stage;
