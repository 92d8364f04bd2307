import { atDue, by, heldBy, type Stage } from '../meta.ts';
import { issueCertificate, recordBreach } from '../setup.ts';
import { closing, resolving } from './common-moves.ts';
import { publicity } from './publicity.ts';

/** 评审结果公示 with its complaints, then 确认/备案 (二(二)1, 二(二)5; 令40 第26条). */

const organiser = ['organiserOfficer'] as const;
const resolver = by(organiser, '令40 第26条', 'reason', 'document');

/** What an upheld matter may lead to in this publicity. */
const possible = ['reject', 'disqualify'] as const;

const upheld = [
  {
    guard: { type: 'upheld', params: { consequence: 'reject' } },
    target: '#publicityRejected',
    actions: closing,
    meta: resolver,
  },
  {
    guard: { type: 'upheld', params: { consequence: 'disqualify' } },
    target: '#disqualified',
    actions: [recordBreach, ...closing],
    meta: resolver,
  },
] as const;

const inPublicity = [
  { guard: { type: 'dismissed', params: { last: null, possible } }, actions: closing, meta: resolver },
  ...upheld,
] as const;

const inInvestigation = [
  { guard: { type: 'dismissed', params: { last: false, possible } }, actions: closing, meta: resolver },
  {
    guard: { type: 'dismissed', params: { last: true, possible } },
    target: '#confirmation',
    actions: closing,
    meta: resolver,
  },
  ...upheld,
] as const;

/** A40: a bar found after the vote; a defect of the committee: the filing is refused (domain §2.5). */
const refused = {
  target: '#filingRejected',
  meta: by(['filingOfficer', 'organiserOfficer'], '二(二)1', 'reason'),
} as const;

export const resultPublicity = {
  id: 'resultPublicity',
  initial: 'open',
  ...heldBy('organiserOfficer', '令40 第26条'),
  on: { refuseFiling: refused },
  states: {
    open: {
      ...publicity('result', {
        holder: 'organiserOfficer',
        clause: '令40 第26条',
        after: {
          resultPublicityEnd: [
            {
              guard: 'clear',
              target: '#confirmation',
              actions: { type: 'ranWhole', params: { which: 'result' } },
              meta: atDue('令40 第26条'),
            },
            {
              target: '#resultPublicity.investigating',
              actions: { type: 'ranWhole', params: { which: 'result' } },
              meta: atDue('令40 第26条'),
            },
          ],
        },
      }),
      on: resolving(inPublicity),
    },
    investigating: {
      ...heldBy('organiserOfficer', '令40 第26条'),
      on: resolving(inInvestigation),
    },
  },
} as const satisfies Stage;

export const confirmation = {
  id: 'confirmation',
  ...heldBy('filingOfficer', '二(二)1'),
  on: {
    confirm: {
      guard: 'confirmable',
      target: '#certified',
      actions: issueCertificate,
      meta: by(['filingOfficer'], '二(二)1', 'signature'),
    },
    refuseFiling: refused,
    /** A24: a complaint between publicity and certificate holds the case until it is closed. */
    ...resolving({ guard: 'dismissible', actions: closing, meta: resolver }),
  },
} as const satisfies Stage;
