import {
  type Claim,
  type Dossier,
  educationLevels,
  grades,
  type standings,
  unitKinds,
  unitLevels,
} from '../../machines/eligibility/dossier.ts';
import { levelBelow } from '../../machines/eligibility/tenure.ts';
import type { Programme } from '../../machines/programme.ts';
import { titleLevels } from '../../machines/programme-entries.ts';
import { retirementCategories } from '../../machines/retirement.ts';
import type { Dice } from './dice.ts';

/** Who applies: employment, studies, titles, posts, service and what else was done, near to what a claim asks for. */

type Fact<L extends keyof Dossier> = Dossier[L] extends readonly (infer F)[] ? F : NonNullable<Dossier[L]>;

export function provenance(dice: Dice): { entry: number | null; standing: (typeof standings)[number] } {
  const standing = dice.happens(96) ? 'MATCH' : dice.pick(['MISMATCH', 'DECLARED', 'ATTACHED', 'NOT_FOUND'] as const);
  return { entry: dice.int(1, 999), standing };
}

export function employmentOf(dice: Dice): Dossier['employment'] {
  return {
    ...provenance(dice),
    unitKind: dice.happens(70) ? 'publicInstitution' : dice.pick(unitKinds),
    unitLevel: dice.happens(70) ? 'COUNTY' : dice.pick(unitLevels),
    grassroots: dice.happens(45),
    civilServiceManaged: dice.happens(4),
    civilServant: dice.happens(3),
    contract: dice.happens(95),
    professionalPost: dice.happens(95),
    manager: dice.happens(40),
  };
}

export function bornOf(dice: Dice): Dossier['born'] {
  if (dice.happens(8)) return null;
  const old = dice.happens(45);
  const on = old ? dice.day('1960-01-01', 4000) : dice.day('1970-01-01', 9000);
  return { ...provenance(dice), on, category: dice.pick(retirementCategories) };
}

export function educationOf(dice: Dice, { specialty }: Claim, { tables }: Programme): Dossier['education'] {
  const one = (): Fact<'education'> => {
    const technical = dice.happens(12);
    const party = dice.happens(10);
    return {
      ...provenance(dice),
      level: technical || dice.happens(3) ? null : dice.pick(educationLevels),
      diploma: dice.happens(88),
      mode: party ? 'PARTY_SCHOOL' : dice.pick(['FULL_TIME', 'PART_TIME'] as const),
      technicalClass: technical ? dice.pick(['INTERMEDIATE_WORKER', 'SENIOR_WORKER', 'TECHNICIAN'] as const) : null,
      school:
        party && tables.places.partySchools.length > 0 && dice.happens(50)
          ? dice.pick(tables.places.partySchools)
          : null,
      specialty: dice.happens(55) ? specialty : 'history',
      completedOn: dice.day('2005-07-01', 6700),
    };
  };
  return dice.happens(5) ? [] : [one(), ...dice.some(1, one)];
}

export function titlesOf(dice: Dice, { series, level, route }: Claim): Dossier['titles'] {
  const below = levelBelow(level) ?? 'JUNIOR';
  const transfer = route === 'SERIES_TRANSFER';
  const one = (): Fact<'titles'> => ({
    ...provenance(dice),
    series: dice.happens(transfer ? 15 : 78) ? series : 'SERIES_RESEARCH',
    level: dice.happens(82) ? (transfer ? level : below) : dice.pick(titleLevels),
    scope: dice.happens(12) ? 'GRASSROOTS_PROVINCE' : 'ORDINARY',
    basis: dice.pick(['REVIEW', 'REVIEW', 'APPOINTMENT', 'TRANSFER'] as const),
    awardedOn: dice.day('2012-01-01', 4380),
    originalFrom: dice.happens(50) ? dice.day('2010-01-01', 4000) : null,
    applicationYear: dice.happens(60) ? dice.int(2020, 2022) : null,
    reviewDelayed: dice.happens(40),
    mismatchDebt: dice.happens(20),
    revokedOn: dice.happens(10) ? dice.day('2022-01-01', 700) : null,
  });
  return dice.happens(8) ? [] : [one(), ...dice.some(1, one)];
}

export function postsOf(dice: Dice, { series, specialty }: Claim): Dossier['posts'] {
  const one = (through: string | null): Fact<'posts'> => ({
    ...provenance(dice),
    from: dice.day('2010-01-01', 4900),
    through,
    unitKind: dice.happens(75) ? 'publicInstitution' : 'privateUnit',
    unitLevel: dice.happens(45) ? 'TOWNSHIP' : dice.pick(unitLevels),
    grassroots: dice.happens(40),
    professional: dice.happens(92),
    series: dice.happens(80) ? series : 'SERIES_RESEARCH',
    specialty: dice.happens(80) ? specialty : 'physics',
    similarToStudied: dice.happens(10),
  });
  if (dice.happens(8)) return [];
  return [
    one(dice.happens(90) ? null : dice.day('2023-06-01', 200)),
    ...dice.some(1, () => one(dice.day('2018-01-01', 1800))),
  ];
}

export function serviceOf(dice: Dice): Dossier['service'] {
  return dice.some(2, () => {
    const from = dice.day('2015-01-01', 3000);
    const through = dice.happens(15) ? null : dice.day(from, 500);
    const awards = dice.some(1, () => dice.day(from, 600));
    return { ...provenance(dice), from, through, township: dice.happens(80), ownSpecialty: dice.happens(80), awards };
  });
}

/** Years one after the other, most of them good, and of some people excellent. */
export function assessmentsOf(dice: Dice): Dossier['assessments'] {
  const excellent = dice.happens(25);
  const years = Array.from({ length: dice.int(0, 7) }, (_, back) => 2022 - back);
  return years.map((year) => {
    const good = excellent ? 'EXCELLENT' : 'QUALIFIED';
    return { ...provenance(dice), year, grade: dice.happens(93) ? good : dice.pick(grades) };
  });
}

export function certificatesOf(
  dice: Dice,
  { specialty, route }: Claim,
  { tables }: Programme,
): Dossier['qualifications'] {
  const known = tables.qualifications.rows.map(({ certificate }) => certificate);
  const likely =
    route === 'CERTIFICATE' ? ['constructor-first', 'constructor-second'] : [...known, 'physician', 'in-no-table'];
  return dice.some(2, () => ({
    ...provenance(dice),
    certificate: dice.happens(85) ? dice.pick(likely) : dice.pick([...known, 'physician']),
    issuedOn: dice.day('2016-01-01', 2700),
    registration: dice.happens(85) ? ('VALID' as const) : ('REVOKED' as const),
    specialty: dice.happens(80) ? specialty : 'mining',
  }));
}

export function skillsOf(dice: Dice): Dossier['skills'] {
  return dice.some(1, () => ({
    ...provenance(dice),
    level: dice.pick(['SENIOR_WORKER', 'TECHNICIAN', 'SENIOR_TECHNICIAN'] as const),
    occupation: 'welding',
    issuedOn: dice.day('2016-01-01', 2900),
  }));
}

export function refereesOf(dice: Dice, { specialty, route }: Claim): Dossier['referees'] {
  if (route !== 'EXCEPTIONAL') return [];
  return dice.some(4, () => ({
    ...provenance(dice),
    person: `referee-${dice.int(1, 4)}`,
    level: dice.happens(85) ? ('FULL_SENIOR' as const) : ('DEPUTY_SENIOR' as const),
    specialty: dice.happens(90) ? specialty : 'history',
    related: dice.happens(5),
  }));
}

export function performanceOf(dice: Dice): Dossier['performance'] {
  return dice.some(3, () => {
    const achievedOn = dice.day('2016-01-01', 2800);
    return {
      ...provenance(dice),
      kind: dice.pick(['PROJECT', 'RESEARCH', 'PATENT', 'PAPER', 'AWARD', 'OTHER'] as const),
      startedOn: dice.happens(30) ? dice.day('2015-01-01', 365) : null,
      achievedOn,
    };
  });
}

export function talentOf(dice: Dice, { route }: Claim): Dossier['talent'] {
  if (!dice.happens(route === 'GREEN_CHANNEL' ? 92 : 10)) return null;
  return {
    ...provenance(dice),
    from: dice.happens(88) ? 'OTHER_PROVINCE' : 'SAME_PROVINCE',
    arrivedOn: dice.day('2021-09-01', 690),
    category: dice.happens(88) ? dice.pick(['URGENTLY_NEEDED', 'HIGH_LEVEL'] as const) : null,
  };
}
