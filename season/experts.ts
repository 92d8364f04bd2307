import type { PoolMember, Seat } from '../machines/facts.ts';
import type { OrganisationId, PersonId } from '../machines/ids.ts';
import type { TitleLevel } from '../machines/programme-entries.ts';
import type { PlainDate } from '../machines/time.ts';

/**
 * The experts of the season's two committees (令40 第11条), all invented. Most work for nobody who applies; one in each of some
 * units of applicants, and two who check their unit's materials, so that people really are recused.
 */

/** A member as it is filed; the lot is its place, from 1. */
export type FiledExpert = Omit<PoolMember, 'lot' | 'worksAt'>;

interface PoolPlan {
  readonly committee: OrganisationId;
  /** Where those work who judge nobody of their own unit. */
  readonly elsewhere: readonly OrganisationId[];
  /** Units of applicants; one expert from each. */
  readonly units: readonly OrganisationId[];
  /** Units whose first material reviewer sits on the committee too. */
  readonly reviewersOf: readonly OrganisationId[];
  readonly viceChairs: number;
  /** How many; of them so many hold a title that is too low for the highest cases. */
  readonly size: number;
  readonly lower: number;
}

const plans: readonly PoolPlan[] = [
  {
    committee: 'committee-kaili-teacher',
    elsewhere: ['qdn-edu', 'kaili-edu', 'qdn-high-school'],
    units: [
      'kaili-primary-1',
      'kaili-primary-2',
      'kaili-primary-3',
      'kaili-middle-1',
      'kaili-middle-2',
      'kaili-hospital',
    ],
    reviewersOf: ['kaili-zhouxi-school', 'kaili-primary-4'],
    viceChairs: 8,
    size: 36,
    lower: 6,
  },
  {
    committee: 'committee-qdn',
    elsewhere: ['prov-hrss', 'qdn-health', 'qdn-agri', 'qdn-culture', 'qdn-housing', 'qdn-edu'],
    units: [
      'qdn-hospital',
      'qdn-high-school',
      'qdn-agri-institute',
      'kaili-hospital',
      'kaili-vocational',
      'kaili-museum',
    ],
    reviewersOf: ['kaili-tcm-hospital', 'kaili-agri-station'],
    viceChairs: 4,
    size: 40,
    lower: 5,
  },
];

/** From when a second person may preside: who judged a case before does not judge it again (domain A50). */
export const SECOND_CHAIR_FROM: PlainDate = '2024-05-01';

export const chairOf = (committee: OrganisationId): PersonId => `${committee}-chair`;

/** The experts of a committee for a term, in the order in which they are filed. */
export function expertsOf(committee: OrganisationId, term: { from: PlainDate; through: PlainDate }): FiledExpert[] {
  const plan = plans.find((one) => one.committee === committee);
  if (!plan) throw new RangeError(`no experts for ${committee}`);
  const seated = (person: PersonId, n: number, of: { seat: Seat; unit: OrganisationId; level?: TitleLevel }) => ({
    person,
    seat: of.seat,
    level: of.level ?? 'FULL_SENIOR',
    specialties: [n % 2 === 0 ? 'teaching' : 'practice'],
    unit: of.unit,
    termFrom: term.from,
    termThrough: term.through,
  });
  const { elsewhere, units, reviewersOf, viceChairs, size, lower } = plan;
  const away = (n: number) => elsewhere[n % elsewhere.length] as OrganisationId;
  const reviewers = reviewersOf.map((unit, n) => seated(`${unit}-reviewer-1`, n, { seat: 'member', unit }));
  const heads = [
    seated(chairOf(committee), 0, { seat: 'chair', unit: away(0) }),
    { ...seated(`${committee}-chair-2`, 1, { seat: 'chair', unit: away(1) }), termFrom: SECOND_CHAIR_FROM },
    ...Array.from({ length: viceChairs }, (_, n) =>
      seated(`${committee}-vice-${n + 1}`, n, { seat: 'viceChair', unit: away(n + 2) }),
    ),
  ];
  const members = Array.from({ length: size - heads.length - reviewers.length }, (_, n) =>
    seated(`${committee}-expert-${n + 1}`, n, {
      seat: 'member',
      unit: units[n] ?? away(n),
      level: n >= size - heads.length - reviewers.length - lower ? 'DEPUTY_SENIOR' : 'FULL_SENIOR',
    }),
  );
  return [...heads, ...reviewers, ...members];
}

export const committeesWithExperts: readonly OrganisationId[] = plans.map(({ committee }) => committee);
