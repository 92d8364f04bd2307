/**
 * What an act is in its case's script. Several labels may send the same command: a return by the unit and one by the
 * department differ in who does it and when. Beside each, after how many working days it is done: as people usually do,
 * and as those do who are hurried by the rollover.
 */

type Days = readonly [from: number, to: number];

export const pace = {
  open: [
    [0, 0],
    [0, 0],
  ],
  submit: [
    [0, 0],
    [0, 0],
  ],
  verify: [
    [0, 2],
    [0, 1],
  ],
  returnByUnit: [
    [0, 2],
    [0, 1],
  ],
  resubmit: [
    [1, 3],
    [0, 1],
  ],
  object: [
    [1, 3],
    [1, 2],
  ],
  resolveObjection: [
    [0, 1],
    [0, 1],
  ],
  recommend: [
    [0, 1],
    [0, 0],
  ],
  decline: [
    [0, 2],
    [0, 1],
  ],
  push: [
    [0, 3],
    [0, 1],
  ],
  returnByDepartment: [
    [0, 2],
    [0, 1],
  ],
  resubmitUnchanged: [
    [1, 3],
    [0, 1],
  ],
  resubmitChanged: [
    [1, 2],
    [0, 1],
  ],
  resubmitByUnit: [
    [1, 3],
    [0, 1],
  ],
  proposeExtension: [
    [1, 3],
    [1, 2],
  ],
  secondExtension: [
    [0, 1],
    [0, 1],
  ],
  receive: [
    [0, 2],
    [0, 1],
  ],
  passPolicy: [
    [2, 9],
    [0, 2],
  ],
  reject: [
    [2, 9],
    [0, 2],
  ],
  requestSupplement: [
    [1, 4],
    [0, 2],
  ],
  supplement: [
    [1, 4],
    [1, 3],
  ],
  decide: [
    [0, 1],
    [0, 1],
  ],
  complain: [
    [1, 3],
    [1, 2],
  ],
  resolveComplaint: [
    [0, 2],
    [0, 1],
  ],
  confirm: [
    [0, 4],
    [0, 2],
  ],
  refuseFiling: [
    [0, 4],
    [0, 2],
  ],
  disqualify: [
    [1, 5],
    [1, 2],
  ],
  withdraw: [
    [0, 3],
    [0, 1],
  ],
  carryOver: [
    [0, 7],
    [0, 7],
  ],
  terminate: [
    [0, 7],
    [0, 7],
  ],
  proposeRevocation: [
    [25, 90],
    [25, 90],
  ],
  secondRevocation: [
    [0, 5],
    [0, 5],
  ],
  /** Something odd, done just before the act it goes with. */
  attempt: [
    [0, 0],
    [0, 0],
  ],
} as const satisfies Record<string, readonly [usual: Days, hurried: Days]>;

export type ActLabel = keyof typeof pace;
