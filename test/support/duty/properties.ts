/** What no path of a duty may do. Each answers what is wrong, or null. */
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { heldBy } from '../../../machines/roles.ts';
import { standingMeta, timersOf } from '../../../machines/structure.ts';
import type { Cause, Seen, State, Witness } from './witness.ts';

export interface Move extends Seen {
  readonly from: string;
  readonly to: string;
  readonly before: Witness;
  readonly after: Witness;
}

const acceptances = ['accept', 'acceptLate'];
const typeOf = (cause: Cause) => (cause.kind === 'due' ? cause.deadline : cause.attempt.type);
const isAcceptance = ({ cause }: Move) => acceptances.includes(typeOf(cause));

export const properties: Readonly<Record<string, (move: Move) => string | null>> = {
  'a form is accepted only once it was handed in and taken up': (move) =>
    isAcceptance(move) && move.before.pending?.takenUp !== true ? 'nothing was taken up' : null,

  'nothing stands as accepted but by an acceptance, or because an earlier one stays in force': ({
    to,
    after,
    cause,
  }) => {
    const wanted = { accepted: 'accept', acceptedLate: 'acceptLate' }[to];
    if (wanted === undefined) return null;
    if (after.accepted !== wanted) return `stands as ${to} after ${after.accepted}`;
    return [...acceptances, 'sendBack'].includes(typeOf(cause)) ? null : typeOf(cause);
  },

  'what came late is accepted with a reason only, and what came in time without': ({ cause, before }) => {
    if (cause.kind === 'due' || !acceptances.includes(cause.attempt.type)) return null;
    const { type, envelope } = cause.attempt;
    if (before.pending?.late !== (type === 'acceptLate')) return `${type} of what came ${before.pending?.late}`;
    return type === 'acceptLate' && envelope.reason === undefined ? 'no reason' : null;
  },

  'an acceptance is signed': ({ cause }) =>
    cause.kind === 'command' &&
    acceptances.includes(cause.attempt.type) &&
    cause.attempt.envelope.signature === undefined
      ? 'no signature'
      : null,

  'an overdue duty never forgets that it was overdue': ({ before, to }) =>
    before.missed && ['accepted', 'fulfilled', 'owed', 'returned', 'ahead'].includes(to) ? `stands as ${to}` : null,

  'the season ends as the last acceptance says': ({ cause, after, to }) => {
    if (typeOf(cause) !== 'dutyClosing') return null;
    const wanted = { accept: 'fulfilled', acceptLate: 'fulfilledLate', none: 'unfulfilled' }[after.accepted ?? 'none'];
    return to === wanted ? null : `${to}, not ${wanted}`;
  },

  'only its owner hands in over the web, only its reviewer at the counter; only the reviewer decides': ({
    cause,
    setting: { owner, reviewer },
  }) => {
    if (cause.kind === 'due') return null;
    const { type, actor, data } = cause.attempt;
    if (type === 'open') return actor.role === 'bureauOfficer' || actor.role === 'system' ? null : actor.role;
    const web = type === 'handIn' && !('counter' in data);
    return actor.organisation === (web ? owner : reviewer).organisation ? null : `${type} by ${actor.organisation}`;
  },

  'a form comes by the channels it is taken on': ({ cause, setting: { web, counter } }) => {
    if (cause.kind === 'due' || cause.attempt.type !== 'handIn') return null;
    return ('counter' in cause.attempt.data ? counter : web) ? null : cause.attempt.label;
  },

  'an acceptance writes what the form says, and nothing else writes': (move) => {
    const writes = move.result.effects.filter(({ kind }) => kind === 'write');
    const type = typeOf(move.cause);
    if (!acceptances.includes(type)) return writes.length === (type === 'open' ? 1 : 0) ? null : `${writes.length}`;
    const { vacancies, content } = move.setting;
    const fixed = writes.flatMap((one) => (one.kind === 'write' && one.register === 'vacancies' ? one.approved : []));
    const said = Object.fromEntries(fixed.map((one) => [one.class, one.approved]));
    if (JSON.stringify(said) !== JSON.stringify(vacancies)) return JSON.stringify(said);
    const entry = writes.find((one) => one.kind === 'write' && one.register === 'duty' && one.op === 'accept');
    const people = entry?.kind === 'write' && entry.register === 'duty' && entry.op === 'accept' ? entry.people : null;
    return people === ('people' in content ? content.people : null) ? null : 'counts';
  },

  'whoever misses the day is told, and so is whoever waits for the form': ({ cause, result, setting, to }) => {
    if (to !== 'overdue' || cause.kind === 'command') return null;
    const told = result.effects.flatMap((one) => (one.kind === 'send' ? [one.organisation] : []));
    const wanted = [setting.owner.organisation, setting.reviewer.organisation];
    return wanted.every((one) => told.includes(one)) ? null : `told ${told.join(' ')}`;
  },
};

/** Of every state. */
export const invariants: Readonly<Record<string, (state: State, lifecycle: Lifecycle) => string | null>> = {
  'armed are the timers of the active states': ({ snapshot, witness }, lifecycle) => {
    const waiting = snapshot.value === 'unopened' ? [] : timersOf(lifecycle, snapshot.value).map((one) => one.deadline);
    return waiting.sort().join() === witness.armed.join() ? null : `${waiting} and ${witness.armed}`;
  },

  'one organisation has it in hand, and answers for what is overdue': ({ snapshot, stands, setting }, lifecycle) => {
    const { holder } = standingMeta(lifecycle, snapshot.value);
    if (snapshot.status === 'done' || stands === 'unopened') return null;
    const held = holder === null ? null : heldBy(holder, snapshot.context as never).organisation;
    const reviewing = /^(submitted|underReview)/.test(stands);
    return held === (reviewing ? setting.reviewer : setting.owner).organisation ? null : `held by ${held}`;
  },
};
