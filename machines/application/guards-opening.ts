import type { Ride, Verdict } from '../lifecycle.ts';
import { committeesTaking, nodeInstant, startInstant } from '../programme.ts';
import { all, blocker } from '../verdict.ts';
import { routeOf, titleRouteOf } from './changes.ts';
import type { ApplicationContext } from './context.ts';
import type { ApplicationEvent, DataOf } from './events.ts';
import { vacant } from './guards-quota.ts';

/** Who may open an application, for what, until when (五(三), 二(三)3), and what a granted recheck reopens (domain A50). */

const opening = (
  _context: ApplicationContext,
  { data, ride }: Extract<ApplicationEvent, { type: 'open' }>,
  { reopening }: { reopening: boolean },
): Verdict => {
  if (data === undefined) return 'unknown';
  if ((data.reopens !== undefined) !== reopening) return 'elsewhere';
  const { programme, at, facts } = ride;
  if (reopening) {
    return reopenable(ride);
  }
  const { opens, cycleRollover } = programme.season;
  const season: Verdict =
    at >= startInstant(opens) && at < nodeInstant(cycleRollover)
      ? []
      : [blocker('SEASON_CLOSED', { clause: opens.clause, params: { opens: startInstant(opens) } })];
  const window: Verdict =
    at < nodeInstant(programme.clickWindow.to)
      ? []
      : [blocker('CLICK_WINDOW_CLOSED', { clause: programme.clickWindow.to.clause })];
  const taken = committeesTaking(programme, data).length;
  const committee: Verdict = taken === 1 ? [] : [blocker('NO_COMMITTEE', { clause: '五(一)' })];
  const place: Verdict = facts.unitPlace === null ? [blocker('UNIT_UNKNOWN', { clause: '二(三)3' })] : [];
  const employed: Verdict =
    facts.unitPlace?.employsApplicant === false
      ? [blocker('NOT_EMPLOYED', { clause: '二(三)3', help: 'unitAdmin' })]
      : [];
  const heldBy = facts.yearSlot?.heldBy;
  const slot: Verdict = heldBy ? [blocker('SLOT_TAKEN', { clause: '五(三)', params: { case: heldBy } })] : [];
  const scope: Verdict =
    data.scope === 'GRASSROOTS_PROVINCE' && data.level !== 'DEPUTY_SENIOR'
      ? [blocker('SCOPE_IMPOSSIBLE', { clause: '一(一)4', params: { scope: data.scope, level: data.level } })]
      : [];
  const pushers = pushed(taken === 1, { data, ride });
  return all(season, window, committee, place, employed, slot, scope, routePossible(data), pushers);
};

/** The green channel (一(四)) and the grassroots deputy-senior (一(一)4) are ways of their own: neither goes with another. */
function routePossible(data: DataOf<'open'>): Verdict {
  const route = titleRouteOf(data);
  const green = (route === 'GREEN_CHANNEL') === data.greenChannel;
  const grassroots = (route === 'GRASSROOTS_DEPUTY_SENIOR') === (data.scope === 'GRASSROOTS_PROVINCE');
  return green && grassroots ? [] : [blocker('ROUTE_IMPOSSIBLE', { clause: '一', params: { route } })];
}

/**
 * A50: what a granted recheck reopens is opened once, and within the vacancies: the earlier reservation ended with its case,
 * and no reservation is made while as many are reserved as approved (A47).
 */
function reopenable(ride: Ride): Verdict {
  const { actor, facts } = ride;
  if (facts.reopened === undefined) return 'unknown';
  const { outcome, recheck, followUp } = facts.reopened ?? {};
  const ended = outcome === 'notPassed' || outcome === 'publicityRejected';
  if (actor.role !== 'system' || !ended || !recheck) return [blocker('NO_REOPENING', { clause: '令40 第27条' })];
  if (followUp) return [blocker('REOPENED_ALREADY', { clause: '令40 第27条', params: { case: followUp } })];
  return vacant(ride);
}

/** A25: a case that no department pushes could only wait for its cut-off. */
function pushed(routed: boolean, event: { data: DataOf<'open'>; ride: Ride }): Verdict {
  if (!routed || !event.ride.facts.unitPlace || routeOf(event).departments.length > 0) return [];
  return [blocker('NO_DEPARTMENT', { clause: '二(二)4', help: 'bureauOfficer', params: { unit: event.data.unit } })];
}

export const openingGuards = { opening };
