import type { Ride, Verdict } from '../lifecycle.ts';
import { committeeOf, nodeInstant } from '../programme.ts';
import { all, blocker, way } from '../verdict.ts';
import type { ApplicationContext, Proposal } from './context.ts';
import type { ApplicationEvent } from './events.ts';

/**
 * Acts that take two persons (design D8): the first command only records a proposal; the same payload sent by another
 * entitled person carries it out. A different payload is a new proposal in place of the old one.
 */

type Extending = Extract<ApplicationEvent, { type: 'extend' }>;

/** What has to be the same in both commands. */
export function payloadOf(event: Extending): string {
  return JSON.stringify({ cutoff: event.data?.cutoff ?? null, reason: event.ride.envelope.reason?.code ?? null });
}

function matches(proposal: Proposal | null, event: Extending): boolean {
  return proposal !== null && proposal.event === event.type && proposal.payload === payloadOf(event);
}

/** D2: a new cut-off is later than now, and later than the node it replaces. */
function later(context: ApplicationContext, { data, ride }: Extending): Verdict {
  if (data === undefined) return 'unknown';
  const node = nodeInstant(committeeOf(ride.programme, context.route.committee).nodes.intakeCutoff);
  const present = Math.max(node, context.cutoff ?? 0);
  if (data.cutoff > ride.at && data.cutoff > present) return [];
  return [blocker('CUTOFF_NOT_LATER', { clause: '二(二)4', params: { present } })];
}

/** Whoever acts for somebody counts as both, in the first command and in the second. */
function sameHand({ actor }: Ride, proposal: Proposal | null): boolean {
  if (proposal === null) return false;
  const first = [proposal.by, proposal.onBehalfOf];
  return [actor.person, actor.onBehalfOf].some((hand) => hand !== null && first.includes(hand));
}

const proposing = (context: ApplicationContext, event: Extending): Verdict => {
  if (event.data === undefined) return 'unknown';
  if (!matches(context.proposal, event)) return later(context, event);
  const again = sameHand(event.ride, context.proposal);
  return again ? [blocker('ALREADY_PROPOSED', { clause: '二(二)4', help: 'organiserOfficer' })] : 'elsewhere';
};

/** The second person's command, for a case that left `state` at its cut-off. */
const seconding = (context: ApplicationContext, event: Extending, { state }: { state: string }): Verdict => {
  if (event.data === undefined) return 'elsewhere';
  const carried = matches(context.proposal, event) && !sameHand(event.ride, context.proposal);
  return all(way(carried && context.leftAt === state), later(context, event));
};

export const secondPersonGuards = { proposing, seconding };
