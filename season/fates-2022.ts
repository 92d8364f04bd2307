import { befalls, type Fate } from './fate.ts';

/** The deck of 2022: some are done in time, the others stand in every state there is when the rollover comes. */

/** A case of 2022 that stands in a state when the rollover of 2023-08-01T00:00 comes. */
const stands = (state: string, cards: number, more: Partial<Fate> = {}): Fate => ({
  ...more,
  name: `standsIn:${more.name ?? state}`,
  cards,
  stalls: state,
});
const inWeekOfRollover = { of: 'cycleRollover', days: -3 } as const;
const prefecture = { committee: 'qiandongnan-prefecture' } as const;
const kaili = { committee: 'kaili-teacher' } as const;

export const fates2022: readonly Fate[] = [
  { name: 'plain', cards: 8, ...kaili },
  {
    name: 'revokedLater',
    cards: 2,
    troubles: ['revoked'],
    notBefore: { proposeRevocation: { of: 'cycleRollover', days: 150 } },
    pair: 'cameBefore',
    ...kaili,
  },
  { name: 'plain', cards: 3, ...prefecture },
  befalls(2, 'notPassed'),
  befalls(3, 'neverSubmits'),
  { name: 'withdrawsInReview', cards: 2, troubles: ['withdrawsInReview', 'triesAgain'], ...prefecture },
  stands('beforeIntake.unitVerification.materialCheck', 1, prefecture),
  stands('beforeIntake.unitVerification.internalPublicity.awaitingNotice', 1, prefecture),
  stands('beforeIntake.unitVerification.internalPublicity.shown', 1, prefecture),
  stands('beforeIntake.unitVerification.objectionCheck', 1, {
    ...prefecture,
    troubles: ['objected', 'objectionOpenAtEnd'],
  }),
  stands('beforeIntake.unitVerification.recommendation', 1, prefecture),
  stands('beforeIntake.unitVerification.correction', 1, {
    ...prefecture,
    troubles: ['unitReturns'],
    name: 'correction.late',
  }),
  stands('beforeIntake.unitVerification.correction', 1, {
    ...prefecture,
    troubles: ['unitReturns'],
    notBefore: { returnByUnit: inWeekOfRollover },
    name: 'correction.inTime',
  }),
  stands('beforeIntake.departmentPush.desk', 1, { ...prefecture, desk: 0 }),
  stands('beforeIntake.departmentPush.desk', 1, { ...prefecture, twoDepartments: true, desk: 1, name: 'desk.second' }),
  stands('beforeIntake.departmentPush.applicantCorrection', 1, {
    ...prefecture,
    troubles: ['departmentReturns'],
    name: 'applicantCorrection.late',
  }),
  stands('beforeIntake.departmentPush.applicantCorrection', 1, {
    ...prefecture,
    troubles: ['departmentReturns'],
    notBefore: { returnByDepartment: inWeekOfRollover },
    name: 'applicantCorrection.inTime',
  }),
  stands('beforeIntake.departmentPush.unitCorrection', 1, {
    ...prefecture,
    troubles: ['departmentReturnsToUnit'],
    name: 'unitCorrection.late',
  }),
  stands('beforeIntake.departmentPush.unitCorrection', 1, {
    ...prefecture,
    troubles: ['departmentReturnsToUnit'],
    notBefore: { returnByDepartment: inWeekOfRollover },
    name: 'unitCorrection.inTime',
  }),
  stands('beforeIntake.unitVerification.recommendation', 2, { ...kaili, name: 'missedCutoff' }),
  stands('materialIntake.inTime', 1, prefecture),
  stands('materialIntake', 1, { ...kaili, name: 'materialIntake.late' }),
  stands('policyReview.reviewing', 2),
  stands('policyReview.awaitingSupplement', 1, {
    troubles: ['supplement'],
    notBefore: { requestSupplement: inWeekOfRollover },
  }),
  stands('policyReview.publicity.awaitingNotice', 1),
  stands('policyReview.publicity.shown', 1),
  stands('policyReview.objectionCheck', 1, { troubles: ['policyObjected', 'policyObjectionOpenAtEnd'] }),
  stands('expertReview.queued', 3),
  stands('expertReview.groupAppraisal', 2),
  stands('expertReview.voting', 3),
  stands('resultPublicity.open.awaitingNotice', 1),
  stands('resultPublicity.open.shown', 3),
  stands('resultPublicity.investigating', 2, { troubles: ['complained', 'complaintOpenAtEnd'] }),
  stands('confirmation', 4),
];
