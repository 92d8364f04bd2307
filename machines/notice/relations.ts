import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import type { Programme } from '../programme.ts';
import type { Parties, Route } from '../roles.ts';
import { ownerOf } from './changes.ts';
import type { NoticeContext } from './context.ts';
import type { NoticeDataOf } from './events.ts';

/** What a notice is to people and registers. To the public it is a page; as a case only those who answer for it see it. */

type Opening = Partial<NoticeDataOf<'open'>>;

export function noticeSeenBy({ parties, route }: NoticeContext): OrganisationId[] {
  return [parties.owner.organisation, parties.reviewer.organisation, ...route.above];
}

export function noticeClaimed({
  kind = 'internal',
  organisation = '',
}: Opening): Partial<Route> & { parties: Parties } {
  return {
    parties: { owner: ownerOf({ kind, organisation }), reviewer: { roles: ['bureauOfficer'], organisation: '' } },
  };
}

export function noticeAsks(
  { kind, accountedThrough, gapOver }: NoticeContext,
  opening: Opening | null,
  _programme: Programme,
  sent: Partial<NoticeDataOf<'delist'>> | null,
): Partial<FactAsk> {
  return {
    // A case that leaves is asked about alone: what others do at the same instant is not its business, nor its history's.
    listing: { kind: opening?.kind ?? kind, cases: opening?.cases ?? null, only: sent?.case ?? null },
    observed: accountedThrough === null ? null : { since: accountedThrough, over: gapOver },
  };
}
