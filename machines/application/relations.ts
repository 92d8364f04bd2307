import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import { type Programme, vacancyClassOf } from '../programme.ts';
import type { TitleLevel, TitleScope } from '../programme-entries.ts';
import type { Route } from '../roles.ts';
import type { ApplicationContext } from './context.ts';

/** What an application is to people and registers: who sees it, whose it claims to be, what facts are asked for. */

/** Bureaus see their whole tree from the opening; the unit and its departments from `submit`; the committee's people from
 * the last `push` (design D8). */
export function seenBy({ route, submitted, pushed }: ApplicationContext): OrganisationId[] {
  const bureaus = route.above.slice(Math.max(0, route.above.indexOf(route.bureau)));
  const own = submitted ? [route.unit, ...route.departments, ...route.above] : [];
  const committee = pushed ? [route.committeeOrganisation, route.organiser, route.filingAuthority] : [];
  return [...bureaus, ...own, ...committee];
}

/** Of an opening's data; that they are true is a guard's question. */
export function claimed({ person, unit }: { person?: string; unit?: string }): Partial<Route> {
  return { applicant: person ?? '', unit: unit ?? '' };
}

interface Opening {
  readonly level?: TitleLevel;
  readonly scope?: TitleScope;
  readonly person?: string;
  readonly unit?: string;
  readonly reopens?: string;
}

/** Of what is sent: the items that are handed in with it, and the number under which a matter is raised. */
interface Sent {
  readonly matter?: string;
  readonly materials?: readonly { readonly item: string }[];
}

/** What opens a case anew takes its vacancy at once; any other asks for one when it is recommended (二(二)2, A50). */
export function asks(
  { route, vacancyClass, notices, claim: title, titleRoute }: ApplicationContext,
  opening: Opening | null,
  programme: Programme,
  sent: Sent | null,
): Partial<FactAsk> {
  const claim =
    opening?.reopens === undefined || opening.level === undefined ? null : { ...opening, level: opening.level };
  return {
    person: opening?.person ?? route.applicant,
    unit: opening?.unit ?? route.unit,
    // A double of an opening may find its case there in the same batch: what it asks for must not depend on that.
    vacancyClass: opening === null ? vacancyClass : claim && vacancyClassOf(programme, claim),
    reopens: opening?.reopens ?? null,
    claim: {
      series: title.series,
      level: title.level,
      scope: title.scope,
      route: titleRoute,
      items: (sent?.materials ?? []).map(({ item }) => item),
    },
    matter: sent?.matter ?? null,
    notices: Object.values(notices).filter((notice) => notice !== null),
  };
}
