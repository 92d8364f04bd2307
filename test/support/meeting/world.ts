/**
 * What really happened to a sitting and its cases: from what was sent, rang, was written and told; what the chart's context
 * remembers is never read. The cases move too: one may be withdrawn, or held by a complaint, while the sitting goes on.
 */
import type { Effect } from '../../../machines/lifecycle.ts';
import type { Moved } from '../../../machines/step.ts';
import { agenda, COLLEAGUE, cases, drawn, personOf } from './cast.ts';
import type { CaseId, CaseThere, Cause, World } from './move.ts';

export const before: World = {
  cases: {
    [cases.a]: { stands: 'expertReview.queued', held: false },
    [cases.b]: { stands: 'expertReview.queued', held: false },
  },
  race: false,
  share: false,
  drawn: [],
  recused: {},
  present: null,
  opinions: [],
  live: [],
  urns: {},
  signed: [],
  announced: false,
  armed: [],
  judged: null,
};

/** Who may vote on a case: present and not recused. */
export function votersIn({ present, recused }: World, id: CaseId): number[] {
  return (present ?? []).filter((lot) => !recused[id]?.includes(lot));
}

/** The chair, or the vice-chair where the chair is absent or recused; nobody where both are (domain A49). */
export function presidentIn(world: World, id: CaseId): number | null {
  const voters = votersIn(world, id);
  return [1, 2].find((lot) => voters.includes(lot)) ?? null;
}

const lotOf = (person: string): number => Number(person.replace('expert-', ''));
const sorted = (lots: Iterable<number>): number[] => [...new Set(lots)].sort((a, b) => a - b);

/** The world after a move. */
export function observe(world: World, { cause, result }: { cause: Cause; result: Moved }): World {
  const told = cause.kind === 'due' ? rung(world, cause.deadline) : heard(world, cause.attempt);
  const gone = new Set([...result.disarms, ...(cause.kind === 'due' ? [cause.deadline] : [])]);
  const arms = result.arms.map(({ name }) => name);
  const armed = [...new Set([...world.armed.filter((name) => !gone.has(name as never)), ...arms])].sort();
  return result.effects.reduce(took, { ...told, armed });
}

function rung(world: World, deadline: string): World {
  if (deadline !== 'meetingDue') return world;
  return {
    ...world,
    judged: signersIn(world).every((lot) => world.signed.includes(lot)) && world.signed.length > 0 ? 'met' : 'overrun',
  };
}

/** Whoever presides over a case on which enough have voted signs. */
export function signersIn(world: World): number[] {
  return sorted(decidedIn(world).flatMap((id) => presidentIn(world, id) ?? []));
}

/** Cases that were voted on by two thirds of the committee, with somebody left to preside. */
export function decidedIn(world: World): CaseId[] {
  return Object.entries(world.urns)
    .filter(([id, urn]) => !urn.open && 3 * urn.voted.length >= 2 * drawn.length && presidentIn(world, id) !== null)
    .map(([id]) => id);
}

function heard(world: World, { type, data, by }: Extract<Cause, { kind: 'command' }>['attempt']): World {
  const given = data as {
    cases?: CaseId[];
    lot?: number;
    present?: number[];
    left?: number[];
    opinions?: { case: CaseId }[];
  };
  switch (type) {
    case 'contributeShare':
      return { ...world, share: true };
    case 'drawExperts':
      return { ...world, drawn, recused: { [cases.a]: [], [cases.b]: [COLLEAGUE] } };
    case 'declareRecusal':
      return recuse(world, lotOf(by.person ?? ''), given.cases ?? []);
    case 'recordRecusal':
      return recuse(world, given.lot ?? 0, given.cases ?? []);
    case 'callRoll':
      return { ...world, present: sorted(given.present ?? []) };
    case 'recordDeparture':
      return { ...world, present: (world.present ?? []).filter((lot) => lot !== given.lot) };
    case 'recordGroupOpinion':
      return {
        ...world,
        opinions: [...new Set([...world.opinions, ...(given.opinions ?? []).map((one) => one.case)])].sort(),
      };
    case 'closeVoting':
      return { ...world, present: (world.present ?? []).filter((lot) => !given.left?.includes(lot)) };
    case 'signMinutes':
      return { ...world, signed: sorted([...world.signed, lotOf(by.person ?? '')]) };
    case 'announceDecisions':
      return { ...world, announced: true };
    default:
      return world;
  }
}

function recuse(world: World, lot: number, of: readonly CaseId[]): World {
  const added = of.map((id) => [id, sorted([...(world.recused[id] ?? []), lot])]);
  return {
    ...world,
    recused: { ...world.recused, ...Object.fromEntries(added) },
    opinions: world.opinions.filter((id) => !of.includes(id)),
  };
}

/** What an effect does where it arrives: registers, urns, cases. */
function took(world: World, effect: Effect): World {
  if (effect.kind === 'command') return arrived(world, String(effect.case), effect.event);
  if (effect.kind !== 'write') return world;
  if (effect.register === 'agenda') {
    const live = new Set(world.live);
    for (const id of effect.cases) effect.op === 'list' ? live.add(id) : live.delete(id);
    return { ...world, live: [...live].sort() };
  }
  if (effect.register !== 'urns') return world;
  if (effect.op === 'close') {
    const closed = Object.entries(world.urns).map(([id, urn]) => [id, { ...urn, open: false }]);
    return { ...world, urns: Object.fromEntries(closed) };
  }
  const opened = effect.cases.map((one) => [
    one.case,
    { voters: sorted(one.voters.map(lotOf)), voted: [], yes: 0, open: true },
  ]);
  return { ...world, urns: Object.fromEntries(opened) };
}

/** As an application takes it; what it refuses leaves it where it stands. */
function arrived(world: World, id: CaseId, event: string): World {
  const there = world.cases[id];
  if (!there) throw new Error(`a case was told that is not on the agenda: ${id}`);
  const put = (now: CaseThere): World => ({ ...world, cases: { ...world.cases, [id]: now } });
  if (event === 'convene' && world.race && id === cases.b && there.stands === 'expertReview.queued') {
    return { ...put({ ...there, held: true }), race: false };
  }
  const to = moves[event]?.[there.stands];
  if (to === undefined || (there.held && event !== 'requeue')) return world;
  return put({ ...there, stands: to });
}

const moves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  convene: { 'expertReview.queued': 'expertReview.groupAppraisal' },
  recordOpinion: { 'expertReview.groupAppraisal': 'expertReview.voting', 'expertReview.voting': 'expertReview.voting' },
  decide: { 'expertReview.voting': 'decided' },
  requeue: { 'expertReview.groupAppraisal': 'expertReview.queued', 'expertReview.voting': 'expertReview.queued' },
};

/** Ballots, all at once: by lot, on which cases and whether with yes. */
export type Vote = 'yes' | 'no' | 'onlyA' | 'none';

export function cast(world: World, votes: (lot: number) => Vote): World {
  const urns = Object.entries(world.urns).map(([id, urn]) => {
    const voted = urn.voters.filter((lot) => {
      const vote = votes(lot);
      return vote === 'yes' || vote === 'no' || (vote === 'onlyA' && id === cases.a);
    });
    return [id, { ...urn, voted, yes: voted.filter((lot) => votes(lot) !== 'no').length }];
  });
  return { ...world, urns: Object.fromEntries(urns) };
}

/** As the store tells a sitting of its urns. */
export function ballotsIn({ urns }: World) {
  const counts = Object.entries(urns).map(([id, { voted, yes }]) => [id, { yes, no: voted.length - yes, abstain: 0 }]);
  return { counts: Object.fromEntries(counts), unvoted: unvotedIn({ urns }).map(personOf) };
}

export function unvotedIn({ urns }: Pick<World, 'urns'>): number[] {
  return sorted(Object.values(urns).flatMap(({ voters, voted }) => voters.filter((lot) => !voted.includes(lot))));
}

export const isUnderReview = (world: World, id: CaseId) =>
  /^expertReview\.(groupAppraisal|voting)$/.test(world.cases[id]?.stands ?? '');
export const isOnAgenda = (id: CaseId): boolean => agenda.some((one) => one === id);
