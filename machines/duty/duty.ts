import type { PartyName } from '../roles.ts';
import { unowed } from './context.ts';
import { acceptedOf, noticeOfMiss, owedOf } from './effects.ts';
import { dutyChart } from './setup.ts';

/**
 * A dated duty of an organisation: the forms 1-6, 1-7, 1-8, 1-10 and 1-11 of the notice (一(一)4, 四(三), 五(五), 五(七)). It
 * waits for the season, is owed, is handed in, reviewed, and accepted or sent back; once overdue it is accepted with a
 * reason only. A form that was accepted may be handed in anew until the season ends: what counts is the last one accepted.
 */

const OWED = '五(五)、五(七)';
const COUNTER = '民法典 203';

const heldBy = (holder: PartyName, clause: string) => ({ meta: { holder, clause } }) as const;
const atDue = (clause: string) => ({ by: ['clock'], clause }) as const;

const handIn = {
  handIn: [
    {
      guard: { type: 'receivable', params: { counter: false } },
      target: '#submitted',
      actions: 'handIn',
      meta: { by: ['owner'], clause: OWED, needs: ['document', 'signature'] },
    },
    {
      guard: { type: 'receivable', params: { counter: true } },
      target: '#submitted',
      actions: 'handIn',
      meta: { by: ['reviewer'], clause: COUNTER, needs: ['document'] },
    },
  ],
} as const;

/** The reviewer's own period, counted anew where the form is taken up: late is recorded, and moves nothing. */
const reviewing = {
  initial: 'inTime',
  ...heldBy('reviewer', OWED),
  states: {
    inTime: { ...heldBy('reviewer', OWED), after: { dutyReviewDue: { target: 'late', meta: atDue(OWED) } } },
    late: heldBy('reviewer', OWED),
  },
} as const;

/** A hand-in that is sent back leaves in force what was accepted before. */
const sentBack = [
  { guard: { type: 'inForce', params: { as: 'accepted' } }, target: '#accepted' },
  { guard: { type: 'inForce', params: { as: 'acceptedLate' } }, target: '#acceptedLate' },
  { guard: { type: 'owedSince', params: { overdue: true } }, target: '#overdue' },
  { guard: { type: 'owedSince', params: { overdue: false } }, target: '#returned' },
] as const;

const late = { target: '#overdue', actions: ['miss', { type: 'effect', params: noticeOfMiss }] } as const;

export const duty = dutyChart.createMachine({
  id: 'duty',
  context: unowed,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: OWED },
      on: {
        open: {
          guard: 'openable',
          target: '#underway',
          actions: ['open', { type: 'effect', params: owedOf }],
          meta: { by: ['bureauOfficer', 'system'], clause: OWED },
        },
      },
    },
    underway: {
      id: 'underway',
      type: 'parallel',
      meta: { holder: null, clause: OWED },
      states: {
        stage: {
          initial: 'ahead',
          meta: { holder: null, clause: OWED },
          states: {
            ahead: {
              ...heldBy('owner', '五(三)'),
              after: { dutyOpening: { target: 'owed', meta: atDue('五(三)') } },
            },
            owed: {
              ...heldBy('owner', OWED),
              after: { dutyDue: { ...late, meta: atDue(OWED) } },
              on: handIn,
            },
            submitted: {
              id: 'submitted',
              ...reviewing,
              on: { takeUp: { target: 'underReview', meta: { by: ['reviewer'], clause: OWED } } },
            },
            underReview: {
              ...reviewing,
              on: {
                accept: {
                  guard: { type: 'acceptable', params: { late: false } },
                  target: 'accepted',
                  actions: ['accept', { type: 'effect', params: acceptedOf }],
                  meta: { by: ['reviewer'], clause: OWED, needs: ['signature'] },
                },
                acceptLate: {
                  guard: { type: 'acceptable', params: { late: true } },
                  target: 'acceptedLate',
                  actions: ['acceptLate', { type: 'effect', params: acceptedOf }],
                  meta: { by: ['reviewer'], clause: OWED, needs: ['reason', 'signature'] },
                },
                sendBack: sentBack.map((branch) => ({
                  ...branch,
                  meta: { by: ['reviewer'] as const, clause: OWED, needs: ['reason'] as const },
                })),
              },
            },
            returned: {
              id: 'returned',
              ...heldBy('owner', OWED),
              after: { dutyCorrectionDue: { ...late, meta: atDue(OWED) } },
              on: handIn,
            },
            overdue: { id: 'overdue', ...heldBy('owner', OWED), on: handIn },
            accepted: { id: 'accepted', ...heldBy('owner', OWED), on: handIn },
            acceptedLate: { id: 'acceptedLate', ...heldBy('owner', OWED), on: handIn },
          },
        },
        season: {
          initial: 'running',
          meta: { holder: null, clause: '五(三)' },
          states: {
            running: {
              meta: { holder: null, clause: '五(三)' },
              after: {
                dutyClosing: [
                  {
                    guard: { type: 'inForce', params: { as: 'accepted' } },
                    target: '#fulfilled',
                    meta: atDue('五(三)'),
                  },
                  {
                    guard: { type: 'inForce', params: { as: 'acceptedLate' } },
                    target: '#fulfilledLate',
                    meta: atDue('五(三)'),
                  },
                  { target: '#unfulfilled', meta: atDue('五(三)') },
                ],
              },
            },
          },
        },
      },
    },
    fulfilled: { id: 'fulfilled', type: 'final', meta: { holder: null, clause: OWED, ended: true } },
    fulfilledLate: { id: 'fulfilledLate', type: 'final', meta: { holder: null, clause: OWED, ended: true } },
    unfulfilled: { id: 'unfulfilled', type: 'final', meta: { holder: null, clause: OWED, ended: true } },
  },
});
