/** What people may try on notices, sittings and rechecks, and what the observer of the pages may tell. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { Ballots } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { MeetingContext } from '../../../machines/meeting/context.ts';
import { commitmentTo } from '../../../machines/meeting/draw.ts';
import { votersOf } from '../../../machines/meeting/roster.ts';
import type { NoticeContext } from '../../../machines/notice/context.ts';
import { unjudged } from '../../../machines/notice/evidence.ts';
import { DAY_MS, dateOf } from '../../../machines/time.ts';
import {
  type Attempt,
  envelope,
  observer,
  type Place,
  personOf,
  sha,
  spentOn,
  type Tries,
  type Trying,
} from './attempt.ts';
import { evidence } from './facts.ts';
import type { Bounds, Joint } from './joint.ts';
import { committee, idOf, nameOf, pool, SIZE } from './place.ts';

const plainly: Tries = () => [{}];
/** Of what shows or reviews a case that has not ended. */
const between: Tries = ({ joint, id }) => {
  const { notices, sittings } = joint.witness;
  const cases = [...Object.keys(notices[id]?.cases ?? {}), ...(sittings[id]?.cases ?? [])];
  return [{ disturbs: cases.some((one) => joint.parts[one]?.snapshot.status !== 'done') }];
};
const SECRET = sha('5');
const commitment = commitmentTo(SECRET);

export const noticeTries: Readonly<Record<string, Tries>> = { post: plainly, discard: between, takeDown: between };

export const recheckTries: Readonly<Record<string, Tries>> = {
  grant: plainly,
  refuse: plainly,
  retract: plainly,
  reopen: ({ id }) => [{ costs: { [`reopenings asked by ${nameOf(id)}`]: 1 } }],
};

const seated = ({ part }: Place) => part.snapshot.context as MeetingContext;
const agendaOf = (place: Place): CaseId => seated(place).agenda[0]!.case;
const asExpert = (lot: number, place: Place) => {
  const { person } = pool.members.find((one) => one.lot === lot)!;
  return { ...personOf('expert', seated(place)), person };
};
/** Whoever was drawn last is a member: the one who turns out to be biased, or leaves. */
const lastOf = (lots: readonly number[]): number => lots.at(-1) ?? 1;

/** Of whom too few are left for a quorum nothing else can become: that it is put off comes of their leaving. */
const postponing: Tries = (place) => {
  const { present } = seated(place);
  return present && 3 * present.length < 2 * SIZE ? [{}] : between(place);
};

const roll: Tries = (place) => {
  const lots = seated(place).experts.map(({ lot }) => lot);
  return [
    { note: 'all present', data: { present: lots } },
    {
      note: 'one is absent',
      data: { present: lots.slice(0, -1) },
      costs: { departures: place.bounds.most.departures },
      disturbs: true,
    },
    { note: 'two of four', data: { present: lots.slice(0, 2) } },
  ];
};

const opinion: Tries = (place) => {
  const id = agendaOf(place);
  const lots = votersOf(seated(place), id).map(({ lot }) => lot);
  const data = { group: 'group-1', opinions: [{ case: id, opinion: sha('f') }] };
  const given = Boolean(seated(place).agenda[0]?.opinion);
  return [
    ...(given ? [] : [{ data: { ...data, experts: lots.slice(0, 3) } }]),
    { note: 'of two experts', data: { ...data, experts: lots.slice(0, 2) } },
  ];
};

/** So many ballots for yes, the rest for no; whoever has no ballot has left, unless nobody says so. */
function count(place: Place, of: { note: string; yes: number; cast: number; named?: boolean }): Trying[] {
  const id = agendaOf(place);
  const voters = place.joint.registers.urns[id] ?? [];
  const { yes, cast, note, named = true } = of;
  if (cast < 0 || yes < 0) return [];
  const silent = voters.slice(cast);
  const ballots: Ballots = { counts: { [id]: { yes, no: cast - yes, abstain: 0 } }, unvoted: silent };
  const left = pool.members.filter(({ person }) => silent.includes(person)).map(({ lot }) => lot);
  return [{ note, ballots, data: { left: named ? left : [] } }];
}

const counting: Tries = (place) => {
  const n = (place.joint.registers.urns[agendaOf(place)] ?? []).length;
  const passes = Math.ceil((2 * n) / 3);
  return [
    ...count(place, { note: 'passed', yes: passes, cast: n }),
    ...count(place, { note: 'fails by one vote', yes: passes - 1, cast: n }),
    ...count(place, { note: 'two ballots, both yes', yes: 2, cast: 2 }).map((one) => ({ ...one, disturbs: true })),
    ...count(place, { note: 'two ballots, nobody has left', yes: 2, cast: 2, named: false }),
  ];
};

const signing: Tries = (place) =>
  seated(place).experts.map(({ lot, seat }) => ({ note: seat, by: asExpert(lot, place), data: { minutes: sha('e') } }));

const drawn = (place: Place) => lastOf(seated(place).experts.map(({ lot }) => lot));

export const meetingTries: Readonly<Record<string, Tries>> = {
  contributeShare: () => [{ data: { share: sha('6') } }],
  drawExperts: () => [{ data: { secret: SECRET } }],
  declareRecusal: (place) => [
    {
      by: asExpert(drawn(place), place),
      data: { cases: [agendaOf(place)] },
      costs: { recusals: place.bounds.most.recusals },
      disturbs: true,
    },
  ],
  callRoll: roll,
  recordDeparture: (place) => [
    {
      data: { lot: lastOf(seated(place).present ?? []) },
      costs: { departures: place.bounds.most.departures },
      disturbs: true,
    },
  ],
  recordGroupOpinion: opinion,
  openVoting: plainly,
  closeVoting: counting,
  signMinutes: signing,
  announceDecisions: ({ id }) => [{ costs: { [`announcements of ${nameOf(id)}`]: 1 } }],
  postpone: postponing,
  cancelMeeting: between,
};

/** Cases that somebody may open: notices and sittings over an application, a recheck of its result. */
export function openings(joint: Joint, bounds: Bounds): Attempt[] {
  return Object.entries(joint.parts).flatMap(([id, { lifecycle, snapshot, stands }]) => {
    if (lifecycle !== 'application' || stands === 'unopened') return [];
    const context = snapshot.context as ApplicationContext;
    const asked = bounds.most.rechecks > 0 && snapshot.status === 'done' ? [asking(joint, id, context)] : [];
    return [
      ...(['internal', 'policy', 'result'] as const).map((kind) => drafting(joint, id, { kind, context, bounds })),
      calling(joint, id, { context, bounds }),
      ...asked,
    ];
  });
}

type Of = { context: ApplicationContext; bounds: Bounds };

function drafting(joint: Joint, id: CaseId, { kind, context, bounds }: Of & { kind: string }): Attempt {
  const by = personOf(kind === 'internal' ? 'unitAdmin' : 'organiserOfficer', context);
  const data = { kind, organisation: by.organisation, cases: [id] };
  const next = another(joint, { what: `${kind} notice`, of: id, most: bounds.most.notices });
  return { ...next, lifecycle: 'notice', type: 'open', data, by, envelope };
}

function calling(joint: Joint, id: CaseId, { context, bounds }: Of): Attempt {
  const by = personOf('committeeSecretary', context);
  const day = { sitsOn: dateOf(joint.now), commitment };
  const data = { committee, organisation: by.organisation, cases: [id], ...day };
  const next = another(joint, { what: 'sitting', of: id, most: bounds.most.sittings });
  return { ...next, lifecycle: 'meeting', type: 'open', data, by, envelope };
}

const broughtToNothing = ['takenDown', 'discarded', 'postponed', 'cancelled'];

/** A second one comes between unless the first has come to nothing. One of which no case was told leaves nothing behind. */
function another(
  joint: Joint,
  { what, of, most }: { what: string; of: CaseId; most: number },
): Pick<Attempt, 'to' | 'costs' | 'disturbs'> {
  const spent = `${what}s of ${nameOf(of)}`;
  const count = spentOn(joint, spent);
  const last = idOf(`${what} ${count} of ${nameOf(of)}`);
  const before = joint.parts[last];
  if (before && isUnheard(before)) return { to: last };
  const disturbs = before !== undefined && !broughtToNothing.includes(before.stands);
  return { to: idOf(`${what} ${count + 1} of ${nameOf(of)}`), costs: { [spent]: most }, disturbs };
}

function isUnheard({ stands, snapshot, lifecycle }: Joint['parts'][string]): boolean {
  if (lifecycle === 'notice') return stands === 'discarded';
  return broughtToNothing.includes(stands) && (snapshot.context as MeetingContext).present === null;
}

function asking(joint: Joint, id: CaseId, context: ApplicationContext): Attempt {
  const spent = `rechecks of ${nameOf(id)}`;
  const to = idOf(`recheck ${spentOn(joint, spent) + 1} of ${nameOf(id)}`);
  const data = { person: context.route.applicant, result: id, ground: 'RESULT' };
  const by = personOf('applicant', context);
  return { to, lifecycle: 'recheck', type: 'open', data, by, envelope, costs: { [spent]: 1 }, disturbs: true };
}

/** What the observer may tell of a notice: the next gap, one that never was, and that all is proved. */
export function tellings(joint: Joint, id: CaseId): Attempt[] {
  const context = joint.parts[id]!.snapshot.context as NoticeContext;
  const { accountedThrough, gapOver } = context;
  const observed = accountedThrough === null ? null : { since: accountedThrough, over: gapOver };
  const [gap] = unjudged(context, evidence(joint, { case: id, observed }));
  const common = { to: id, lifecycle: 'notice', by: observer, envelope: {} } as const;
  const invented = { from: joint.now - DAY_MS, to: joint.now };
  return [
    ...(gap ? [{ ...common, type: 'reportGap', data: gap }] : []),
    { ...common, type: 'reportGap', data: invented, note: 'that never was', costs: { inventions: 1 }, disturbs: true },
    { ...common, type: 'conclude', data: {} },
  ];
}
