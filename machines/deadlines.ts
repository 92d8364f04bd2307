/**
 * The closed list of deadlines. A deadline has one name in chart, programme, database and console (design §5); a chart
 * whose `after` is not in this list does not compile, and XState is never given an undeclared delay (it would fire at once).
 */
export const applicationDeadlines = [
  'clickWindowEnd',
  'unitPushDue',
  'departmentPushDue',
  'intakeCutoff',
  'correctionDue',
  'internalPublicityEnd',
  'policyReviewDue',
  'supplementDue',
  'policyPublicityEnd',
  'reviewMeetingDue',
  'resultPublicityEnd',
  'filingDue',
  'cycleRollover',
  'rolloverDecisionDue',
] as const;
export type ApplicationDeadline = (typeof applicationDeadlines)[number];

/** Of a recheck (复查) and of a complaint about a result's procedure (投诉): to be decided, then carried out. */
export const recheckDeadlines = ['recheckDecisionDue', 'complaintDecisionDue', 'recheckFollowUpDue'] as const;
export type RecheckDeadline = (typeof recheckDeadlines)[number];

/** Of a certificate whose title was built on one that was revoked: to be looked into. */
export const certificateDeadlines = ['titleQuestionDue'] as const;
export type CertificateDeadline = (typeof certificateDeadlines)[number];

/** Of a notice of publicity: posted in time, its days over, and its days proved. */
export const noticeDeadlines = ['noticeDraftEnd', 'noticeEnd', 'noticeProofDue'] as const;
export type NoticeDeadline = (typeof noticeDeadlines)[number];

/** Of an objection or a complaint: answered by then. */
export const matterDeadlines = ['matterAnswerDue'] as const;
export type MatterDeadline = (typeof matterDeadlines)[number];

/** Of a sitting of a committee: its minutes are to be signed by the committee's node, and then to be filed. */
export const meetingDeadlines = ['meetingDue', 'minutesFilingDue'] as const;
export type MeetingDeadline = (typeof meetingDeadlines)[number];

/** Of a duty: the season opens, the form is due, corrected by, reviewed by, and the season ends. */
export const dutyDeadlines = ['dutyOpening', 'dutyDue', 'dutyCorrectionDue', 'dutyReviewDue', 'dutyClosing'] as const;
export type DutyDeadline = (typeof dutyDeadlines)[number];

/** Of every lifecycle: each adds its own to the end, for the order is part of the record. */
export const deadlines = [
  ...applicationDeadlines,
  ...recheckDeadlines,
  ...certificateDeadlines,
  ...noticeDeadlines,
  ...matterDeadlines,
  ...meetingDeadlines,
  ...dutyDeadlines,
] as const;
export type Deadline = (typeof deadlines)[number];

export function isApplicationDeadline(name: Deadline): name is ApplicationDeadline {
  return (applicationDeadlines as readonly string[]).includes(name);
}

export function isDutyDeadline(name: Deadline): name is DutyDeadline {
  return (dutyDeadlines as readonly string[]).includes(name);
}

/** Nodes stand in the plan of the case's committee: one instant for all its cases. */
export const nodeDeadlines = [
  'clickWindowEnd',
  'unitPushDue',
  'departmentPushDue',
  'intakeCutoff',
  'policyReviewDue',
  'reviewMeetingDue',
  'filingDue',
] as const satisfies readonly ApplicationDeadline[];
export type NodeDeadline = (typeof nodeDeadlines)[number];

/** Periods count working days from the *at* of the event that armed them (design D2; 民法典 201). */
export const periodDeadlines = [
  'correctionDue',
  'internalPublicityEnd',
  'supplementDue',
  'policyPublicityEnd',
  'resultPublicityEnd',
  'rolloverDecisionDue',
] as const satisfies readonly ApplicationDeadline[];
export type PeriodDeadline = (typeof periodDeadlines)[number];

/** The order in which deadlines due at the same instant fire; part of the record's determinism. */
export function byDue(a: { dueAt: number; name: Deadline }, b: { dueAt: number; name: Deadline }): number {
  return a.dueAt - b.dueAt || deadlines.indexOf(a.name) - deadlines.indexOf(b.name);
}
