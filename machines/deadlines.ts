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

/** Of every lifecycle: each adds its own to the end, for the order is part of the record. */
export const deadlines = [...applicationDeadlines] as const;
export type Deadline = (typeof deadlines)[number];

export function isApplicationDeadline(name: Deadline): name is ApplicationDeadline {
  return (applicationDeadlines as readonly string[]).includes(name);
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
