/** Who and what a sitting is searched with: a committee of seven over two cases, drawn from a pool of nine. */
import { createHash } from 'node:crypto';
import type { Agenda, AgendaCase, ExpertPool } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { Programme } from '../../../machines/programme.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { parseInstant } from '../../../machines/time.ts';
import { kaili2023 } from '../programmes.ts';
import { agendaCase, member, poolOf } from './pool.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export const COMMITTEE = 'committee-kaili-teacher';
export const SIZE = 7;
/** Two thirds of seven. */
export const QUORUM = 5;

const teachers = kaili2023.committees['kaili-teacher'];
if (!teachers) throw new Error('the programme has no committee of teachers');
export const small: Programme = {
  ...kaili2023,
  committees: {
    ...kaili2023.committees,
    'kaili-teacher': {
      ...teachers,
      size: { ...teachers.size, value: SIZE },
      draw: {
        ...teachers.draw,
        strata: [
          { seat: 'chair', count: 1 },
          { seat: 'viceChair', count: 1 },
        ],
      },
    },
  },
};

export const cases = {
  a: '00000000-0000-4000-8000-0000000000a1',
  b: '00000000-0000-4000-8000-0000000000b1',
  other: '00000000-0000-4000-8000-0000000000c1',
} as const;
export const agenda = [cases.a, cases.b] as const;
export const meetingId = '00000000-0000-4000-8000-00000000000e';

/** Lot 3 works where the applicant of the second case does; lot 9 voted on the first one before. */
export const COLLEAGUE = 3;
const EARLIER_VOTER = 9;
export const pool: ExpertPool = poolOf([
  member(1, { seat: 'chair' }),
  member(2, { seat: 'viceChair' }),
  member(COLLEAGUE, { worksAt: 'school-b', specialties: ['mathematics'] }),
  ...[4, 5, 6, 7, 8, EARLIER_VOTER].map((lot) => member(lot)),
]);
export const eligible = pool.members.map(({ lot }) => lot).filter((lot) => lot !== EARLIER_VOTER);
export const personOf = (lot: number): string => `expert-${lot}`;

export const caseA = agendaCase(cases.a, { involved: [{ person: personOf(EARLIER_VOTER), as: 'earlierVoter' }] });
export const caseB = agendaCase(cases.b, { unit: 'school-b' });
export const agendaFact = (...found: readonly AgendaCase[]): Agenda => ({ meeting: meetingId, cases: found });

export const secret = hash('a secret');
export const share = hash('the share');
const poolLines = pool.members.map(({ lot, person, seat, level, specialties, unit, termFrom, termThrough }) =>
  [lot, person, seat, level, specialties.join(','), unit, termFrom, termThrough].join('|'),
);
const poolDigest = hash([`${pool.committee}|${pool.filedFrom}|${pool.filedThrough}`, ...poolLines, ''].join('\n'));

/** The draw as docs/committee.md tells anybody to do it again. */
function drawAgain(): number[] {
  const seed = hash(`${secret}|${share}|${poolDigest}`);
  const drawn: number[] = [];
  for (const [stratum, of] of [[1], [2], eligible].entries()) {
    const free = of.filter((lot) => !drawn.includes(lot));
    const order = free
      .map((lot) => ({ lot, by: hash(`${seed}|${stratum}|${lot}`) }))
      .sort((a, b) => (a.by < b.by ? -1 : 1));
    drawn.push(...order.slice(0, stratum === 2 ? SIZE - 2 : 1).map(({ lot }) => lot));
  }
  return drawn;
}
export const drawn = drawAgain();
export const undrawn = eligible.find((lot) => !drawn.includes(lot)) ?? 0;
/** Members who were drawn, the colleague apart. */
export const members = drawn.filter((lot) => lot > COLLEAGUE);
if (!drawn.includes(COLLEAGUE)) throw new Error('the colleague has to be drawn: choose another share');

export const sitsOn = '2023-11-06';
export const moments = {
  called: parseInstant('2023-11-01T09:00'),
  sits: parseInstant('2023-11-06T09:00'),
  late: parseInstant('2024-02-01T09:00'),
  unfiled: parseInstant('2026-01-05T09:00'),
} as const;

function actor(role: Role, organisation: string | null, person: string | null): Actor {
  return { role, organisation, person, onBehalfOf: null };
}
export const people = {
  secretary: actor('committeeSecretary', COMMITTEE, 'secretary-1'),
  authority: actor('filingOfficer', 'qdn-hrss', 'qdn-1'),
  organiser: actor('organiserOfficer', 'kaili-hrss', 'kaili-1'),
  stranger: actor('committeeSecretary', 'committee-qdn', 'secretary-2'),
  clock: actor('clock', null, null),
} as const;
export const expert = (lot: number): Actor => actor('expert', COMMITTEE, personOf(lot));
export const delegateOf = (lot: number): Actor => ({ ...expert(lot), person: 'a-friend', onBehalfOf: personOf(lot) });

export const minutes = hash('minutes');
export const envelope: Envelope = {
  reason: { code: 'OTHER' },
  signature: { date: sitsOn, seal: hash('seal') },
  document: hash('document'),
};
