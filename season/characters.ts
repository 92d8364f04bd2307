import type { Calendar } from '../machines/calendar.ts';
import type { CaseId, OrganisationId, PersonId } from '../machines/ids.ts';
import { type Programme, routeCommittee } from '../machines/programme.ts';
import type { Series, TitleLevel, TitleScope } from '../machines/programme-entries.ts';
import type { Instant } from '../machines/time.ts';
import { draftDates, notBefore } from './dates.ts';
import type { CommitteeKey, Fate } from './fate.ts';
import { fates2022 } from './fates-2022.ts';
import { fates2023 } from './fates-2023.ts';
import type { ActLabel } from './labels.ts';
import { type Unit, units } from './organisations.ts';
import type { Chance } from './random.ts';
import type { Trouble } from './troubles.ts';

/** Who a case belongs to and what will happen to it: fixed before the season begins. */

export const oddities = ['wrongRole', 'outsider', 'auditor', 'stale', 'noVersion', 'repeat', 'keyReused'] as const;
export type Oddity = (typeof oddities)[number];

/** What the bureau does with a case the rollover flags (domain A02). */
export const decisions = ['carryOver', 'carryOverLate', 'terminate', 'undecided'] as const;
export type Decision = (typeof decisions)[number];

export interface Character {
  readonly index: number;
  readonly caseId: CaseId;
  readonly programme: Programme;
  readonly year: number;
  readonly fate: string;
  readonly troubles: ReadonlySet<Trouble>;
  readonly applicant: PersonId;
  readonly unit: OrganisationId;
  readonly claim: {
    readonly series: Series;
    readonly level: TitleLevel;
    readonly greenChannel: boolean;
    readonly scope: TitleScope;
  };
  readonly committee: CommitteeKey;
  readonly opener: 'applicant' | 'unitHandler';
  readonly opensAt: Instant;
  readonly submitsAt: Instant;
  readonly notBefore: ReadonlyMap<ActLabel, Instant>;
  readonly stall: { readonly state: string; readonly desk: 0 | 1 | null } | null;
  readonly decision: Decision;
  /** Something that must be refused, or repeated to no effect, before the act it names. */
  readonly oddity: { readonly kind: Oddity; readonly before: ActLabel } | null;
  /** Sends something to its case after it has ended. */
  readonly knocksAfterEnd: boolean;
  /** Works in a hurry: last year's cases, with the rollover before them. */
  readonly hurried: boolean;
}

/** The programmes and the calendar the season's people know. */
export interface SeasonRules {
  readonly calendar: Calendar;
  readonly programmes: { readonly 2022: Programme; readonly 2023: Programme };
}

/** 15 % of the cases are of 2022: three of each twenty. */
export function yearOf(index: number): 2022 | 2023 {
  return index % 20 < 3 ? 2022 : 2023;
}

/** The characters of a season, in the seed's order. */
export function characters(rules: SeasonRules, { chance, cases }: { chance: Chance; cases: number }): Character[] {
  const indexes = Array.from({ length: cases }, (_, index) => index);
  const of2022 = indexes.filter((index) => yearOf(index) === 2022);
  const of2023 = indexes.filter((index) => yearOf(index) === 2023);
  const fates = new Map<number, Fate>([
    ...deal(chance, { deck: fates2022, to: of2022, year: 2022 }),
    ...deal(chance, { deck: fates2023, to: of2023, year: 2023 }),
  ]);
  const placed = new Map(indexes.map((index) => [index, place(rules, { chance, index, fate: fates.get(index)! })]));
  pair(placed, fates, of2022);
  return indexes.map((index) =>
    character(rules, { chance, index, fate: fates.get(index)!, place: placed.get(index)! }),
  );
}

/** One deck after the other, each shuffled; so that every hundred cases see about the same. */
function deal(
  chance: Chance,
  { deck, to, year }: { deck: readonly Fate[]; to: readonly number[]; year: number },
): [number, Fate][] {
  const cards = deck.flatMap((fate) => Array.from({ length: fate.cards }, () => fate));
  const round = (n: number) => chance.shuffled(cards, 'fates', year, n);
  const rounds = Array.from({ length: Math.ceil(to.length / cards.length) }, (_, n) => round(n)).flat();
  return to.map((index, position) => [index, rounds[position] as Fate]);
}

interface Place {
  readonly unit: OrganisationId;
  readonly applicant: PersonId;
  readonly claim: Character['claim'];
  readonly committee: CommitteeKey;
}

function place(rules: SeasonRules, { chance, index, fate }: { chance: Chance; index: number; fate: Fate }): Place {
  const programme = rules.programmes[yearOf(index)];
  const committee =
    fate.committee ??
    chance.pickWeighted<CommitteeKey>(
      [
        ['kaili-teacher', 45],
        ['qiandongnan-prefecture', 55],
      ],
      'committee',
      index,
    );
  const greenChannel = committee === 'kaili-teacher' && chance.happens(6, 'green', index);
  const unit = chance.pickWeighted(candidates({ committee, greenChannel, fate }), 'unit', index);
  const series = chance.pick(unit.series, 'series', index);
  const level = levelOf(unit, { committee, greenChannel, chance, index });
  // 一(一)4: most deputy-seniors of the grassroots apply for a title that counts there.
  const isGrassroots = unit.grassroots && level === 'DEPUTY_SENIOR' && chance.happens(70, 'scope', index);
  const claim = { series, level, greenChannel, scope: isGrassroots ? 'GRASSROOTS_PROVINCE' : 'ORDINARY' } as const;
  const routed = routeCommittee(programme, claim);
  if (routed !== committee) throw new Error(`case ${index}: ${series} ${level} goes to ${routed}, not to ${committee}`);
  return { unit: unit.id, applicant: `${unit.id}-p${index}`, claim, committee };
}

function candidates({
  committee,
  greenChannel,
  fate,
}: {
  committee: CommitteeKey;
  greenChannel: boolean;
  fate: Fate;
}): [Unit, number][] {
  const city = units.filter(({ level }) => level === 'city');
  const all =
    committee === 'qiandongnan-prefecture'
      ? units.filter(({ parent }) => !fate.twoDepartments || parent !== 'kaili-hrss')
      : greenChannel
        ? city
        : city.filter(({ series }) => series.includes('SERIES_SCHOOL_TEACHER'));
  const reachable = fate.twoDepartments ? all.filter(({ level }) => level === 'city') : all;
  return reachable.map((unit) => [unit, unit.size * (fate.tardy && unit.tardy ? 6 : 1)]);
}

function levelOf(
  unit: Unit,
  {
    committee,
    greenChannel,
    chance,
    index,
  }: { committee: CommitteeKey; greenChannel: boolean; chance: Chance; index: number },
): TitleLevel {
  const school = unit.series.includes('SERIES_SCHOOL_TEACHER');
  const weights: readonly (readonly [TitleLevel, number])[] =
    committee === 'kaili-teacher' && !greenChannel
      ? [
          ['JUNIOR', 3],
          ['INTERMEDIATE', 7],
        ]
      : [
          ['INTERMEDIATE', school && committee !== 'kaili-teacher' ? 0 : 4],
          ['DEPUTY_SENIOR', 5],
          ['FULL_SENIOR', 1],
        ];
  const possible = weights.filter(([level, weight]) => weight > 0 && unit.levels.includes(level));
  return chance.pickWeighted(possible, 'level', index);
}

/** The second case of a person: of the same unit and claim as the first. */
function pair(placed: Map<number, Place>, fates: ReadonlyMap<number, Fate>, of2022: readonly number[]): void {
  const having = (kind: Fate['pair']) =>
    [...fates]
      .filter(([, fate]) => fate.pair === kind)
      .map(([index]) => index)
      .sort((a, b) => a - b);
  const leaders = having('leaves');
  for (const [n, index] of having('startsAgain').entries())
    if (leaders[n] !== undefined) placed.set(index, placed.get(leaders[n])!);
  const first = having('cameBefore');
  const before = [...first, ...of2022.filter((index) => !first.includes(index))];
  for (const [n, index] of having('comesBack').entries())
    if (before[n] !== undefined) placed.set(index, placed.get(before[n])!);
}

const oddLabels = ['submit', 'verify', 'recommend', 'push', 'receive', 'passPolicy', 'confirm'] as const;

function character(rules: SeasonRules, of: { chance: Chance; index: number; fate: Fate; place: Place }): Character {
  const { chance, index, fate } = of;
  const year = yearOf(index);
  const programme = rules.programmes[year];
  const plan = { calendar: rules.calendar, programme, committee: of.place.committee };
  const odd = chance.happens(30, 'odd', index);
  return {
    index,
    caseId: chance.uuid('case', index),
    programme,
    year,
    fate: fate.name,
    troubles: new Set(fate.troubles ?? []),
    ...of.place,
    opener: chance.happens(25, 'opener', index) ? 'unitHandler' : 'applicant',
    ...draftDates(plan, fate, of),
    notBefore: notBefore(plan, fate, of),
    stall: fate.stalls === undefined ? null : { state: fate.stalls, desk: fate.desk ?? null },
    decision: chance.pickWeighted<Decision>(
      [
        ['carryOver', 5],
        ['carryOverLate', 2],
        ['terminate', 2],
        ['undecided', 1],
      ],
      'decision',
      index,
    ),
    oddity: odd
      ? { kind: chance.pick(oddities, 'oddity', index), before: chance.pick(oddLabels, 'oddBefore', index) }
      : null,
    knocksAfterEnd: chance.happens(6, 'knocks', index),
    hurried: year === 2022,
  };
}
