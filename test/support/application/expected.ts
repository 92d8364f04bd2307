/** What the search of the application must find, said beforehand. */

/** Events that a place has and that can never pass there, with the answer they get. */
export const neverPasses: Readonly<Record<string, string>> = {
  // Nobody outside knows of a draft: no notice has shown it (design D8).
  'draft.editing | complain': 'NOT_PUBLISHED',
  'draft.editing | object': 'NOT_PUBLISHED',
  'draft.locked | complain': 'NOT_PUBLISHED',
  'draft.locked | object': 'NOT_PUBLISHED',
};

const carriedOver =
  'the year’s stop has been decided on; the committee’s nodes, once overrun, are its holder’s (domain A52)';
const undecided = 'the bureau has let its ten days pass: alarmed daily, never ended by the clock (domain A52)';

/** Places without an armed deadline once the nodes have been judged, each with why that is right. */
export const silentPlaces: Readonly<Record<string, string>> = {
  'expertReview.queued | carriedOver': carriedOver,
  'expertReview.queued | undecided.late': undecided,
  'expertReview.groupAppraisal | carriedOver': carriedOver,
  'expertReview.groupAppraisal | undecided.late': undecided,
  'expertReview.voting | carriedOver': carriedOver,
  'expertReview.voting | undecided.late': undecided,
  'resultPublicity.open.awaitingNotice | carriedOver': carriedOver,
  'resultPublicity.open.awaitingNotice | undecided.late': undecided,
  'resultPublicity.investigating | carriedOver': carriedOver,
  'resultPublicity.investigating | undecided.late': undecided,
  'confirmation | carriedOver': carriedOver,
  'confirmation | undecided.late': undecided,
};

/** Every answer of every guard of the application. */
export const guardAnswers: Readonly<Record<string, readonly string[]>> = {
  breached: ['NO_BREACH', 'pass'],
  clear: ['elsewhere', 'pass'],
  confirmable: ['BARRED', 'CASE_HELD', 'PUBLICITY_UNPROVED', 'SAME_PERSON', 'pass'],
  convenable: ['CASE_HELD', 'FILING_INVALID', 'pass'],
  decided: ['BARRED', 'CASE_HELD', 'COUNTS_IMPOSSIBLE', 'MEETING_DIFFERS', 'QUORUM_MISSING', 'elsewhere', 'pass'],
  dismissed: ['MATTER_UNKNOWN', 'NO_SUCH_CONSEQUENCE', 'SAME_PERSON', 'elsewhere', 'pass'],
  dismissible: ['MATTER_UNKNOWN', 'SAME_PERSON', 'UPHELD_OUTSIDE_PUBLICITY', 'pass'],
  groupLargeEnough: ['GROUP_TOO_SMALL', 'MEETING_DIFFERS', 'pass'],
  materialsComplete: ['MATERIAL_MISSING', 'pass'],
  nodeDone: ['elsewhere', 'pass'],
  ofSitting: ['MEETING_DIFFERS', 'pass'],
  openable: ['MATTERS_TOO_MANY', 'MATTER_KNOWN', 'NOT_PUBLISHED', 'pass'],
  opening: [
    'CLICK_WINDOW_CLOSED',
    'NOT_EMPLOYED',
    'NO_COMMITTEE',
    'NO_DEPARTMENT',
    'NO_REOPENING',
    'NO_VACANCY',
    'REOPENED_ALREADY',
    'ROUTE_IMPOSSIBLE',
    'SCOPE_IMPOSSIBLE',
    'SEASON_CLOSED',
    'SLOT_TAKEN',
    'UNIT_UNKNOWN',
    'elsewhere',
    'pass',
  ],
  policyPassable: ['CASE_HELD', 'SAME_PERSON', 'elsewhere', 'pass'],
  proposing: ['ALREADY_PROPOSED', 'CUTOFF_NOT_LATER', 'elsewhere', 'pass'],
  pushable: ['CASE_HELD', 'elsewhere', 'pass'],
  receivable: ['FILING_INVALID', 'pass'],
  recommendable: ['BARRED', 'NOT_EXEMPT', 'NO_VACANCY', 'OBJECTION_OPEN', 'SAME_PERSON', 'elsewhere', 'pass'],
  resubmitted: ['MATERIAL_MISSING', 'elsewhere', 'pass'],
  returnTo: ['elsewhere', 'pass'],
  seconding: ['CUTOFF_NOT_LATER', 'elsewhere', 'pass'],
  shownBy: ['NOTICE_DIFFERS', 'pass'],
  showsContent: ['NOTICE_DIFFERS', 'pass'],
  submittable: ['BARRED', 'CLICK_WINDOW_CLOSED', 'MATERIAL_MISSING', 'pass'],
  supplementable: ['SUPPLEMENT_USED', 'pass'],
  upheld: ['MATTER_UNKNOWN', 'NO_BREACH', 'elsewhere', 'pass'],
  verified: ['ITEM_NOT_CONCLUDED', 'ITEM_REJECTED', 'MATERIAL_MISSING', 'SAME_PERSON', 'elsewhere', 'pass'],
  withCommittee: ['elsewhere', 'pass'],
  withdrawable: ['FRAUD_OPEN', 'pass'],
};
