import type { NoticeContext } from '../../../machines/notice/context.ts';
import { listing } from './cast.ts';
import type { Move } from './move.ts';
import { gapsOf, interruptedDays, wholeDays } from './world.ts';

/** What no way through a notice's life may break. Each answers what is wrong, or null. */

export type Property = (move: Move) => string | null;
const holds = (is: boolean, wrong: string): string | null => (is ? null : wrong);
const typeOf = ({ what }: Move): string => ('deadline' in what ? what.deadline : what.type);

const commandsOf = ({ result }: Move, event: string) =>
  result.effects.filter((effect) => effect.kind === 'command').filter((effect) => effect.event === event);

const DAYS = 5;

export const properties: Readonly<Record<string, Property>> = {
  'a notice that is closed was shown for five whole working days': (move) => {
    if (move.to !== 'closed') return null;
    const days = wholeDays(move.world, move.world.now);
    return holds(days >= DAYS, `${days} whole days`);
  },
  'a notice is closed only when it has been seen after its days': (move) => {
    if (move.to !== 'closed') return null;
    const last = move.world.looks.findLast(({ seen }) => seen)?.at ?? 0;
    return holds(wholeDays(move.world, last) >= DAYS, 'not seen since');
  },
  'a notice is closed only when every gap has been told': (move) =>
    move.to === 'closed'
      ? holds(
          gapsOf(move.world).every((gap) => move.world.told.includes(JSON.stringify(gap))),
          'a gap was not told',
        )
      : null,
  'a gap that is told was one': (move) => {
    const { what, world } = move;
    if ('deadline' in what || what.type !== 'reportGap') return null;
    const told = JSON.stringify(what.data);
    return holds(
      gapsOf(world).some((gap) => JSON.stringify(gap) === told),
      `${told} never was`,
    );
  },
  'its days are never over before five working days have passed': (move) =>
    typeOf(move) === 'noticeEnd'
      ? holds(wholeDays({ ...move.world, looks: [] }, move.world.now) >= DAYS, 'too early')
      : null,
  'its cases are kept from other notices until it is over, and no longer': ({ to, world }) =>
    holds(world.holds === !['closed', 'takenDown', 'discarded'].includes(to), `${to}, holds ${world.holds}`),
  'a case that has left is on the list no more': ({ what, world }) => {
    if ('deadline' in what || what.type !== 'delist') return null;
    const { case: left } = what.data as { case: string };
    return holds(!world.listed.includes(left), `${left} is listed`);
  },
  'a notice counts what it lists': ({ result, world }) => {
    const { count } = result.snapshot.context as NoticeContext;
    return holds(count === world.listed.length, `${count} counted, ${world.listed.length} listed`);
  },
  'leaving moves nothing but the list': (move) => {
    if (typeOf(move) !== 'delist') return null;
    const { arms, disarms } = move.result;
    return holds(
      move.to === move.from.stands && arms.length + disarms.length === 0,
      `${move.from.stands} → ${move.to}`,
    );
  },
  'nothing is shown that was not posted by its owner, signed': (move) =>
    ['posted', 'toBeProved', 'unproved', 'closed'].includes(move.to)
      ? holds(move.world.postedAt !== null, 'never posted')
      : null,
  'whoever is shown is told': (move) => {
    if (typeOf(move) !== 'post') return null;
    const told = move.result.effects.filter((effect) => effect.kind === 'send' && effect.to === 'applicant');
    return holds(told.length === 2, `${told.length} told`);
  },
  'every case on the list is told that it is shown, and that it is not any more': (move) => {
    const event = { post: 'publish', takeDown: 'unpublish' }[typeOf(move)];
    if (event === undefined) return null;
    const told = commandsOf(move, event);
    const each = move.from.world.listed.every((id) => told.some((one) => one.case === id));
    const byIt = told.every(({ data }) => data.notice === listing.notice);
    return holds(each && byIt && told.length === move.from.world.listed.length, `${event} was told ${told.length}`);
  },
  'every case on the list is shown as many days longer as the gaps touch': (move) => {
    if (typeOf(move) !== 'reportGap') return null;
    const [days, told] = [interruptedDays(move.world), move.world.longer];
    const each = commandsOf(move, 'prolong').length;
    return holds(
      days === told && (each === 0 || each === move.world.listed.length),
      `${days} days were touched, ${told} told to ${each}`,
    );
  },
  'whoever answers for it holds it until it ends': (move) => {
    const told = move.result.effects.some((effect) => effect.kind === 'send' && effect.organisation === 'school-1');
    return typeOf(move) === 'open' ? holds(told, 'the owner was not told') : null;
  },
};
