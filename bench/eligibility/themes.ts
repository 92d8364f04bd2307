import type { Dossier } from '../../machines/eligibility/dossier.ts';
import { levelBelow } from '../../machines/eligibility/tenure.ts';
import type { Dice } from './dice.ts';
import { provenance } from './people.ts';

/** What chance alone brings together too seldom, brought about in one dossier of so many. */
const themes: readonly (readonly [percent: number, theme: (dice: Dice, dossier: Dossier) => Dossier])[] = [
  [2, physician],
  [2, revokedTransfer],
  [2, foreignAppointment],
  [3, warnedManager],
  [2, withoutHours],
  [2, lateReview],
  [3, grassrootsPosts],
  [2, firstPromotion],
  [2, anotherSeries],
  [4, lapsed],
  [3, certificateWay],
  [2, township],
];

/** The dossier by its theme, if it has one; a third of those that have none, and half of the others, differ from their sources. */
export function themed(dice: Dice, dossier: Dossier): Dossier {
  let left = dice.part() * 100;
  for (const [percent, theme] of themes) {
    left -= percent;
    if (left < 0) return dice.happens(50) ? theme(dice, dossier) : mismatched(theme(dice, dossier));
  }
  return dice.happens(33) ? mismatched(dossier) : dossier;
}

/** Every fact differs from what its source says. */
function mismatched(dossier: Dossier): Dossier {
  const differing = <T extends object>(facts: readonly T[]) =>
    facts.map((fact) => ({ ...fact, standing: 'MISMATCH' as const }));
  return {
    ...dossier,
    employment: { ...dossier.employment, standing: 'MISMATCH' },
    born: dossier.born && { ...dossier.born, standing: 'MISMATCH' },
    talent: dossier.talent && { ...dossier.talent, standing: 'MISMATCH' },
    titles: differing(dossier.titles),
    education: differing(dossier.education),
    posts: differing(dossier.posts),
    service: differing(dossier.service),
    assessments: differing(dossier.assessments),
    hours: differing(dossier.hours),
    sanctions: differing(dossier.sanctions),
    breaches: differing(dossier.breaches),
    qualifications: differing(dossier.qualifications),
    skills: differing(dossier.skills),
    referees: differing(dossier.referees),
    performance: differing(dossier.performance),
  };
}

/** A physician for deputy-senior, above the county, of whom a year below is asked (E07b). */
function physician(dice: Dice, dossier: Dossier): Dossier {
  const certificate = { ...provenance(dice), certificate: 'physician', issuedOn: '2015-01-01', specialty: 'nursing' };
  return {
    ...dossier,
    claim: { ...dossier.claim, series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR', route: 'ORDINARY', scope: 'ORDINARY' },
    posts: [],
    service: dossier.service.slice(0, 1),
    qualifications: [{ ...certificate, registration: 'VALID' }],
  };
}

/** The title below came by a transfer that was revoked (E14). */
function revokedTransfer(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  const level = levelBelow(claim.level);
  if (level === null) return dossier;
  const title = { ...plainTitle(dice, claim.series), level, basis: 'TRANSFER' as const, revokedOn: '2023-01-31' };
  return { ...dossier, claim: { ...claim, route: 'ORDINARY' }, titles: [title], qualifications: [] };
}

/** A junior title by appointment to a post of another specialty than that studied (E22). */
function foreignAppointment(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  return {
    ...dossier,
    claim: { ...claim, level: 'INTERMEDIATE' },
    titles: [{ ...plainTitle(dice, claim.series), level: 'JUNIOR', basis: 'APPOINTMENT' }],
    education: dossier.education.map((one) => ({ ...one, specialty: 'history', completedOn: '2010-07-01' })),
    posts: dossier.posts.map((one) => ({
      ...one,
      from: '2012-01-01',
      through: null,
      unitLevel: 'COUNTY',
      series: claim.series,
      similarToStudied: false,
    })),
  };
}

/** A warning of the last months, or of before, of somebody who manages (E32). */
function warnedManager(dice: Dice, dossier: Dossier): Dossier {
  const sanctionedOn = dice.day('2022-12-01', 230);
  return {
    ...dossier,
    employment: { ...dossier.employment, manager: dice.happens(80), unitKind: 'publicInstitution' },
    sanctions: [{ ...provenance(dice), regime: 'ADMINISTRATIVE', kind: 'WARNING', sanctionedOn }],
  };
}

/** Nobody has put down any hours, so that no course was passed either (E27, E28). */
function withoutHours(_dice: Dice, dossier: Dossier): Dossier {
  return { ...dossier, hours: [] };
}

/** The title below was reviewed late (E24). */
function lateReview(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  const level = levelBelow(claim.level) ?? 'JUNIOR';
  const late = { applicationYear: 2021, reviewDelayed: true, awardedOn: dice.day('2022-01-10', 200) };
  return { ...dossier, titles: [{ ...plainTitle(dice, claim.series), level, ...late }] };
}

/** Deputy-senior of a grassroots institution, with a free post (E06). */
function grassrootsPosts(_dice: Dice, dossier: Dossier): Dossier {
  const { claim, employment } = dossier;
  return {
    ...dossier,
    claim: { ...claim, level: 'DEPUTY_SENIOR', route: 'GRASSROOTS_DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' },
    employment: { ...employment, grassroots: true, unitKind: 'publicInstitution' },
    grassrootsPosts: { filedOn: '2023-08-01', free: 1 },
  };
}

/** A first promotion in another specialty than that studied, in years that suffice or not (E01, E11). */
function firstPromotion(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  const title = { ...plainTitle(dice, claim.series), level: 'JUNIOR' as const };
  const studies = dossier.education.map((one) => ({ ...one, diploma: true, specialty: 'history' }));
  return {
    ...dossier,
    claim: { ...claim, level: 'INTERMEDIATE', route: 'ORDINARY' },
    titles: [title],
    education: studies,
    posts: dossier.posts.map((one) => ({ ...one, similarToStudied: false })),
  };
}

/** Up from a title of another series, by the exceptional way (E15). */
function anotherSeries(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  const title = { ...plainTitle(dice, 'SERIES_RESEARCH'), level: levelBelow(claim.level) ?? 'JUNIOR' };
  return { ...dossier, claim: { ...claim, route: 'EXCEPTIONAL' }, titles: [title], qualifications: [] };
}

/** What barred once bars no more (E29–E31, E34). */
function lapsed(dice: Dice, dossier: Dossier): Dossier {
  const sanctionedOn = dice.day('2019-01-01', 900);
  const breach = { ...provenance(dice), kind: 'FRAUD' as const, determinedOn: dice.day('2019-01-01', 560) };
  return {
    ...dossier,
    breaches: [{ ...breach, serious: true, inThisCase: false }],
    sanctions: [
      { ...provenance(dice), regime: 'PARTY', kind: 'WARNING', sanctionedOn },
      { ...provenance(dice), regime: 'ADMINISTRATIVE', kind: 'DEMERIT', sanctionedOn },
    ],
  };
}

/** Direct by a certificate of the admission type, with achievements of before and after it (E17, E18). */
function certificateWay(dice: Dice, dossier: Dossier): Dossier {
  const certificate = { ...provenance(dice), certificate: 'constructor-first', issuedOn: dice.day('2018-01-01', 1700) };
  const specialty = 'civil-engineering';
  return {
    ...dossier,
    claim: { ...dossier.claim, series: 'SERIES_ENGINEERING', level: 'DEPUTY_SENIOR', specialty, route: 'CERTIFICATE' },
    qualifications: [{ ...certificate, registration: 'VALID', specialty }],
  };
}

/** A bachelor in a township, long enough or not (E01). */
function township(dice: Dice, dossier: Dossier): Dossier {
  const { claim } = dossier;
  return {
    ...dossier,
    claim: { ...claim, level: 'INTERMEDIATE', route: 'GRASSROOTS_YEARS' },
    education: dossier.education.map((one) => ({ ...one, level: 'BACHELOR', diploma: true })),
    posts: dossier.posts.map((one) => ({
      ...one,
      from: dice.day('2016-01-01', 2000),
      unitLevel: 'TOWNSHIP',
      specialty: claim.specialty,
    })),
  };
}

function plainTitle(dice: Dice, series: string): Dossier['titles'][number] {
  return {
    ...provenance(dice),
    series,
    level: 'JUNIOR',
    scope: 'ORDINARY',
    basis: 'REVIEW',
    awardedOn: dice.day('2014-01-01', 3200),
    originalFrom: null,
    applicationYear: null,
    reviewDelayed: false,
    mismatchDebt: dice.happens(30),
    revokedOn: null,
  };
}
