/** How far the explorations go. */
import { currentLifecycle } from '../../../machines/registry.ts';
import type { Bounds, Lifecycles, Limited } from './joint.ts';
import { limited } from './joint.ts';

/** The charts as they are published. */
export const charts: Lifecycles = {
  application: currentLifecycle('application'),
  certificate: currentLifecycle('certificate'),
  recheck: currentLifecycle('recheck'),
  notice: currentLifecycle('notice'),
  matter: currentLifecycle('matter'),
  meeting: currentLifecycle('meeting'),
  duty: currentLifecycle('duty'),
};

const most: Readonly<Record<Limited, number>> = {
  matters: 2,
  returns: 1,
  notices: 2,
  sittings: 2,
  missed: 2,
  delays: 1,
  recusals: 1,
  departures: 2,
  rechecks: 1,
  dates: 1,
};

const none = Object.fromEntries(limited.map((one) => [one, 0])) as Record<Limited, number>;

/** Nobody extends a cut-off here: that a case comes back to where it was is searched with its own chart. */
const always = ['extend'] as const;

/** In the suite: one thing comes between, of any kind but a recheck; two ends say what all of that kind would. */
export const inTheSuite: Bounds = {
  disturbances: 1,
  most: { ...most, rechecks: 0 },
  contents: true,
  atOnce: ['matter', 'certificate'],
  without: [...always, 'disqualify'],
};

/** `npm run explore`: everything once, rechecks and reopened cases with it, and every command in its own time. */
export const oneOfEach: Bounds = { disturbances: 1, most, contents: true, atOnce: [], without: [...always] };

/** `npm run explore`: any two things between, without rechecks. */
export const anyTwo: Bounds = { ...inTheSuite, disturbances: 2 };

/** As much as it takes to come to what a removed guard lets through, and no more. */
export function enough(
  needs: Partial<Record<Limited, number>>,
  disturbances: number,
  without: readonly string[] = [],
): Bounds {
  const ends = [
    'withdraw',
    'decline',
    'reject',
    'refuseFiling',
    'disqualify',
    'cancelMeeting',
    'postpone',
    'discard',
    'takeDown',
  ];
  const rest = ['requestSupplement', 'announceDecisions', 'return', 'complain'];
  return {
    disturbances,
    most: { ...none, notices: 1, sittings: 1, ...needs },
    contents: (needs.returns ?? 0) > 0,
    atOnce: ['matter', 'certificate'],
    without: [...always, ...[...ends, ...rest].filter((one) => !without.includes(one))],
  };
}

/** Whether `npm run explore` asks. */
export const isWhole = process.env.EXPLORE === 'whole';
