/** What a command is decided on, computed from the joint state as the store computes it from its tables. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { AgendaCase, Evidence, FactAsk, FactName, Facts, Listed, Ruling } from '../../../machines/facts.ts';
import { nothingAsked } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { BaseContext, Lifecycle } from '../../../machines/lifecycle.ts';
import { unitPlace } from '../application/cast.ts';
import type { Joint } from './joint.ts';
import { idOf, nameOf, pool, programme, setting } from './place.ts';
import { gapsOf, goodLooks } from './witness.ts';

export interface Asking {
  readonly case: CaseId;
  readonly lifecycle: Lifecycle;
  readonly context: BaseContext;
  readonly type: string;
  /** The data of an opening, else null. */
  readonly opening: object | null;
  readonly data: object;
}

/** The facts that the event's contract names; ballots come with the closing of the urns. */
export function factsFor(joint: Joint, asking: Asking): Partial<Facts> {
  const names = asking.lifecycle.events[asking.type]?.facts ?? [];
  if (names.length === 0) return {};
  const { lifecycle, context, opening, data } = asking;
  const asks = lifecycle.asks(context as never, opening as never, programme, data as never);
  const ask: FactAsk = { ...nothingAsked, case: asking.case, year: programme.cycleYear, ...asks };
  return Object.fromEntries(
    names.filter((name) => name !== 'ballots').map((name) => [name, facts[name as keyof typeof facts](joint, ask)]),
  );
}

type Loader = (joint: Joint, ask: FactAsk) => unknown;

const facts = {
  unitPlace: () => unitPlace(setting),
  yearSlot: () => ({ heldBy: null }),
  vacancy: () => ({ approved: 1, reserved: 0, own: false }),
  bars: () => [],
  matter: (joint, { case: id, matter }) => ({
    raised: matter !== null && idOf(`matter ${nameOf(matter)} of ${nameOf(id)}`) in joint.parts,
  }),
  eligibility: () => null,
  pinnedRules: () => ({ programme: 1, eligibility: 1 }),
  titles: () => [],
  expertPool: () => pool,
  reopened,
  ruling,
  listing: (joint, ask) => ({ notice: ask.case, cases: listing(joint, ask) }),
  publicities,
  evidence,
  agenda: (joint, ask) => ({ meeting: ask.case, cases: ask.agenda.flatMap((id) => agendaCase(joint, id, ask.case)) }),
} as const satisfies Partial<Record<FactName | 'publicities', Loader>>;

const contextOf = ({ parts }: Joint, id: CaseId) => parts[id]?.snapshot.context as ApplicationContext | undefined;

function isEnded({ parts }: Joint, id: CaseId): boolean {
  return parts[id]?.snapshot.status === 'done';
}

function reopened(joint: Joint, { reopens }: FactAsk): Facts['reopened'] {
  if (reopens === null || !isEnded(joint, reopens)) return null;
  const { registers, parts } = joint;
  const recheck = Object.entries(registers.rechecks).find(
    ([id, { result }]) => result === reopens && ['granted', 'followUpOverdue'].includes(parts[id]?.stands ?? ''),
  );
  return {
    outcome: parts[reopens]!.stands,
    context: contextOf(joint, reopens),
    recheck: recheck?.[0] ?? null,
    followUp: registers.followUps[reopens] ?? null,
  };
}

function ruling(joint: Joint, { result }: FactAsk): Ruling | null {
  if (result === null || !isEnded(joint, result)) return null;
  const { registers, parts } = joint;
  const asked = Object.entries(registers.rechecks)
    .filter(([, one]) => one.result === result)
    .map(([id, { ground }]) => {
      const part = parts[id]!;
      return { ground, case: id, ended: isEnded(joint, id) ? part.stands : null, lastAt: part.lastAt };
    });
  const { stands: outcome, lastAt: endedAt } = parts[result]!;
  const context = contextOf(joint, result)!;
  return { person: context.route.applicant, programme: programme.id, outcome, endedAt, context, hands: [], asked };
}

function listing(joint: Joint, { case: notice, listing: { kind, cases } }: FactAsk): Listed[] {
  const { registers, parts } = joint;
  return (cases ?? registers.listings[notice]?.cases ?? []).map((id) => {
    const other = Object.entries(registers.listings).find(
      ([by, one]) => by !== notice && one.kind === kind && one.live.includes(id),
    );
    const context = contextOf(joint, id);
    if (!context) return { case: id, found: null, listedIn: other?.[0] ?? null };
    const { applicant: person, unit, organiser, bureau, above } = context.route;
    const { series, level } = context.claim;
    const { stands } = parts[id]!;
    const found = { person, unit, organiser, bureau, above, series, level, content: context.content, stands };
    return { case: id, found: { ...found, ended: isEnded(joint, id) }, listedIn: other?.[0] ?? null };
  });
}

function publicities({ parts }: Joint, ask: FactAsk): { notice: CaseId; stands: string }[] {
  return ask.notices.flatMap((notice) => (parts[notice] ? [{ notice, stands: parts[notice].stands }] : []));
}

/** What was seen of a page since it was put up; of one that is not on show, nothing. */
export function evidence(
  { pages, now }: Joint,
  { case: notice, observed }: Pick<FactAsk, 'case' | 'observed'>,
): Evidence {
  const page = pages[notice];
  if (!page || observed === null) return { looked: 0, seen: 0, last: null, gaps: [], digest: '' };
  const good = goodLooks(page, now).filter((at) => at > page.postedAt);
  const gaps = gapsOf(page, now).filter(({ from, to }) => from >= observed.since && to - from > observed.over);
  return { looked: good.length + page.missed.length, seen: good.length, last: good.at(-1) ?? null, gaps, digest: '' };
}

function agendaCase(joint: Joint, id: CaseId, meeting: CaseId): AgendaCase[] {
  const context = contextOf(joint, id);
  if (!context) return [];
  const { registers, parts } = joint;
  const voters = context.reopens === null ? [] : (registers.urns[context.reopens] ?? []);
  const listedBy = registers.agendas[id] ?? null;
  return [
    {
      case: id,
      programme: programme.id,
      committee: context.route.committee,
      level: context.claim.level,
      stands: parts[id]!.stands,
      held: context.openMatters.length > 0,
      unit: context.route.unit,
      listedBy: listedBy === meeting ? null : listedBy,
      involved: voters.map((person) => ({ person, as: 'earlierVoter' as const })),
    },
  ];
}
