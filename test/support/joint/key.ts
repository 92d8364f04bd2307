/** When two joint states are one: where nothing that can still happen could tell them apart. */
import type { StateValue } from 'xstate';
import type { CaseId } from '../../../machines/ids.ts';
import { recheckable } from '../../../machines/recheck/context.ts';
import { DAY_MS, type Instant } from '../../../machines/time.ts';
import { type Bounds, DISTURBANCES, type Joint, limited, type Part, type Spent } from './joint.ts';
import { nameOf } from './place.ts';
import { type Page, wholeDays } from './witness.ts';

/** Half days since an instant: noon to noon, and midnight between. */
const ago = (now: Instant, at: Instant): number => Math.round((2 * (now - at)) / DAY_MS);

/** Parts of a context that nothing asks for any more, that the place of the case says, or that are dates. */
const unasked: Readonly<Record<string, readonly string[]>> = {
  application: [
    'route',
    'claim',
    'vacancyClass',
    'level',
    'done',
    'submitted',
    'pushed',
    'persons',
    'showing',
    'cutoff',
  ],
  notice: ['route', 'parties', 'level', 'id', 'kind', 'count', 'gapOver', 'longestGap', 'gaps'],
  meeting: ['route', 'level', 'id', 'sitsOn', 'size', 'draw'],
  matter: ['route', 'level', 'parties', 'about', 'author', 'evidence', 'raisedAt', 'kind', 'alleges'],
  recheck: ['route', 'level', 'claim', 'vacancyClass', 'result', 'ground', 'outcome', 'hands'],
  certificate: ['route', 'level', 'claim', 'confirmedAt', 'approvedOn', 'countsFrom'],
};

const remembered = new WeakMap<object, string>();

/** Of a notice on show dates matter; every other context says the same on whatever day. */
function contextKey(part: Part, now: Instant): string {
  const context = part.snapshot.context as Readonly<Record<string, unknown>>;
  const text = remembered.get(context);
  if (text !== undefined) return text;
  const drop = unasked[part.lifecycle] ?? [];
  const kept = Object.entries(context).filter(([name]) => !drop.includes(name));
  const dated = part.lifecycle === 'notice';
  const key = JSON.stringify(kept, (_name, value: unknown) => {
    if (typeof value === 'number' && value > DAY_MS) return ago(now, value);
    if (dated && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return ago(now, Date.parse(value));
    return value;
  });
  if (!dated) remembered.set(context, key);
  return key;
}

const isRecheckable = ({ stands }: Part, { most }: Bounds) =>
  most.rechecks > 0 && recheckable.some((one) => one === stands);

/** Whether nothing can come of it any more: an application that has ended for good is told by nothing else. */
function isOver(part: Part, bounds: Bounds): boolean {
  return part.snapshot.status === 'done' && !(part.lifecycle === 'application' && isRecheckable(part, bounds));
}

const known = new WeakMap<Part, Map<Instant, string>>();

function partKey(id: CaseId, part: Part, of: { now: Instant; bounds: Bounds }): string {
  const keys = known.get(part) ?? new Map<Instant, string>();
  known.set(part, keys);
  const key = keys.get(of.now) ?? partKeyAnew(part, of);
  keys.set(of.now, key);
  return `${nameOf(id)}=${key}`;
}

function partKeyAnew(part: Part, { now, bounds }: { now: Instant; bounds: Bounds }): string {
  if (isOver(part, bounds)) {
    const how = part.lifecycle === 'application' && part.stands !== 'certified' ? 'ended' : part.stands;
    return how;
  }
  const due = Object.entries(part.due).map(([name, at]) => name + ago(now, at));
  return `${placeOf(part.snapshot.value)} ${contextKey(part, now)} ${due}`;
}

const places = new WeakMap<object, string>();

/** Where it stands in every region, but for the nodes that only write down what is late. */
function placeOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const found = places.get(value);
  if (found !== undefined) return found;
  const place = JSON.stringify(value, (name, inner: unknown) => (name.endsWith('Node') ? undefined : inner));
  places.set(value, place);
  return place;
}

function pageKey(page: Page, now: Instant): string {
  return `${ago(now, page.postedAt)}/${page.missed.map((at) => ago(now, at))}/${wholeDays(page, now)}`;
}

/** One text for all states that are one. */
export function keyOf(joint: Joint, bounds: Bounds): string {
  const { now, parts, outbox, registers, pages, witness, spent } = joint;
  const applications = Object.values(parts).filter(({ lifecycle }) => lifecycle === 'application');
  const over = applications.every((part) => isOver(part, bounds));
  const shown = Object.entries(pages).filter(([id]) => parts[id]?.snapshot.status !== 'done');
  return [
    ...Object.keys(parts)
      .sort()
      .map((id) => partKey(id, parts[id]!, { now, bounds })),
    ...outbox
      .map(({ from, to, event, data }, index) => {
        const before = outbox.slice(0, index).filter((one) => one.from === from && one.to === to).length;
        return `${nameOf(from)}>${nameOf(to)}#${before} ${event} ${dataKey(data, now)}`;
      })
      .sort(),
    listingsKey(joint) + textOf(registers.agendas) + textOf(registers.urns),
    ...shown.map(([id, page]) => `${nameOf(id)} ${pageKey(page, now)}`).sort(),
    over
      ? ''
      : [witness.applications, witness.notices, witness.sittings].map(textOf).join(' ') + spentKey(spent, bounds),
  ].join('\n');
}

function dataKey(data: object, now: Instant): string {
  return JSON.stringify(data, (name, value: unknown) =>
    name === 'confirmedAt' ? undefined : typeof value === 'number' && value > DAY_MS ? ago(now, value) : value,
  );
}

/** A notice that is over keeps nothing from others. */
function listingsKey({ registers, parts }: Joint): string {
  const kept = Object.entries(registers.listings).filter(
    ([id, { live }]) => live.length > 0 || parts[id]?.snapshot.status !== 'done',
  );
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** When nothing more may come between, what it was is of no account. */
function spentKey(spent: Spent, { disturbances }: Bounds): string {
  const used = spent[DISTURBANCES] ?? 0;
  if (used < disturbances) return textOf(spent);
  const free = Object.entries(spent).filter(
    ([what]) => !limited.some((one) => !counted.includes(one) && what.startsWith(one)),
  );
  return JSON.stringify(free.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of these the second is free where the first came to nothing. */
const counted: readonly string[] = ['notices', 'sittings'];

const texts = new WeakMap<object, string>();

function textOf(record: Readonly<Record<string, unknown>>): string {
  const found = texts.get(record);
  if (found !== undefined) return found;
  const text = JSON.stringify(sorted(record));
  texts.set(record, text);
  return text;
}

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
