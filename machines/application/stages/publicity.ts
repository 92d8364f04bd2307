import type { Publicity } from '../context.ts';
import { by, heldBy } from '../meta.ts';
import { delistAgain } from '../setup.ts';

/**
 * A publicity waits for its notice and is shown by it: its days run from the posting, gaps prolong them, and taking the notice
 * down begins them anew (令40 第16条, 第26条; domain §2.7). Only the notice says so.
 */
export function publicity<const W extends Publicity, const A>(
  which: W,
  { holder, clause, after }: { holder: 'unitAdmin' | 'organiserOfficer'; clause: string; after: A },
) {
  const told = by(['system'], clause);
  const shownBy = { type: 'shownBy', params: { which } } as const;
  return {
    initial: 'awaitingNotice',
    ...heldBy(holder, clause),
    states: {
      awaitingNotice: {
        ...heldBy(holder, clause),
        entry: [delistAgain(which), { type: 'forgetNotice', params: { which } }],
        on: {
          publish: {
            guard: 'showsContent',
            target: 'shown',
            actions: { type: 'publish', params: { which } },
            meta: told,
          },
        },
      },
      shown: {
        ...heldBy(holder, clause),
        after,
        on: {
          prolong: { guard: shownBy, target: 'shown', reenter: true, actions: 'prolong', meta: told },
          unpublish: {
            guard: shownBy,
            target: 'awaitingNotice',
            actions: { type: 'forgetNotice', params: { which } },
            meta: told,
          },
        },
      },
    },
  } as const;
}
