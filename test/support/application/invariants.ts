/** What must hold in every state an application can be in, said over the witness. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { timersOf } from '../../../machines/structure.ts';
import type { State } from './state.ts';

type Invariant = (state: State, lifecycle: Lifecycle) => string | null;

/** What must ring where a case stands (domain §2.2, D2), told apart from the chart. */
const ringing: readonly (readonly [RegExp, Deadline])[] = [
  [/^draft\.editing$/, 'clickWindowEnd'],
  [/^beforeIntake\./, 'intakeCutoff'],
  [/^materialIntake\.inTime$/, 'intakeCutoff'],
  [/orrection\.inTime$/, 'correctionDue'],
  [/\.internalPublicity\.shown$/, 'internalPublicityEnd'],
  [/^policyReview\.awaitingSupplement$/, 'supplementDue'],
  [/^policyReview\.publicity\.shown$/, 'policyPublicityEnd'],
  [/^resultPublicity\.open\.shown$/, 'resultPublicityEnd'],
];
/** Up to policy review the year's stop is what ends a case that nobody moves (五(三)). */
const beforeCommittee = /^(draft|beforeIntake|missedCutoff|materialIntake|policyReview)/;

export const invariants: Readonly<Record<string, Invariant>> = {
  'armed deadlines are the afters of the active states': ({ snapshot, witness }, lifecycle) => {
    const afters = timersOf(lifecycle, snapshot.value).map(({ deadline }) => deadline);
    return afters.sort().join() === witness.armed.join() ? null : `${witness.armed} is armed, not ${afters}`;
  },
  'what is open is what was opened and not closed': ({ snapshot, witness }) => {
    const open = (snapshot.context as ApplicationContext).openMatters.map(({ id }) => id).sort();
    return open.join() === witness.open.map(({ id }) => id).join() ? null : open.join();
  },
  'every wait has its clock': ({ stands, witness }) => {
    const missing = ringing.filter(([place, deadline]) => place.test(stands) && !witness.armed.includes(deadline));
    const stop = beforeCommittee.test(stands) && !witness.armed.includes('cycleRollover') ? ['cycleRollover'] : [];
    const silent = [...missing.map(([, deadline]) => deadline), ...stop];
    return silent.length === 0 ? null : `${silent} is not armed in ${stands}`;
  },
};
