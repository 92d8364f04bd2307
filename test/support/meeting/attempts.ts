/** Everything anybody may try on a sitting where it stands; what must be refused everywhere is marked as wrong. */
import type { AgendaCase } from '../../../machines/facts.ts';
import {
  agenda,
  agendaFact,
  COLLEAGUE,
  COMMITTEE,
  caseA,
  caseB,
  cases,
  delegateOf,
  drawn,
  envelope,
  expert,
  hash,
  members,
  minutes,
  moments,
  people,
  pool,
  secret,
  share,
  sitsOn,
  undrawn,
} from './cast.ts';
import type { Attempt, State, World } from './move.ts';
import { decidedIn, signersIn, unvotedIn, votersIn } from './world.ts';

const { secretary, authority, organiser, stranger } = people;
const { signature: _signature, ...unsigned } = envelope;
const { reason: _reason, ...unreasoned } = envelope;
const others = (lots: readonly number[], ...without: readonly number[]) => lots.filter((lot) => !without.includes(lot));

type Given = Partial<Omit<Attempt, 'label' | 'type'>>;
const attempt = (type: Attempt['type'], label: string, given: Given = {}): Attempt => ({
  type,
  label: label === '' ? type : `${type} (${label})`,
  by: secretary,
  at: moments.sits,
  data: {},
  with: envelope,
  facts: {},
  wrong: false,
  ...given,
});
const wrong = (type: Attempt['type'], label: string, given: Given = {}) =>
  attempt(type, label, { ...given, wrong: true });

const opening = {
  committee: 'kaili-teacher',
  organisation: COMMITTEE,
  sitsOn,
  cases: [...agenda],
  commitment: hash(secret),
};
const facts = { agenda: agendaFact(caseA, caseB), expertPool: pool };

function calls(): Attempt[] {
  const given = (more: Given = {}): Given => ({ data: opening, at: moments.called, facts, ...more });
  const having = (more: Partial<AgendaCase>): Given =>
    given({ facts: { ...facts, agenda: agendaFact(caseA, { ...caseB, ...more }) } });
  const titled = pool.members.map((one) => ({ ...one, level: 'JUNIOR' as const }));
  return [
    attempt('open', '', given()),
    wrong('open', 'another committee’s secretary', given({ by: stranger })),
    wrong('open', 'for another organisation', given({ data: { ...opening, organisation: 'committee-qdn' } })),
    wrong('open', 'for a day that is over', given({ data: { ...opening, sitsOn: '2023-10-31' } })),
    wrong('open', 'after the filing', given({ data: { ...opening, sitsOn: '2026-01-05' } })),
    wrong('open', 'a case under review', having({ stands: 'expertReview.groupAppraisal' })),
    wrong('open', 'a case of another committee', having({ committee: 'qdn' })),
    wrong('open', 'a case of another sitting', having({ listedBy: cases.other })),
    wrong('open', 'no pool', given({ facts: { ...facts, expertPool: null } })),
    wrong('open', 'titles too low', given({ facts: { ...facts, expertPool: { ...pool, members: titled } } })),
    wrong(
      'open',
      'everybody has voted before',
      having({ involved: pool.members.map(({ person }) => ({ person, as: 'earlierVoter' })) }),
    ),
  ];
}

function draws(): Attempt[] {
  const data = { secret };
  const longer = { ...pool, members: [...pool.members, { ...pool.members[4]!, lot: 10, person: 'expert-10' }] };
  return [
    wrong('contributeShare', 'again', { by: authority, data: { share } }),
    attempt('drawExperts', '', { data, facts }),
    wrong('drawExperts', 'another secret', { data: { secret: hash('another') }, facts }),
    wrong('drawExperts', 'another pool', { data, facts: { ...facts, expertPool: longer } }),
    wrong('drawExperts', 'no pool any more', { data, facts: { ...facts, expertPool: null } }),
    wrong('drawExperts', 'by the authority', { by: authority, data, facts }),
  ];
}

const few = members[0]!;
const more = members[1]!;

/** Biased are the chair and the vice-chair for the first case, a member for the second. */
function recusals({ recused }: World): Attempt[] {
  const again = (id: string, lot: number) => recused[id]?.includes(lot) === true;
  return [
    attempt('declareRecusal', 'the chair', { by: expert(1), data: { cases: [cases.a] }, wrong: again(cases.a, 1) }),
    attempt('recordRecusal', 'the vice-chair', { data: { lot: 2, cases: [cases.a] }, wrong: again(cases.a, 2) }),
    attempt('recordRecusal', 'a member', { data: { lot: few, cases: [cases.b] }, wrong: again(cases.b, few) }),
    wrong('declareRecusal', 'not drawn', { by: expert(undrawn), data: { cases: [cases.a] } }),
    wrong('declareRecusal', 'by a delegate', { by: delegateOf(1), data: { cases: [cases.a] } }),
    wrong('declareRecusal', 'of another case', { by: expert(more), data: { cases: [cases.other] } }),
    wrong('recordRecusal', 'not drawn', { data: { lot: undrawn, cases: [cases.a] } }),
    wrong('recordRecusal', 'without a document', {
      data: { lot: more, cases: [cases.a] },
      with: { reason: { code: 'OTHER' } },
    }),
  ];
}

function rolls(): Attempt[] {
  const of = (present: readonly number[], given: Given = {}): Given => ({ data: { present }, ...given });
  return [
    attempt('callRoll', 'all', of(drawn)),
    attempt('callRoll', 'without the chair', of(others(drawn, 1))),
    attempt('callRoll', 'without two members', of(others(drawn, few, more))),
    wrong('callRoll', 'nobody to preside', of(others(drawn, 1, 2))),
    wrong('callRoll', 'four', of(drawn.slice(0, 4))),
    wrong('callRoll', 'with somebody not drawn', of([...drawn, undrawn])),
    wrong('callRoll', 'the day before', of(drawn, { at: moments.called })),
    wrong('callRoll', 'after the filing', of(drawn, { at: moments.unfiled })),
    wrong('callRoll', 'by another committee', of(drawn, { by: stranger })),
  ];
}

function appraisals(world: World): Attempt[] {
  const present = world.present ?? [];
  const hearing = (ids: readonly string[], experts: readonly number[]): Given => ({
    data: { group: 'g', experts, opinions: ids.map((id) => ({ case: id, opinion: hash(id) })) },
  });
  const groupFor = (...ids: readonly string[]) =>
    present.filter((lot) => ids.every((id) => votersIn(world, id).includes(lot)));
  return [
    ...[1, more].map((lot) =>
      attempt('recordDeparture', `lot ${lot}`, { data: { lot }, wrong: !present.includes(lot) }),
    ),
    wrong('recordDeparture', 'not drawn', { data: { lot: undrawn } }),
    ...agenda.map((id) => attempt('recordGroupOpinion', id.slice(-2), hearing([id], groupFor(id).slice(0, 3)))),
    wrong('recordGroupOpinion', 'two experts', hearing([cases.a], groupFor(cases.a).slice(0, 2))),
    wrong('recordGroupOpinion', 'a biased one', hearing([cases.b], [COLLEAGUE, ...groupFor(cases.b).slice(0, 2)])),
    wrong('recordGroupOpinion', 'one not drawn', hearing([cases.a], [undrawn, ...groupFor(cases.a).slice(0, 2)])),
    wrong('recordGroupOpinion', 'another case', hearing([cases.other], groupFor(cases.a).slice(0, 3))),
    attempt('openVoting', ''),
    wrong('openVoting', 'by an expert', { by: expert(1) }),
  ];
}

function closings(world: World): Attempt[] {
  const left = unvotedIn(world);
  const voted = others(drawn, ...left).filter((lot) =>
    Object.values(world.urns).some((urn) => urn.voted.includes(lot)),
  );
  return [
    attempt('closeVoting', '', { data: { left } }),
    ...(left.length > 0 ? [wrong('closeVoting', 'ballots missing', { data: { left: left.slice(1) } })] : []),
    ...(voted.length > 0
      ? [wrong('closeVoting', 'who has voted named', { data: { left: [...left, voted[0]!] } })]
      : []),
    wrong('closeVoting', 'by an expert', { by: expert(1), data: { left } }),
  ];
}

function signings(world: World): Attempt[] {
  const waiting = others(signersIn(world), ...world.signed);
  const data = { minutes };
  return [
    ...waiting.map((lot) => attempt('signMinutes', `lot ${lot}`, { by: expert(lot), data })),
    ...others([1, 2, few], ...waiting).map((lot) => wrong('signMinutes', `lot ${lot}`, { by: expert(lot), data })),
    ...waiting.map((lot) => wrong('signMinutes', 'by a delegate', { by: delegateOf(lot), data })),
    ...waiting.map((lot) => wrong('signMinutes', 'unsigned', { by: expert(lot), data, with: unsigned })),
    ...(world.signed.length > 0
      ? waiting.map((lot) => wrong('signMinutes', 'others', { by: expert(lot), data: { minutes: hash('others') } }))
      : []),
  ];
}

function filings(world: World): Attempt[] {
  const pending = decidedIn(world).filter((id) => world.cases[id]?.stands.startsWith('expertReview.'));
  return [
    attempt('announceDecisions', '', { wrong: pending.length === 0 }),
    attempt('fileMeeting', '', { by: authority, wrong: pending.length > 0 }),
    wrong('fileMeeting', 'by the secretary'),
    wrong('fileMeeting', 'without a document', {
      by: authority,
      with: unsigned.reason ? { reason: unsigned.reason } : {},
    }),
  ];
}

/** Ending a sitting that has not voted; once it votes nothing does. */
function endings(stands: string): Attempt[] {
  const early = ['called', 'drawing', 'seating'].includes(stands);
  const midway = stands === 'appraisal';
  return [
    attempt('postpone', '', { wrong: !early && !midway }),
    wrong('postpone', 'without a reason', { with: unreasoned }),
    wrong('postpone', 'by the authority', { by: authority }),
    attempt('cancelMeeting', '', { by: organiser, wrong: !early }),
    wrong('cancelMeeting', 'by the secretary'),
  ];
}

const byStand: Readonly<Record<string, (world: World) => Attempt[]>> = {
  unopened: calls,
  called: () => [
    attempt('contributeShare', '', { by: authority, data: { share } }),
    wrong('contributeShare', 'by the secretary', { data: { share } }),
    wrong('drawExperts', 'without a share', { data: { secret }, facts }),
  ],
  drawing: draws,
  seating: (world) => [...recusals(world), ...rolls()],
  appraisal: (world) => [...recusals(world), ...appraisals(world)],
  voting: (world) => [...closings(world), ...recusals(world).map((one) => ({ ...one, wrong: true }))],
  counted: signings,
  signed: filings,
};

export function attemptsAt({ stands, world }: State): Attempt[] {
  const own = byStand[stands.split('.')[0] ?? ''] ?? (() => []);
  const first = stands === 'unopened' ? [] : [wrong('open', 'again', { data: opening, at: moments.called, facts })];
  return [...own(world), ...first, ...(stands === 'unopened' ? [] : endings(stands))];
}
