import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaCase } from '../../../machines/facts.ts';
import {
  type Candidate,
  commitmentTo,
  type DrawProtocol,
  drawLots,
  eligibleFrom,
  poolHash,
  poolText,
  replayDraw,
  seedOf,
} from '../../../machines/meeting/draw.ts';
import { sha256Of } from '../../../machines/sha256.ts';
import { agendaCase, agendaOf, day, hashes, member, poolOf, seated } from '../../support/meeting/pool.ts';

/** The draw of experts: nobody's choice, the same for whoever does it again, and the same chance for everyone (令40 第11条). */

const seed = 20231106;
const strata = [
  { seat: 'chair', count: 1 },
  { seat: 'viceChair', count: 2 },
] as const;
const many = seated({ chair: 2, viceChair: 4, member: 30 });

const drawn = (of: Partial<Parameters<typeof drawLots>[0]> = {}) =>
  drawLots({ candidates: many, strata, size: 13, seed: sha256Of('a seed'), ...of });

describe('a draw', () => {
  test('seats the committee with its chair and its vice-chairs, nobody twice', () => {
    fc.assert(
      fc.property(hashes, (of) => {
        const lots = drawn({ seed: of }) ?? [];
        expect(new Set(lots.map(({ lot }) => lot)).size).toBe(13);
        expect(lots.map((one) => one.seat).sort()).toEqual([
          'chair',
          ...Array<string>(10).fill('member'),
          'viceChair',
          'viceChair',
        ]);
        for (const { lot, seat } of lots.slice(0, 3)) expect(many.find((one) => one.lot === lot)?.seat).toBe(seat);
      }),
      { seed },
    );
  });

  test('does not depend on the order in which the candidates lie', () => {
    fc.assert(
      fc.property(hashes, fc.shuffledSubarray(many, { minLength: many.length }), (of, shuffled) => {
        expect(drawn({ seed: of, candidates: shuffled })).toEqual(drawn({ seed: of }));
      }),
      { seed },
    );
  });

  test('is done again with sha256sum: the first by the hash of seed|stratum|lot', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const of = hash('a seed');
    const first = (stratum: number, lots: readonly number[]) =>
      [...lots].sort((a, b) => (hash(`${of}|${stratum}|${a}`) < hash(`${of}|${stratum}|${b}`) ? -1 : 1));
    const [chair] = first(0, [1, 2]);
    const viceChairs = first(1, [3, 4, 5, 6]).slice(0, 2);
    const rest = many.map(({ lot }) => lot).filter((lot) => lot !== chair && !viceChairs.includes(lot));
    const members = first(2, rest).slice(0, 10);
    expect(drawn({ seed: of })?.map(({ lot }) => lot)).toEqual([chair, ...viceChairs, ...members]);
  });

  test('is not made of too few', () => {
    expect(drawn({ candidates: many.slice(0, 12) })).toBeNull();
    expect(drawn({ candidates: seated({ chair: 0, viceChair: 4, member: 30 }) })).toBeNull();
    expect(drawn({ candidates: seated({ chair: 1, viceChair: 2, member: 10 }) })).toHaveLength(13);
  });

  test('draws of a specialty before the rest, where the programme says so', () => {
    const candidates = [
      member(1, { seat: 'chair' }),
      ...[2, 3, 4].map((lot) => member(lot, { specialties: ['music'] })),
      ...Array.from({ length: 40 }, (_, n) => member(n + 5)),
    ];
    fc.assert(
      fc.property(hashes, (of) => {
        const lots = drawn({
          candidates,
          strata: [
            { seat: 'chair', count: 1 },
            { specialty: 'music', count: 2 },
          ],
          seed: of,
        });
        expect(lots?.filter(({ lot }) => lot >= 2 && lot <= 4).length).toBeGreaterThanOrEqual(2);
      }),
      { seed },
    );
  });
});

/**
 * How often each of the lots came out in so many draws, against what equal chances give: Pearson's statistic. A draw without
 * replacement varies less than the multinomial, so its bound is a safe one.
 */
function chiSquare(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('over many draws', () => {
  const DRAWS = 4_000;
  const draws = Array.from({ length: DRAWS }, (_, n) =>
    (drawn({ seed: sha256Of(`draw ${n}`) }) ?? []).map(({ lot }) => lot),
  );
  const counts = new Map<number, number>();
  for (const lot of draws.flat()) counts.set(lot, (counts.get(lot) ?? 0) + 1);
  const of = (from: number, to: number) => many.slice(from - 1, to).map(({ lot }) => counts.get(lot) ?? 0);

  test('every member is as likely as every other', () => {
    // 10 of the 33 who are left: chairs and vice-chairs not drawn as such sit with the members. 29 degrees of freedom, 0.1 %.
    expect(chiSquare(of(7, 36), (DRAWS * 10) / 33)).toBeLessThan(58.3);
  });

  test('every chair is as likely as the other, and so is every vice-chair', () => {
    const [one, other] = of(1, 2) as [number, number];
    const asRest = (DRAWS * 10) / 33 / 2;
    // As chair in half of the draws, among the rest in 10 of 33 of the others. 1 and 3 degrees of freedom, 0.1 %.
    expect(chiSquare([one, other], DRAWS / 2 + asRest)).toBeLessThan(10.8);
    expect(chiSquare(of(3, 6), DRAWS / 2 + asRest)).toBeLessThan(16.3);
  });

  test('two members come together as often as chance has it', () => {
    const together = draws.filter((lots) => lots.includes(7) && lots.includes(8)).length;
    const expected = (DRAWS * (10 * 9)) / (33 * 32);
    // Four standard deviations of the binomial.
    expect(Math.abs(together - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - expected / DRAWS)));
  });
});

describe('what is published of a draw', () => {
  const secret = 'a'.repeat(64);
  const share = 'b'.repeat(64);
  const pool = poolOf(many);
  const candidates: Candidate[] = many.map(({ lot, seat, specialties }) => ({ lot, seat, specialties }));
  const protocol: DrawProtocol = {
    commitment: commitmentTo(secret),
    secret,
    share,
    pool: poolHash(pool),
    candidates,
    strata,
    size: 13,
    drawn: drawn({ seed: seedOf({ secret, share, pool: poolHash(pool) }) }) ?? [],
  };

  test('lets anybody do it again', () => {
    expect(replayDraw(protocol)).toEqual({ agrees: true, seed: seedOf(protocol) });
  });

  test.each([
    ['another secret', { secret: 'c'.repeat(64) }, 'commitment'],
    ['another share', { share: 'c'.repeat(64) }, 'drawn'],
    ['another pool', { pool: 'c'.repeat(64) }, 'drawn'],
    ['somebody who was not drawn', { drawn: [{ lot: 1, seat: 'chair' }] }, 'drawn'],
    ['somebody drawn for another seat', { drawn: protocol.drawn.map((one) => ({ ...one, seat: 'member' })) }, 'drawn'],
    ['one candidate left out', { candidates: candidates.filter(({ lot }) => lot !== protocol.drawn[5]?.lot) }, 'drawn'],
    ['hardly any candidates', { candidates: candidates.slice(0, 5) }, 'tooFew'],
  ] as [string, Partial<DrawProtocol>, string][])('tells %s', (_what, change, because) => {
    expect(replayDraw({ ...protocol, ...change })).toMatchObject({ agrees: false, because });
  });

  test('is bound to every entry of the pool, whatever the order of its members, and to nothing else', () => {
    const hash = poolHash(pool);
    expect(poolHash(poolOf([...many].reverse()))).toBe(hash);
    expect(poolHash(poolOf(many.map((one) => ({ ...one, worksAt: 'elsewhere' }))))).toBe(hash);
    const changes = [
      { person: 'x' },
      { seat: 'viceChair' },
      { level: 'FULL_SENIOR' },
      { specialties: ['x'] },
      { unit: 'x' },
      { termFrom: '2022-02-02' },
      { termThrough: '2024-02-02' },
    ] as const;
    for (const change of changes) {
      expect(poolHash(poolOf(many.map((one) => (one.lot === 9 ? { ...one, ...change } : one))))).not.toBe(hash);
    }
    expect(poolText(poolOf(many.slice(0, 1)))).toBe(
      'committee-kaili-teacher|2022-01-01|2024-12-31\n1|expert-1|chair|DEPUTY_SENIOR||school-1|2022-01-01|2024-12-31\n',
    );
  });
});

describe('who may be drawn', () => {
  const lots = (members: Parameters<typeof poolOf>[0], ...cases: readonly AgendaCase[]) =>
    eligibleFrom(poolOf(members), { agenda: agendaOf(...cases), day }).map(({ lot }) => lot);

  test('is within the term, its last day included', () => {
    const members = [
      member(1, { termThrough: day }),
      member(2, { termThrough: '2023-11-05' }),
      member(3, { termFrom: day }),
      member(4, { termFrom: '2023-11-07' }),
    ];
    expect(lots(members, agendaCase('a'))).toEqual([1, 3]);
  });

  test('holds a title of at least the highest level under review', () => {
    const members = [member(1, { level: 'INTERMEDIATE' }), member(2), member(3, { level: 'FULL_SENIOR' })];
    expect(lots(members, agendaCase('a', { level: 'JUNIOR' }), agendaCase('b', { level: 'INTERMEDIATE' }))).toEqual([
      1, 2, 3,
    ]);
    expect(lots(members, agendaCase('a', { level: 'FULL_SENIOR' }), agendaCase('b'))).toEqual([3]);
  });

  test('has not voted on a case that a recheck reopened (A50)', () => {
    const involved = [
      { person: 'expert-2', as: 'earlierVoter' },
      { person: 'expert-3', as: 'referee' },
    ] as const;
    expect(lots([member(1), member(2), member(3)], agendaCase('a', { involved }))).toEqual([1, 3]);
  });
});
