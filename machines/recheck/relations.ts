import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import type { Route } from '../roles.ts';
import type { RecheckContext } from './context.ts';

/** What a recheck is to people and registers: who sees it, whose it claims to be, what facts are asked for. */

/** Whoever decides and whoever has to act on it; the applicant sees his own (design D8). */
export function recheckSeenBy({ route }: RecheckContext): OrganisationId[] {
  return [route.unit, route.organiser, route.filingAuthority, route.bureau];
}

export function recheckClaimed({ person }: { readonly person?: string }): Partial<Route> {
  return { applicant: person ?? '' };
}

export function recheckAsks(
  { route, vacancyClass, result }: RecheckContext,
  opening: { readonly result?: string } | null,
): Partial<FactAsk> {
  return { person: route.applicant, unit: route.unit, vacancyClass, result: opening?.result ?? result };
}
