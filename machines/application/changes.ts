import { LONGEST_PERIOD } from '../calendar.ts';
import type { RouteId } from '../eligibility/route-ids.ts';
import type { Ride } from '../lifecycle.ts';
import { committeeOf, routeCommittee, vacancyClassOf } from '../programme.ts';
import type { Route } from '../roles.ts';
import { shownIn } from './around.ts';
import { type ApplicationContext, applicationContextSchema, type Publicity, unopened } from './context.ts';
import type { DataOf } from './events.ts';
import { payloadOf } from './guards-second-person.ts';

/** Every change of the application's context: pure, named after the event or after what it remembers. */

type Of<D> = { data: D; ride: Ride };
type Changed = Partial<ApplicationContext>;

const LEVELS = ['city', 'prefecture', 'province'] as const;

/** The way a case takes: its unit's line departments up to the level of the committee (二(二)4), then the committee. */
export function routeOf({ data, ride }: Of<DataOf<'open'>>): Route {
  const place = ride.facts.unitPlace;
  if (!place) throw new Error(`open passed its guard without the place of unit ${data.unit}`);
  const key = routeCommittee(ride.programme, data);
  const { organisation, organiser, filingAuthority } = committeeOf(ride.programme, key);
  const bureau = place.above.find(({ kind }) => kind === 'hrss')?.id ?? organiser;
  const reach = place.above.find(({ id }) => id === organiser)?.level ?? 'province';
  const departments = place.pushers
    .filter(({ id, level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(reach) && (id !== organiser || id === bureau))
    .map(({ id }) => id);
  return {
    applicant: data.person,
    unit: data.unit,
    departments,
    committee: key,
    committeeOrganisation: organisation,
    organiser,
    filingAuthority,
    bureau,
    above: place.above.map(({ id }) => id),
  };
}

/** The way that is named, or that follows from the green channel and the scope. */
export function titleRouteOf({ route, greenChannel, scope }: DataOf<'open'>): RouteId {
  if (route !== undefined) return route;
  if (greenChannel) return 'GREEN_CHANNEL';
  return scope === 'GRASSROOTS_PROVINCE' ? 'GRASSROOTS_DEPUTY_SENIOR' : 'ORDINARY';
}

/** A fresh application (五(三)). */
function open(_context: ApplicationContext, event: Of<DataOf<'open'>>): Changed {
  const { series, level, greenChannel, scope } = event.data;
  return {
    ...unopened,
    route: routeOf(event),
    claim: { series, level, greenChannel, scope },
    titleRoute: titleRouteOf(event.data),
    rules: event.ride.facts.pinnedRules ?? null,
    vacancyClass: vacancyClassOf(event.ride.programme, event.data),
  };
}

/** A50: the dossier, earlier publicities and nodes are those of the case it reopens; the result is to be published anew. */
function reopen(_context: ApplicationContext, { data, ride }: Of<DataOf<'open'>>): Changed {
  const earlier = applicationContextSchema.parse(ride.facts.reopened?.context);
  return {
    ...earlier,
    reopens: data.reopens ?? null,
    ran: { ...earlier.ran, result: null },
    id: null,
    notices: { ...earlier.notices, result: null },
    showing: null,
    meeting: null,
    done: { ...earlier.done, meeting: false },
    openMatters: [],
    proposal: null,
    leftAt: null,
    cutoff: null,
    persons: { ...earlier.persons, minutesSigner: null },
  };
}

function submit(_context: ApplicationContext, { data }: Of<DataOf<'submit'>>): Changed {
  return { content: data.content, submitted: true };
}

/** What later publicities show is the corrected content (domain A42). */
function rememberContent(_context: ApplicationContext, { data }: Of<DataOf<'resubmit' | 'supplement'>>): Changed {
  return { content: data.content };
}

function verify({ persons }: ApplicationContext, { ride }: Of<DataOf<'verify'>>): Changed {
  return { persons: { ...persons, materialReviewer: ride.actor.person, reviewedFor: ride.actor.onBehalfOf } };
}

/** A notice shows the case: from now on anyone may object or complain (design D8). */
function publish(
  { notices }: ApplicationContext,
  { data }: Of<DataOf<'publish'>>,
  { which }: { which: Publicity },
): Changed {
  const { notice, case: id, postedAt } = data;
  return { shown: true, id, notices: { ...notices, [which]: notice }, showing: { postedAt, prolonged: 0 } };
}

/** What gaps add is kept within what the calendar can count, as the notice keeps it. */
function prolong({ showing }: ApplicationContext, { data }: Of<DataOf<'prolong'>>): Changed {
  if (!showing) throw new Error('a case that is shown knows since when');
  const prolonged = Math.min(showing.prolonged + data.workingDays, LONGEST_PERIOD / 2);
  return { showing: { ...showing, prolonged } };
}

/** What ran whole is proved by the notice that showed it: a case that leaves that notice is shown anew, whatever its content. */
function forgetNotice({ notices, ran }: ApplicationContext, _event: object, { which }: { which: Publicity }): Changed {
  return { notices: { ...notices, [which]: null }, ran: { ...ran, [which]: null }, showing: null };
}

/** Of the notice that shows it where it stands, if any does. */
function leaveNotice(context: ApplicationContext, event: { ride: Ride }): Changed {
  const which = shownIn(event.ride.stands);
  return which === null ? {} : forgetNotice(context, event, { which });
}

function ranWhole({ ran, content }: ApplicationContext, _event: object, { which }: { which: Publicity }): Changed {
  return { ran: { ...ran, [which]: content }, showing: null };
}

/** A39: a node once met stays met when the case is returned later. Pushing begins with the lowest level. */
function recommend({ persons, done }: ApplicationContext, { ride }: Of<DataOf<'recommend'>>): Changed {
  return { persons: { ...persons, recommender: ride.actor.person }, done: { ...done, unit: true }, level: 0 };
}

function nextLevel({ level }: ApplicationContext): Changed {
  return { level: level + 1 };
}

/** All department levels share one node, met when the last has pushed (design D2). */
function lastPush({ done }: ApplicationContext): Changed {
  return { done: { ...done, department: true }, pushed: true };
}

function passPolicy({ persons, done }: ApplicationContext, { ride }: Of<DataOf<'passPolicy'>>): Changed {
  return { persons: { ...persons, policyReviewer: ride.actor.person }, done: { ...done, policyReview: true } };
}

/** 一次性告知: one request, with the whole list (令40 第18条). */
function requestSupplement(): Changed {
  return { supplementUsed: true };
}

function convene(_context: ApplicationContext, { data }: Of<DataOf<'convene'>>): Changed {
  return { meeting: data.meeting };
}

function leaveSitting(): Changed {
  return { meeting: null };
}

function decide({ persons, done }: ApplicationContext, { data }: Of<DataOf<'decide'>>): Changed {
  return { persons: { ...persons, minutesSigner: data.signedBy }, done: { ...done, meeting: true } };
}

function openMatter(
  { openMatters }: ApplicationContext,
  { data }: Of<DataOf<'object'>>,
  { kind }: { kind: 'objection' | 'complaint' },
): Changed {
  return { openMatters: [...openMatters, { id: data.matter, kind, alleges: data.alleges }] };
}

function closeMatter({ openMatters }: ApplicationContext, { data }: Of<DataOf<'resolveObjection'>>): Changed {
  return { openMatters: openMatters.filter(({ id }) => id !== data.matter) };
}

/** A53: what is still open lapses with the case. */
function forgetMatters(): Changed {
  return { openMatters: [] };
}

/** The cut-off passed here; `extend` comes back to this place (domain A03). */
function leave(_context: ApplicationContext, { ride }: { ride: Ride }): Changed {
  return {
    showing: null,
    leftAt: ride.stands.replace(/^beforeIntake\./, '').replace(/\.(inTime|late|awaitingNotice|shown)$/, ''),
    proposal: null,
  };
}

function propose(_context: ApplicationContext, event: Of<DataOf<'extend'>>): Changed {
  const { person: by, onBehalfOf } = event.ride.actor;
  if (by === null) throw new Error('a proposal needs a person');
  return { proposal: { event: 'extend', by, onBehalfOf, payload: payloadOf({ type: 'extend', ...event }) } };
}

function resume(_context: ApplicationContext, { data }: Of<DataOf<'extend'>>): Changed {
  return { cutoff: data.cutoff, leftAt: null, proposal: null };
}

export const changes = {
  open,
  reopen,
  submit,
  rememberContent,
  verify,
  publish,
  prolong,
  forgetNotice,
  leaveNotice,
  ranWhole,
  recommend,
  nextLevel,
  lastPush,
  passPolicy,
  requestSupplement,
  convene,
  leaveSitting,
  decide,
  openMatter,
  closeMatter,
  forgetMatters,
  leave,
  propose,
  resume,
};
