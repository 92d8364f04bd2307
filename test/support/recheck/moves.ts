/** Everything that can be done about a result, with the pure step of the recheck and of the case it reopens. */
import type { Facts, Reopened, Ruling } from '../../../machines/facts.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import type { Actor } from '../../../machines/roles.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import type { Tried } from '../explore.ts';
import { kaili2023, programmeCalendar } from '../programmes.ts';
import {
  applicant,
  clock,
  days,
  deciders,
  endedAt,
  envelope,
  hands,
  other,
  remembered,
  result,
  system,
  unit,
} from './cast.ts';
import { properties } from './properties.ts';
import { type CommandEffect, groundOf, idOf, type Name, names, type One, type Sent, type World } from './world.ts';

export interface Charts {
  readonly recheck: Lifecycle;
  readonly application: Lifecycle;
}

export function startOf({ recheck }: Charts): World {
  const snapshot = unopenedSnapshot(recheck);
  const one: One = { snapshot, stands: 'unopened', asked: false, decidedBy: [], lastAt: 0 };
  const rechecks = { first: one, complaint: one, again: one };
  return { day: 0, rechecks, outbox: [], followUps: 0, vacancy: true, register: [] };
}

export function movesOf(charts: Charts, world: World): Tried<World>[] {
  const sent = names.flatMap((name) => attempts(world, name).map((one) => send(charts, world, one)));
  const delivered = world.outbox.map((_, index) => deliver(charts, world, index));
  const free = (came: World, label: string): Tried<World> => ({ label, came, faults: [] });
  return [
    ...sent,
    ...delivered,
    ...(world.day + 1 < days.length ? [free({ ...world, day: world.day + 1 }, 'weeks pass')] : []),
    free({ ...world, vacancy: !world.vacancy }, world.vacancy ? 'the vacancy is taken' : 'a vacancy comes free'),
  ];
}

function attempts(world: World, name: Name): Sent[] {
  const { stands, asked } = world.rechecks[name];
  const to = (type: string, by: Actor, more: Partial<Sent> = {}): Sent => ({
    name,
    type,
    by,
    label: `${type} ${name} by ${by.person ?? by.role}`,
    carried: envelope,
    wrong: false,
    changed: {},
    ...more,
  });
  const wrong = (type: string, by: Actor, more: Partial<Sent> = {}) => to(type, by, { wrong: true, ...more });
  if (!asked) {
    return [
      to('open', applicant),
      wrong('open', other),
      wrong('open', unit),
      wrong('open', applicant, { label: `open ${name} of a certificate`, changed: { outcome: 'certified' } }),
      wrong('open', applicant, {
        label: `open ${name} of what a recheck reopened`,
        changed: { context: { ...remembered, reopens: result } },
      }),
      wrong('open', applicant, { label: `open ${name} of another season`, changed: { programme: 'kaili-2022' } }),
    ];
  }
  const role = groundOf[name] === 'RESULT' ? 'organiserOfficer' : 'filingOfficer';
  const { free, barred } = deciders(role);
  const strangers = deciders(role === 'organiserOfficer' ? 'filingOfficer' : 'organiserOfficer').free;
  const timers = timersHere(stands);
  return [
    ...free.flatMap((by) => [to('grant', by), to('refuse', by)]),
    ...barred.flatMap((by) => [wrong('grant', by), wrong('refuse', by)]),
    ...strangers.slice(0, 1).flatMap((by) => [wrong('grant', by), wrong('refuse', by)]),
    wrong('grant', free[0]!, { carried: { document: 'd'.repeat(64) }, label: `grant ${name} without a reason` }),
    wrong('refuse', free[0]!, { carried: { reason: { code: 'OTHER' } }, label: `refuse ${name} without a document` }),
    to('retract', applicant),
    wrong('retract', free[0]!),
    wrong('followUp', applicant),
    to('reopen', deciders('organiserOfficer').free[0]!),
    wrong('reopen', applicant),
    ...timers.map((type) => to(type, clock)),
  ];
}

const timersHere = (stands: string) =>
  ({ requested: ['recheckDecisionDue'], complained: ['complaintDecisionDue'], granted: ['recheckFollowUpDue'] })[
    stands
  ] ?? [];

/** As the store would load it: what is known of the result, and of what was asked of it. */
function rulingOf({ rechecks }: World): Ruling {
  const asked = names.filter((name) => rechecks[name].asked);
  return {
    person: 'p-applicant',
    programme: kaili2023.id,
    outcome: 'notPassed',
    endedAt,
    context: remembered,
    hands: [...hands, ...asked.flatMap((name) => rechecks[name].decidedBy)],
    asked: asked.map((name) => ({
      ground: groundOf[name],
      case: idOf[name],
      ended: rechecks[name].snapshot.status === 'done' ? rechecks[name].stands : null,
      lastAt: rechecks[name].lastAt,
    })),
  };
}

const vacancyOf = ({ vacancy }: World) => ({ approved: 1, reserved: vacancy ? 0 : 1, own: false });

function send({ recheck }: Charts, world: World, sent: Sent): Tried<World> {
  const { name, type, by, label, carried } = sent;
  const { snapshot } = world.rechecks[name];
  const data = type === 'open' ? { person: by.person ?? '', result, ground: groundOf[name] } : {};
  const isTimer = by.role === 'clock';
  if (isTimer && !timersOf(recheck, snapshot.value).some(({ deadline }) => deadline === type))
    return { label, came: 'NOT_ARMED', faults: [] };
  const occurrence = isTimer
    ? ({ kind: 'due', deadline: type } as Occurrence)
    : ({ kind: 'command', type, data, envelope: carried } as const);
  const facts = { ruling: { ...rulingOf(world), ...sent.changed }, vacancy: vacancyOf(world) };
  const moved = stepped(recheck, { snapshot, occurrence, actor: by, at: days[world.day]!, facts });
  if (moved.outcome === 'refused') return { label, came: moved.code, faults: [] };
  const after = followed(world, sent, moved, recheck);
  const move = { sent, before: world, after, moved };
  const faults = Object.entries(properties).flatMap(([property, holds]) => {
    const wrong = holds(move);
    return wrong === null ? [] : [`${property}: ${wrong}`];
  });
  return { label, came: after, faults: sent.wrong ? [...faults, `must not be: ${label}`] : faults };
}

type At = Pick<Parameters<typeof step>[0], 'snapshot' | 'occurrence' | 'actor' | 'at'> & { facts: Partial<Facts> };
const stepped = (lifecycle: Lifecycle, at: At): Moved | Refused =>
  step({ lifecycle, ...at, programme: kaili2023, calendar: programmeCalendar });

const commandsIn = ({ effects }: Moved) => effects.filter((one): one is CommandEffect => one.kind === 'command');

/** The world after something moved a recheck, as the witness writes it down. */
function followed(world: World, { name, type, by }: Sent, moved: Moved, recheck: Lifecycle): World {
  const decided = type === 'grant' || type === 'refuse' ? [by.person, by.onBehalfOf] : [];
  const before = world.rechecks[name];
  const one: One = {
    snapshot: moved.snapshot,
    stands: standsOf(recheck, moved.snapshot.value),
    asked: true,
    decidedBy: [...before.decidedBy, ...decided.filter((hand) => hand !== null)],
    lastAt: days[world.day]!,
  };
  const entered = moved.effects.flatMap((effect) =>
    effect.kind === 'write' && effect.register === 'recheck' ? [effect.ground] : [],
  );
  return {
    ...world,
    rechecks: { ...world.rechecks, [name]: one },
    outbox: [...world.outbox, ...commandsIn(moved)].slice(0, MOST_UNDER_WAY),
    register: [...world.register, ...entered],
  };
}

/** A worker takes what is on its way: two of a kind tell as much as more. */
const MOST_UNDER_WAY = 2;

function deliver(charts: Charts, world: World, index: number): Tried<World> {
  const command = world.outbox[index]!;
  const outbox = world.outbox.filter((_, other) => other !== index);
  return command.lifecycle === 'application'
    ? openCase(charts, { ...world, outbox }, command)
    : tellRecheck(charts, { ...world, outbox }, command);
}

function openCase({ application }: Charts, world: World, command: CommandEffect): Tried<World> {
  const waiting = names.find((name) => ['granted', 'followUpOverdue'].includes(world.rechecks[name].stands));
  const reopened: Reopened = {
    outcome: 'notPassed',
    context: remembered,
    recheck: waiting === undefined ? null : idOf[waiting],
    followUp: world.followUps > 0 ? '00000000-0000-4000-8000-0000000000f1' : null,
  };
  const facts = { reopened, vacancy: vacancyOf(world), unitPlace: null, yearSlot: { heldBy: null } };
  const occurrence = { kind: 'command', type: 'open', data: command.data, envelope: {} } as const;
  const snapshot = unopenedSnapshot(application);
  const came = stepped(application, { snapshot, occurrence, actor: system, at: days[world.day]!, facts });
  if (came.outcome === 'refused') return refusedDelivery(world, command, came);
  const followUps = world.followUps + 1;
  const after = { ...world, followUps, vacancy: false, outbox: [...world.outbox, ...toRechecks(came)] };
  const faults = [
    ...(followUps > 1 ? ['a result is reopened at most once: again'] : []),
    ...(world.vacancy ? [] : ['a case is reopened within the vacancies: none was free']),
    ...(waiting === undefined ? ['only a granted recheck reopens: none is'] : []),
  ];
  return { label: 'the case is opened', came: after, faults };
}

const toRechecks = (moved: Moved) => commandsIn(moved).filter(({ lifecycle }) => lifecycle === 'recheck');

function tellRecheck({ recheck }: Charts, world: World, command: CommandEffect): Tried<World> {
  const name = names.find((one) => idOf[one] === command.case)!;
  const { snapshot } = world.rechecks[name];
  const occurrence = { kind: 'command', type: command.event, data: {}, envelope: {} } as const;
  const came = stepped(recheck, { snapshot, occurrence, actor: system, at: days[world.day]!, facts: {} });
  if (came.outcome === 'refused') return refusedDelivery(world, command, came);
  const sent: Sent = { name, type: command.event, by: system, label: '', carried: {}, wrong: false, changed: {} };
  const after = followed(world, sent, came, recheck);
  const reopened = after.rechecks[name].stands === 'reopened';
  return {
    label: `${name} is told`,
    came: after,
    faults: reopened ? [] : ['a recheck ends when its case is open: no'],
  };
}

/** The command is done with; whoever sent it must have expected this answer. */
function refusedDelivery(world: World, command: CommandEffect, { code }: Refused): Tried<World> {
  const { lifecycle, event, accepts } = command;
  const expected = (accepts as readonly string[]).includes(code);
  const faults = expected ? [] : [`a command is refused only as its sender expects: ${event} of ${lifecycle}, ${code}`];
  return { label: `${event} of ${lifecycle} is refused`, came: world, faults };
}

/** What is wrong with a world as it stands: what is armed, and what waits for nobody. */
export function wrongIn({ recheck }: Charts, { rechecks }: World): string[] {
  return names.flatMap((name) => {
    const { stands, snapshot } = rechecks[name];
    const armed = timersOf(recheck, snapshot.value).map(({ deadline }) => deadline as string);
    const wanted = snapshot.value === 'unopened' ? [] : timersHere(stands);
    return armed.join() === wanted.join() ? [] : [`what waits has its day: ${stands} waits for ${armed.join() || '–'}`];
  });
}
