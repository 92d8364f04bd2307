import { dayKind } from '../calendar.ts';
import type { AnyGuard, Blocker, Ride, Verdict } from '../lifecycle.ts';
import { nodeInstant } from '../programme.ts';
import type { Duty } from '../programme-materials.ts';
import { atTime, dateOf } from '../time.ts';
import { all, blocker, way } from '../verdict.ts';
import type { DutyContext, FormContent } from './context.ts';
import type { DutyDataOf, DutyEvent, DutyEventName } from './events.ts';
import { owes, partiesOf } from './parties.ts';

/** Every guard of a duty: named pure functions of context, event and plain parameters (design D1). */

type Guard<N extends DutyEventName, P = undefined> = (
  context: DutyContext,
  event: Extract<DutyEvent, { type: N }>,
  params: P,
) => Verdict;
/** Of a timer, or of a command that needs no more than how the duty stands. */
type StandingGuard<P = undefined> = (context: DutyContext, event: { ride: Ride }, params: P) => Verdict;

/** Form by form and organisation by organisation, once a year, by the bureau above it (五(五), 五(七)). */
const openable: Guard<'open'> = (_context, { data, ride }) => {
  if (data === undefined) return 'unknown';
  const { programme, facts, at } = ride;
  const { due } = programme.duties[data.form];
  const { form, organisation } = data;
  const blocked = (code: Parameters<typeof blocker>[0], params: Blocker['params'] = {}) => [
    blocker(code, { clause: due.clause, help: 'bureauOfficer', params }),
  ];
  const place = facts.organisationPlace;
  if (!place) return blocked('UNIT_UNKNOWN');
  const above: Verdict = place.above.some(({ id, kind }) => id === data.bureau && kind === 'hrss')
    ? []
    : blocked('BUREAU_NOT_ABOVE', { bureau: data.bureau, organisation });
  const owed: Verdict = owes(programme, form, place) ? [] : blocked('DUTY_NOT_OWED', { form, organisation });
  const reviewed: Verdict = partiesOf(programme, form, place) === null ? blocked('NO_REVIEWER', { organisation }) : [];
  const known = facts.duty?.heldBy;
  const once: Verdict = known ? blocked('DUTY_KNOWN', { form, organisation, case: known }) : [];
  const { cycleRollover } = programme.season;
  const season: Verdict = at < nodeInstant(cycleRollover) ? [] : blocked('SEASON_CLOSED');
  return all(season, above, owed, reviewed, once);
};

/** Over the web by its owner, at the counter by the officer who takes it there (domain §0.2, A04). */
const receivable: Guard<'handIn', { counter: boolean }> = (context, event, { counter }) => {
  const { data, ride } = event;
  const duty = ride.programme.duties[context.form];
  if (data === undefined) return channelOf(duty, counter) ?? 'unknown';
  if ((data.counter !== undefined) !== counter) return 'elsewhere';
  const channel = channelOf(duty, counter) ?? [];
  const hours = data.counter === undefined ? [] : atCounter({ duty, hour: data.counter.hour, ride });
  return all(channel, hours, fits(context, { data, ride }), ride.facts.collected === undefined ? 'unknown' : []);
};

function channelOf({ online, counter, due }: Duty, atCounterNow: boolean): Blocker[] | null {
  if (atCounterNow) return counter === undefined ? [blocker('NOT_AT_COUNTER', { clause: due.clause })] : null;
  return online ? null : [blocker('NOT_ONLINE', { clause: due.clause })];
}

/** The same day, not after the officer writes it down, and before the counter closes on a working day (民法典 203). */
function atCounter({ duty, hour, ride }: { duty: Duty; hour: string; ride: Ride }): Verdict {
  const { counter } = duty;
  if (counter === undefined) return [];
  const { closes, clause } = counter;
  const today = dateOf(ride.at);
  const at = atTime(today, hour);
  const ahead: Verdict = at > ride.at ? [blocker('HOUR_AHEAD', { clause, params: { hour } })] : [];
  const open = at < atTime(today, closes) && dayKind(ride.calendar, today).working;
  return all(ahead, open ? [] : [blocker('COUNTER_CLOSED', { clause, params: { hour, closes } })]);
}

/** Whether the figures are those of the form, and possible. */
function fits(context: DutyContext, { data, ride }: { data: DutyDataOf<'handIn'>; ride: Ride }): Verdict {
  const { form } = context;
  const { clause } = ride.programme.duties[form].due;
  const { content } = data;
  if (content.form !== form) return [blocker('FORM_DIFFERS', { clause, params: { form, given: content.form } })];
  return [...classesOf(content, ride), ...impossiblePosts(content)].map(({ code, params }) =>
    blocker(code, { clause, params }),
  );
}

type Fault = { code: 'CLASS_MISSING' | 'CLASS_UNKNOWN' | 'POSTS_IMPOSSIBLE'; params: Blocker['params'] };

/** Form 1-6 speaks of every vacancy class of the programme, once (domain A48). */
function classesOf(content: FormContent, { programme }: Ride): Fault[] {
  if (content.form !== programme.quota.form || !('classes' in content)) return [];
  const wanted = Object.keys(programme.quota.classes);
  const given = content.classes.map((one) => one.class);
  const missing = wanted.filter((one) => !given.includes(one));
  const unknown = given.filter((one, index) => !wanted.includes(one) || given.indexOf(one) !== index);
  return [
    ...missing.map((one): Fault => ({ code: 'CLASS_MISSING', params: { class: one } })),
    ...unknown.map((one): Fault => ({ code: 'CLASS_UNKNOWN', params: { class: one } })),
  ];
}

function impossiblePosts(content: FormContent): Fault[] {
  const counted =
    'classes' in content ? content.classes : 'posts' in content ? [{ ...content, class: content.form }] : [];
  return counted
    .filter(({ posts, filled }) => filled > posts)
    .map(({ class: named, posts, filled }) => ({ code: 'POSTS_IMPOSSIBLE', params: { class: named, posts, filled } }));
}

/** What was handed in after the day due is accepted with a reason, or not at all (domain A19). */
const acceptable: Guard<'accept' | 'acceptLate', { late: boolean }> = ({ form, handIn }, { ride }, { late }) => {
  const { clause } = ride.programme.duties[form].due;
  const known: Verdict = ride.facts.collected === undefined || ride.facts.quota === undefined ? 'unknown' : [];
  if (handIn?.late === late) return known;
  return [blocker(late ? 'HANDED_IN_TIME' : 'HANDED_IN_LATE', { clause, params: { form } })];
};

/** What an earlier acceptance left in force, while a later hand-in is not accepted. */
const inForce: StandingGuard<{ as: DutyContext['inForce'] }> = (context, _event, { as }) => way(context.inForce === as);

/** Nothing is in force, and the day due has passed before. */
const owedSince: StandingGuard<{ overdue: boolean }> = (context, _event, { overdue }) =>
  way(context.inForce === null && context.overdue === overdue);

export const dutyGuards = { openable, receivable, acceptable, inForce, owedSince } satisfies Record<string, AnyGuard>;
export type DutyGuardName = keyof typeof dutyGuards;
