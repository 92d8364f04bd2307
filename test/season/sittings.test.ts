import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPassed } from '../../machines/meeting/roster.ts';
import { expertsOf } from '../../season/experts.ts';
import { type Bench, choicesOf } from '../../season/sittings/plan.ts';
import type { Expert } from '../../season/sittings/view.ts';
import { populationOf, rules } from '../support/seasons.ts';

const seed = 7;
const people = populationOf(200, seed);
const programme = rules.programmes[2023];
const committee = programme.committees['kaili-teacher']!;
const bench: Bench = {
  stage: { chance: people.chance, directory: people.directory, calendar: rules.calendar },
  programme,
  key: 'kaili-teacher',
  committee,
  cast: new Map(people.cast.map((who) => [who.caseId, who])),
  secretary: people.directory.handsOf('committeeSecretary', committee.organisation)[0]!,
};
const voters = (lots: readonly number[]): Expert[] =>
  lots.map((lot) => ({ lot, seat: 'member', person: `expert-${lot}`, present: true, signed: false }));

describe(`ballots of a season, seed ${seed}`, () => {
  test('let a case pass or fail as is its fate, however many vote', () => {
    const lots = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 9, maxLength: 25 });
    fc.assert(
      fc.property(lots, fc.constantFrom(...people.cast), (drawn, who) => {
        const choices = [...choicesOf(bench, who.caseId, voters(drawn)).values()];
        const yes = choices.filter((one) => one === 'yes').length;
        expect(isPassed(programme, { yes, present: drawn.length })).toBe(!who.troubles.has('notPassed'));
      }),
    );
  });

  test('do not depend on the order in which experts are told', () => {
    const { caseId } = people.cast[0]!;
    const said = (lots: readonly number[]) =>
      [...choicesOf(bench, caseId, voters(lots))].map(([{ lot }, choice]) => `${lot} ${choice}`).sort();
    expect(said([9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual(said([1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });
});

describe('the pools of a season', () => {
  const pools = ['committee-kaili-teacher', 'committee-qdn'] as const;

  test.each(pools)('of %s can be drawn from for the highest cases, whoever is a chair', (of) => {
    const experts = expertsOf(of, { from: '2022-07-01', through: '2025-06-30' });
    const [found] = Object.values(programme.committees).filter(({ organisation }) => organisation === of);
    const highest = experts.filter(({ level }) => level === 'FULL_SENIOR');
    expect(highest.length).toBeGreaterThan(found!.size.value);
    expect(new Set(experts.map(({ person }) => person)).size).toBe(experts.length);
  });

  test.each(pools)('of %s have experts with tokens, some of whom work where people apply', (of) => {
    const experts = expertsOf(of, { from: '2022-07-01', through: '2025-06-30' });
    for (const { person } of experts) expect(people.directory.handOf(person, 'expert').organisation).toBe(of);
    const units = new Set(people.cast.map(({ unit }) => unit));
    expect(experts.filter(({ unit }) => units.has(unit)).length).toBeGreaterThan(3);
  });
});
