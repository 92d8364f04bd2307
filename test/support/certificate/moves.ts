/** Everything that can be done with the titles of a person, with the pure step. */
import type { Facts, HeldTitle } from '../../../machines/facts.ts';
import type { Effect, Envelope, Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import type { Actor } from '../../../machines/roles.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import type { Tried } from '../explore.ts';
import { programmeCalendar } from '../programmes.ts';
import {
  citizen,
  clock,
  failure,
  forOne,
  fraud,
  holder,
  one,
  otherFinding,
  type Setting,
  stranger,
  system,
  two,
  unit,
} from './cast.ts';
import { properties } from './properties.ts';
import {
  type CommandEffect,
  idOf,
  type Name,
  nameOf,
  names,
  type One,
  type Sent,
  saidIn,
  type Word,
  type World,
} from './world.ts';

interface Where {
  readonly lifecycle: Lifecycle;
  readonly setting: Setting;
}

export function startOf({ lifecycle }: Where): World {
  const one: One = {
    snapshot: unopenedSnapshot(lifecycle),
    stands: 'unopened',
    ordered: null,
    words: [],
    title: null,
    asked: false,
    bars: 0,
    entries: 0,
  };
  return { day: 0, certificates: { first: one, later: one }, outbox: [] };
}

export function movesOf(where: Where, world: World): Tried<World>[] {
  const { setting } = where;
  const free = (came: World, label: string): Tried<World> => ({ label, came, faults: [] });
  return [
    ...names.flatMap((name) => attempts(world, name, setting).map((sent) => send(where, world, sent))),
    ...world.outbox.map((_, index) => deliver(where, world, index)),
    ...orderable(world, setting).map((name) => free(ordered(world, name), `${name} is confirmed`)),
    ...(world.day + 1 < setting.days.length ? [free({ ...world, day: world.day + 1 }, 'days pass')] : []),
  ];
}

/** The later is confirmed after the first, or on the same day. */
function orderable({ certificates: { first, later } }: World, { pair }: Setting): Name[] {
  if (first.ordered === null) return ['first'];
  return pair && later.ordered === null ? ['later'] : [];
}

const changed = (world: World, name: Name, change: Partial<One>): World => ({
  ...world,
  certificates: { ...world.certificates, [name]: { ...world.certificates[name], ...change } },
});
const ordered = (world: World, name: Name) => changed(world, name, { ordered: world.day });

function attempts(world: World, name: Name, setting: Setting): Sent[] {
  const { stands, ordered: day } = world.certificates[name];
  const to = (type: string, by: Actor, more: Partial<Sent> = {}): Sent => ({
    name,
    type,
    by,
    label: `${type} ${name} by ${by.person ?? by.role}`,
    data: {},
    carried: fraud,
    wrong: false,
    ...more,
  });
  const wrong = (type: string, by: Actor, more: Partial<Sent> = {}) => to(type, by, { wrong: true, ...more });
  if (day === null) return [];
  const data = openingOf(name, setting, setting.days[day]!);
  if (stands === 'unopened')
    return [to('open', system, { data }), wrong('open', one, { data }), wrong('open', citizen, { data })];
  const question = { data: { title: idOf[name] } };
  return [
    to('open', system, { data }),
    ...words(setting).map(([by, carried, label]) => to('revoke', by, { carried, label: `revoke ${name} ${label}` })),
    wrong('revoke', holder),
    wrong('revoke', unit),
    wrong('revoke', stranger),
    wrong('revoke', one, { carried: { document: 'a'.repeat(64) }, label: `revoke ${name} without a reason` }),
    wrong('revoke', one, { carried: { reason: { code: 'FRAUD' } }, label: `revoke ${name} without a document` }),
    wrong('question', one, question),
    to('clearQuestion', two),
    wrong('clearQuestion', holder),
    wrong('clearQuestion', two, { carried: { document: 'a'.repeat(64) }, label: `clear ${name} without a reason` }),
    wrong('clearQuestion', two, { carried: { reason: { code: 'OTHER' } }, label: `clear ${name} without a document` }),
    ...(stands === 'questioned' ? [to('titleQuestionDue', clock)] : []),
  ];
}

function words({ allWords }: Setting): [Actor, Envelope, string][] {
  const usual: [Actor, Envelope, string][] = [
    [one, fraud, 'by one'],
    [two, fraud, 'by two'],
  ];
  return allWords
    ? [
        ...usual,
        [forOne, fraud, 'by two for one'],
        [one, otherFinding, 'by one on another finding'],
        [one, failure, 'by one for no breach'],
        [two, failure, 'by two for no breach'],
      ]
    : usual;
}

function openingOf(name: Name, { of }: Setting, confirmedAt: number): object {
  const claim = { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' };
  const { committee } = of[name];
  const organiser = 'kaili-hrss';
  return { person: 'p-holder', unit: 'school-1', organiser, bureau: organiser, committee, claim, confirmedAt };
}

/** As the store would load it. */
function titlesFor({ certificates }: World, name: Name): HeldTitle[] {
  return names.flatMap((other) => {
    const { title } = certificates[other];
    if (title === null) return [];
    const { countsFrom, revokedOn } = title;
    return [{ case: idOf[other], own: other === name, countsFrom, revokedOn }];
  });
}

function send(where: Where, world: World, sent: Sent): Tried<World> {
  const { name, type, by, label, data, carried, wrong } = sent;
  const { snapshot } = world.certificates[name];
  const isTimer = by.role === 'clock';
  if (isTimer && !timersOf(where.lifecycle, snapshot.value).some(({ deadline }) => deadline === type))
    return { label, came: 'NOT_ARMED', faults: ['what is in question has its day: none'] };
  const occurrence = isTimer
    ? ({ kind: 'due', deadline: type } as Occurrence)
    : ({ kind: 'command', type, data, envelope: carried } as const);
  const moved = stepped(where, world, { name, occurrence, actor: by });
  if (moved.outcome === 'refused') return { label, came: moved.code, faults: [] };
  const { after, faults } = judged(where, world, { sent, moved });
  return { label, came: after, faults: wrong ? [...faults, `must not be: ${label}`] : faults };
}

function stepped(
  { lifecycle, setting }: Where,
  world: World,
  { name, occurrence, actor }: { name: Name; occurrence: Occurrence; actor: Actor },
): Moved | Refused {
  const facts: Partial<Facts> = { titles: titlesFor(world, name) };
  const { snapshot } = world.certificates[name];
  const { programme } = setting.of[name];
  const at = setting.days[world.day]!;
  return step({ lifecycle, snapshot, occurrence, actor, at, facts, programme, calendar: programmeCalendar });
}

function judged({ lifecycle, setting }: Where, before: World, { sent, moved }: { sent: Sent; moved: Moved }) {
  const after = followed(before, { sent, moved, stands: standsOf(lifecycle, moved.snapshot.value) });
  const move = { sent, before, after, moved, setting };
  const faults = Object.entries(properties).flatMap(([property, holds]) => {
    const wrong = holds(move);
    return wrong === null ? [] : [`${property}: ${wrong}`];
  });
  return { after, faults };
}

/** The world after something moved a certificate, as the witness writes it down. */
function followed(before: World, { sent, moved, stands }: { sent: Sent; moved: Moved; stands: string }): World {
  const { name, type, by, carried } = sent;
  const known = before.certificates[name];
  const hands = [by.person, by.onBehalfOf].filter((hand) => hand !== null);
  const word: Word = { says: saidIn(carried), hands };
  const others = known.words.filter((one) => JSON.stringify(one) !== JSON.stringify(word));
  const told = moved.effects.reduce(written, known);
  const after = changed(before, name, {
    ...told,
    snapshot: moved.snapshot,
    stands,
    words: type === 'revoke' ? [...others, word] : known.words,
    asked: known.asked || stands === 'questioned',
  });
  const sends = moved.effects.filter((effect): effect is CommandEffect => effect.kind === 'command');
  return { ...after, outbox: [...after.outbox, ...sends] };
}

function written(known: One, effect: Effect): One {
  if (effect.kind !== 'write') return known;
  const { title } = known;
  switch (effect.register) {
    case 'title': {
      if (effect.op === 'revoke') return { ...known, title: title && { ...title, revokedOn: effect.on } };
      const { approvedOn, countsFrom } = effect;
      return { ...known, title: { approvedOn, countsFrom, revokedOn: null } };
    }
    case 'bar':
      return { ...known, bars: known.bars + 1 };
    case 'integrity':
      return { ...known, entries: known.entries + 1 };
    default:
      return known;
  }
}

function deliver(where: Where, world: World, index: number): Tried<World> {
  const { case: target, event, data, accepts } = world.outbox[index]!;
  const rest = { ...world, outbox: world.outbox.filter((_, other) => other !== index) };
  const name = nameOf(typeof target === 'object' ? null : target);
  const label = `${event} reaches ${name}`;
  const occurrence = { kind: 'command', type: event, data, envelope: {} } as const;
  const moved = stepped(where, rest, { name, occurrence, actor: system });
  if (moved.outcome === 'refused') {
    const expected = (accepts as readonly string[]).includes(moved.code);
    return { label, came: rest, faults: expected ? [] : [`a command is refused only as expected: ${moved.code}`] };
  }
  const sent: Sent = { name, type: event, by: system, label, data, carried: {}, wrong: false };
  const { after, faults } = judged(where, rest, { sent, moved });
  return { label, came: after, faults };
}

/** What is wrong with a world as it stands. */
export function wrongIn({ setting }: Where, { certificates, outbox }: World): string[] {
  const { first, later } = certificates;
  const wrong = names.flatMap((name) => {
    const { stands, title, ordered: day, bars, entries } = certificates[name];
    if (stands === 'unopened') return title === null ? [] : ['the register has what there is: a title too many'];
    if (title === null || day === null) return ['the register has what there is: a title is missing'];
    const { approvedOn, countsFrom } = setting.of[name];
    return [
      ...((title.revokedOn !== null) === (stands === 'revoked') ? [] : [`the register says what it is: ${stands}`]),
      ...(title.approvedOn === approvedOn[day] ? [] : [`it prints the day of its confirmation: ${title.approvedOn}`]),
      ...(title.countsFrom === countsFrom[day] ? [] : [`years count as 五(二) says: from ${title.countsFrom}`]),
      ...(title.countsFrom <= title.approvedOn
        ? []
        : [`years never count from after the approval: ${title.countsFrom}`]),
      ...(bars === entries && bars <= 1 ? [] : [`a person is barred once, and it is entered: ${bars}, ${entries}`]),
    ];
  });
  return [...wrong, ...unasked(first, later, { quiet: outbox.length === 0 })];
}

/** When everything has arrived, what was built on a title that fell is in question, was looked into since, or has fallen itself. */
function unasked(first: One, later: One, { quiet }: { quiet: boolean }): string[] {
  return [
    [first, later],
    [later, first],
  ].flatMap(([earlier, built]) => {
    if (!earlier?.title || !built?.title) return [];
    const { countsFrom, revokedOn } = earlier.title;
    const rests = countsFrom < built.title.countsFrom;
    const fellSince = revokedOn !== null && revokedOn >= built.title.approvedOn;
    const settled = built.asked || built.stands === 'revoked';
    if (quiet && rests && fellSince && !settled)
      return ['a title that rests on a fallen one is looked into: it is not'];
    return built.asked && !(rests && revokedOn !== null)
      ? ['only what rests on a fallen title is asked about: it is']
      : [];
  });
}
