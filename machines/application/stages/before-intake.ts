import { atDue, by, heldBy, type Stage } from '../meta.ts';
import { closing, resolving, withdraw } from './common-moves.ts';
import { departmentPush } from './department-push.ts';
import { unitVerification } from './unit-verification.ts';

/** What the intake cut-off closes: the unit's verification and the departments' push (二(二)4). */
export const beforeIntake = {
  id: 'beforeIntake',
  initial: 'unitVerification',
  ...heldBy('unitHandler', '二(二)4'),
  on: { withdraw },
  after: { intakeCutoff: { target: '#missedCutoff', actions: 'leave', meta: atDue('二(二)4') } },
  states: { unitVerification, departmentPush },
} as const satisfies Stage;

/** Where `extend` may bring a case back to; the places in which `intakeCutoff` can find it. */
export const resumable = [
  'unitVerification.materialCheck',
  'unitVerification.internalPublicity',
  'unitVerification.objectionCheck',
  'unitVerification.recommendation',
  'unitVerification.correction',
  'departmentPush.desk',
  'departmentPush.applicantCorrection',
  'departmentPush.unitCorrection',
] as const;

const extender = by(['organiserOfficer', 'bureauOfficer'], '二(二)4', 'reason', 'secondPerson');

/** 逾期未推送: not an end (domain A03). The organiser may extend with a second person, else the rollover ends it. */
export const missedCutoff = {
  id: 'missedCutoff',
  ...heldBy('bureauOfficer', '二(二)4'),
  on: {
    withdraw,
    /** The case is frozen, not its matters: an allegation that could not be dismissed would bar the withdrawal till the end. */
    ...resolving({
      guard: 'dismissible',
      actions: closing,
      meta: by(['bureauOfficer', 'organiserOfficer'], '令40 第16条', 'reason', 'document'),
    }),
    extend: [
      { guard: 'proposing', actions: 'propose', meta: extender },
      ...resumable.map(
        (state) =>
          ({
            guard: { type: 'seconding', params: { state } },
            target: `#${state}`,
            actions: 'resume',
            meta: extender,
          }) as const,
      ),
    ],
  },
} as const satisfies Stage;
