import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import type { Route } from '../roles.ts';
import type { MeetingContext } from './context.ts';
import type { DataOf } from './events.ts';

/** What a meeting is to people and registers: who sees it, whose it claims to be, what facts are asked for. */

/**
 * A closed meeting (令40 第24条): the committee's people, its organiser and the authority with which its pool and its minutes are
 * filed. To everybody else, the applicants and their units among them, it does not exist.
 */
export function meetingSeenBy({ route }: MeetingContext): OrganisationId[] {
  return [route.committeeOrganisation, route.organiser, route.filingAuthority];
}

/** Of an opening's data; that the committee is this organisation's is a guard's question. */
export function meetingClaimed({ committee, organisation }: Partial<DataOf<'open'>>): Partial<Route> {
  return { committee: committee ?? '', committeeOrganisation: organisation ?? '', unit: organisation ?? '' };
}

export function meetingAsks(
  { agenda, route, sitsOn }: MeetingContext,
  opening: DataOf<'open'> | null,
): Partial<FactAsk> {
  if (opening) {
    return { agenda: opening.cases, pool: { committee: opening.organisation, day: opening.sitsOn } };
  }
  const remaining = agenda.filter(({ postponed }) => postponed === null).map((item) => item.case);
  return { agenda: remaining, pool: { committee: route.committeeOrganisation, day: sitsOn } };
}
