import { administrativeSanctions, type Dossier, partySanctions } from '../../machines/eligibility/dossier.ts';
import { authorityOfHours } from '../../machines/eligibility/hours-ledger.ts';
import type { Process, Situation } from '../../machines/eligibility/rule.ts';
import type { Programme } from '../../machines/programme.ts';
import { atTime } from '../../machines/time.ts';
import { claimed } from './claims.ts';
import { type Dice, diceOf } from './dice.ts';
import {
  assessmentsOf,
  bornOf,
  certificatesOf,
  educationOf,
  employmentOf,
  performanceOf,
  postsOf,
  provenance,
  refereesOf,
  serviceOf,
  skillsOf,
  talentOf,
  titlesOf,
} from './people.ts';
import { themed } from './themes.ts';

/** Dossiers by chance, steered so that each rule comes to each of its outcomes often, with the situation each is asked in. */
export interface Generated {
  readonly dossier: Dossier;
  readonly situation: Situation;
}

/** The dossier of a number; the same for the same number and seed, whatever else was generated. */
export function generated(programme: Programme, { seed, number }: { seed: number; number: number }): Generated {
  const dice = diceOf(seed * 1_000_003 + number);
  const claim = claimed(dice, programme);
  const plain: Dossier = {
    claim,
    born: bornOf(dice),
    employment: employmentOf(dice),
    grassrootsPosts: dice.happens(80) ? { filedOn: dice.day('2023-07-25', 18), free: dice.int(0, 3) } : null,
    titles: titlesOf(dice, claim),
    education: educationOf(dice, claim, programme),
    posts: postsOf(dice, claim),
    service: serviceOf(dice),
    assessments: assessmentsOf(dice),
    hours: hoursOf(dice, claim.series, programme),
    sanctions: sanctionsOf(dice),
    breaches: breachesOf(dice),
    qualifications: certificatesOf(dice, claim, programme),
    skills: skillsOf(dice),
    referees: refereesOf(dice, claim),
    performance: performanceOf(dice),
    talent: talentOf(dice, claim),
    documents: documentsOf(dice, programme),
  };
  const dossier = themed(dice, plain);
  return { dossier, situation: situationOf(dice, dossier, programme) };
}

/** Of most people every year has its hours; of the others a year is short, or not verified as it should be. */
function hoursOf(dice: Dice, series: string, programme: Programme): Dossier['hours'] {
  const by = authorityOfHours(series, programme) === 'healthAuthority' ? 'healthAuthority' : 'hrssBureau';
  const good = dice.happens(55);
  const years = Array.from({ length: programme.cycleYear - 2012 }, (_, n) => 2013 + n);
  return years.flatMap((year): Dossier['hours'] => {
    const seal = { by, on: '2023-08-01', signed: good || dice.happens(97), sealed: true } as const;
    const verified = good || dice.happens(94) ? seal : null;
    const professional = good ? 80 : dice.int(90, 170) / 2;
    const one = { ...provenance(dice), year, verified };
    const isPassed = year >= 2019 && dice.happens(80);
    const passed = {
      ...provenance(dice),
      year,
      verified,
      course: 'PUBLIC',
      hours: 30,
      publicCourse: `public-${year}`,
    } as const;
    return [
      { ...one, course: 'PROFESSIONAL', hours: professional, publicCourse: null },
      ...(isPassed || good ? [passed] : []),
    ];
  });
}

function sanctionsOf(dice: Dice): Dossier['sanctions'] {
  if (dice.happens(70)) return [];
  const sanctionedOn = dice.day('2018-01-01', 2060);
  return dice.happens(40)
    ? [{ ...provenance(dice), regime: 'PARTY', kind: dice.pick(partySanctions), sanctionedOn }]
    : [
        {
          ...provenance(dice),
          regime: 'ADMINISTRATIVE',
          kind: dice.pick(['WARNING', ...administrativeSanctions]),
          sanctionedOn,
        },
      ];
}

function breachesOf(dice: Dice): Dossier['breaches'] {
  if (dice.happens(78)) return [];
  return [
    {
      ...provenance(dice),
      kind: dice.pick(['EXAM_CHEATING', 'FRAUD', 'ACADEMIC_MISCONDUCT'] as const),
      determinedOn: dice.day('2017-01-01', 2430),
      serious: dice.happens(50),
      inThisCase: dice.happens(20),
    },
  ];
}

function documentsOf(dice: Dice, { materials }: Programme): Dossier['documents'] {
  const items = [...new Set(materials.checklists.flatMap((list) => list.items.map(({ id }) => id)))];
  return dice.happens(60) ? items : items.filter(() => dice.happens(85));
}

function situationOf(dice: Dice, dossier: Dossier, programme: Programme): Situation {
  const on = dice.day('2023-07-20', 50);
  const cutoff = programme.rules.tenureCutoff.value;
  if (dice.happens(15)) return { programme, on, cutoff, process: null };
  const course: Process = {
    at: atTime(on, '10:00'),
    vacancy: dice.happens(20) ? null : { approved: dice.int(0, 3), reserved: dice.int(0, 3), own: dice.happens(5) },
    slotTaken: dice.happens(10),
    conclusions: dice.happens(40) ? null : conclusionsOf(dice, dossier, programme),
  };
  return { programme, on, cutoff, process: course };
}

function conclusionsOf(dice: Dice, { documents }: Dossier, { materials }: Programme): Process['conclusions'] {
  const items = [...new Set([...documents, ...materials.checklists.flatMap((list) => list.items.map(({ id }) => id))])];
  const good = dice.happens(60);
  return items.map((item) => ({
    item,
    conclusion: good || dice.happens(95) ? 'MATCHES_ORIGINAL' : dice.pick(['UNTRUE', null] as const),
    reviewer: 'reviewer-1',
    on: '2023-07-15',
    sealed: good || dice.happens(97),
  }));
}
