import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectedRecusals, isPassed, isQuorate, presidentOf, votersOf } from '../../../machines/meeting/roster.ts';
import { agendaCase, agendaOf } from '../../support/meeting/pool.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** Quorum, pass rule, recusal and presidency, in integers (domain §2.4, A23, A49; 令40 第19、20、25条). */

/** `size: quorum → present:pass`, as domain §2.4 prints it. */
const passTable: readonly [size: number, quorum: number, passes: readonly [present: number, pass: number][]][] = [
  [
    7,
    5,
    [
      [5, 4],
      [6, 4],
      [7, 5],
    ],
  ],
  [
    9,
    6,
    [
      [6, 4],
      [7, 5],
      [8, 6],
      [9, 6],
    ],
  ],
  [
    11,
    8,
    [
      [8, 6],
      [9, 6],
      [10, 7],
      [11, 8],
    ],
  ],
  [
    13,
    9,
    [
      [9, 6],
      [10, 7],
      [11, 8],
      [12, 8],
      [13, 9],
    ],
  ],
  [
    15,
    10,
    [
      [10, 7],
      [11, 8],
      [12, 8],
      [13, 9],
      [14, 10],
      [15, 10],
    ],
  ],
  [
    25,
    17,
    [
      [17, 12],
      [18, 12],
      [19, 13],
      [20, 14],
      [21, 14],
      [22, 15],
      [23, 16],
      [24, 16],
      [25, 17],
    ],
  ],
];

describe.each(passTable)('a committee of %i', (size, quorum, passes) => {
  test(`has its quorum with ${quorum}, and not with one fewer`, () => {
    expect(isQuorate(kaili2023, { present: quorum, size })).toBe(true);
    expect(isQuorate(kaili2023, { present: quorum - 1, size })).toBe(false);
  });

  test.each(passes)('of %i present passes with %i, and not with one fewer', (present, pass) => {
    expect(isPassed(kaili2023, { yes: pass, present })).toBe(true);
    expect(isPassed(kaili2023, { yes: pass - 1, present })).toBe(false);
  });
});

test('for every number present up to 51 the pass is the smallest whole number of two thirds', () => {
  for (let present = 1; present <= 51; present += 1) {
    for (let yes = 0; yes <= present; yes += 1) {
      expect(isPassed(kaili2023, { yes, present })).toBe(yes >= present - Math.floor(present / 3));
    }
  }
});

const experts = [
  { lot: 4, person: 'e4', seat: 'chair' },
  { lot: 2, person: 'e2', seat: 'viceChair' },
  { lot: 9, person: 'e9', seat: 'viceChair' },
  { lot: 1, person: 'e1', seat: 'member' },
] as const;
const recused = (...lots: readonly number[]) => lots.map((lot) => ({ case: 'a', lot, why: 'declared' }) as const);
const sitting = (present: readonly number[] | null, ...lots: readonly number[]) => ({
  experts: [...experts],
  present: present === null ? null : [...present],
  recusals: recused(...lots),
});

describe('on a case', () => {
  test('those vote who are present and not recused', () => {
    fc.assert(
      fc.property(fc.subarray([4, 2, 9, 1]), fc.subarray([4, 2, 9, 1]), (present, out) => {
        const voters = votersOf(sitting(present, ...out), 'a').map(({ lot }) => lot);
        expect(voters.sort()).toEqual(present.filter((lot) => !out.includes(lot)).sort());
        expect(votersOf(sitting(present, ...out), 'b')).toHaveLength(present.length);
      }),
      { seed: 20231106 },
    );
    expect(votersOf(sitting(null), 'a')).toEqual([]);
  });

  test.each([
    ['the chair', [4, 2, 9, 1], [], 4],
    ['the first vice-chair drawn, where the chair is recused', [4, 2, 9, 1], [4], 2],
    ['the first vice-chair drawn, where the chair is absent', [2, 9, 1], [], 2],
    ['the other, where both are', [9, 1], [4], 9],
    ['nobody, where no chair is left', [4, 1], [4], undefined],
  ])('presides %s', (_who, present, out, lot) => {
    expect(presidentOf(sitting(present, ...out), 'a')?.lot).toBe(lot);
  });
});

test('what the registers know recuses an expert, once a case: colleague, referee, whoever looked at it before', () => {
  const seats = [
    { lot: 1, person: 'e1', units: ['school-1', 'school-2'] },
    { lot: 2, person: 'e2', units: ['school-3', 'school-3'] },
    { lot: 3, person: 'e3', units: ['school-9', 'school-9'] },
  ];
  const involved = [
    { person: 'e2', as: 'referee' },
    { person: 'e2', as: 'policyReviewer' },
    { person: 'somebody', as: 'recommender' },
  ] as const;
  const agenda = agendaOf(agendaCase('a', { unit: 'school-2', involved }), agendaCase('b', { unit: 'school-3' }));
  expect(detectedRecusals(seats, agenda)).toEqual([
    { case: 'a', lot: 1, why: 'sameUnit' },
    { case: 'a', lot: 2, why: 'referee' },
    { case: 'b', lot: 2, why: 'sameUnit' },
  ]);
});
