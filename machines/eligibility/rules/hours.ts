import type { Programme } from '../../programme.ts';
import type { Dossier } from '../dossier.ts';
import { factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import {
  authorityOfHours,
  creditedHours,
  firstYearOfHours,
  flawOf,
  type HoursFact,
  type HoursGap,
  hoursFlaws,
  hoursGaps,
  type YearOfHours,
  yearsOfHours,
} from '../hours-ledger.ts';
import type { FactRef, Params, Rule, RuleId, Situation, Worked } from '../rule.ts';
import { e23TenureAtCutoff, e24DelayedReview } from './tenure.ts';

/**
 * E25: every year from the one after the present title to the one before the cycle's has the hours asked of it (A10, A11); what
 * one year has too many another does not get. Hours of the cycle's own year are shown. No condition on the green channel.
 */
export const e25HoursPerYear: Rule = (dossier, situation) => {
  const years = yearsOfHours(dossier, situation);
  const gaps = hoursGaps(dossier, situation).filter(({ course }) => course === undefined);
  const arithmetic = [...years.map(ofYear), ...ofCycleYear(dossier, situation)];
  const ground: Ground = { rule: 'E25', clause: '四(三)', facts: factsOfLedger(dossier), arithmetic };
  if (dossier.claim.route === 'GREEN_CHANNEL') return notApplicable(ground, 'HOURS_FOR_INFORMATION', written(gaps));
  if (firstYearOfHours(dossier, situation) === null) return forHuman(ground, 'YEARS_OF_HOURS_UNKNOWN');
  if (years.length === 0) return notApplicable(ground, 'NO_YEAR_OF_HOURS');
  return gaps.length === 0 ? passed(ground) : failed(ground, 'HOURS_SHORT', written(gaps));
};

/**
 * E26: since the year the share is asked for, professional hours come to two thirds of those required (A12). The notice says
 * «一般»: a person decides where they do not, as long as the programme calls the share soft.
 */
export const e26ProfessionalShare: Rule = (dossier, situation) => {
  const { num, den, soft } = situation.programme.rules.ceHours.professionalShare.value;
  const years = yearsOfHours(dossier, situation).filter(({ requiredProfessional }) => requiredProfessional !== null);
  const gaps = hoursGaps(dossier, situation).filter(({ course }) => course === 'PROFESSIONAL');
  const arithmetic = years.map(({ year, professional, required }) => ({
    code: 'PROFESSIONAL_SHARE' as const,
    params: { year, professional, num, den, required },
  }));
  const ground: Ground = { rule: 'E26', clause: '四(三)', facts: factsOfLedger(dossier), arithmetic };
  if (dossier.claim.route === 'GREEN_CHANNEL') return notApplicable(ground, 'HOURS_FOR_INFORMATION', written(gaps));
  if (years.length === 0) return notApplicable(ground, 'NO_YEAR_OF_HOURS');
  if (gaps.length === 0) return passed(ground);
  return (soft ? forHuman : failed)(ground, 'PROFESSIONAL_HOURS_SHORT', written(gaps));
};

/**
 * E27: hours count that the authority of the series has verified, signed and sealed by the day form 1-8 is due. Fails where a
 * year is short and has entries that do not count for want of that; entries nobody needs may stay unverified.
 */
export const e27VerifiedHours: Rule = (dossier, situation) => {
  const { programme } = situation;
  const years = yearsOfHours(dossier, situation);
  const asked = (fact: HoursFact) => years.some(({ year }) => year === fact.year);
  const ground: Ground = { rule: 'E27', clause: '四(三)', facts: factsOf(dossier, 'hours', asked) };
  if (dossier.claim.route === 'GREEN_CHANNEL') return notApplicable(ground);
  if (!dossier.hours.some(asked)) return notApplicable(ground);
  const short = new Set(years.filter(({ total, required }) => total < required).map(({ year }) => year));
  const flawed = dossier.hours.filter(({ year }) => short.has(year));
  for (const flaw of hoursFlaws) {
    const ofFlaw = flawed.filter((fact) => flawOf(fact, dossier, programme) === flaw).map(({ year }) => year);
    if (ofFlaw.length > 0) return failed(ground, flaw, flawParams(ofFlaw, dossier, programme));
  }
  return passed(ground);
};

/** E28: a public course passed is credited once a person, in the year it was first passed; passed again it gives nothing. */
export const e28PublicCourse: Rule = (dossier, situation) => {
  const credited = creditedHours(dossier, situation).filter(({ fact }) => fact.publicCourse !== null);
  const facts = factsOf(dossier, 'hours', ({ publicCourse }) => publicCourse !== null);
  const arithmetic = credited
    .map(({ fact, hours }) => ({
      code: 'PUBLIC_CREDIT' as const,
      params: { course: fact.publicCourse ?? '', year: fact.year, hours },
    }))
    .sort((a, b) => (a.params.course < b.params.course ? -1 : 1));
  const ground: Ground = { rule: 'E28', clause: '四(二)', facts, arithmetic };
  return credited.length === 0 ? notApplicable(ground) : passed(ground);
};

/** Rules E23–E28 of domain §4. */
export const hoursRules = {
  E23: e23TenureAtCutoff,
  E24: e24DelayedReview,
  E25: e25HoursPerYear,
  E26: e26ProfessionalShare,
  E27: e27VerifiedHours,
  E28: e28PublicCourse,
} satisfies Partial<Record<RuleId, Rule>>;

/** What the years and the hours asked for rest on. */
function factsOfLedger(dossier: Dossier): FactRef[] {
  return [...factsOf(dossier, 'titles'), ...factsOf(dossier, 'posts'), ...factsOf(dossier, 'hours')];
}

function ofYear({ year, total, required }: YearOfHours): Worked {
  return { code: 'HOURS_OF_YEAR', params: { year, hours: total, needed: required } };
}

/** Hours of the year that is not over: shown, where there are any (A11). */
function ofCycleYear(dossier: Dossier, situation: Situation): Worked[] {
  const year = situation.programme.cycleYear;
  const credits = creditedHours(dossier, situation).filter(({ fact }) => fact.year === year);
  const hours = credits.reduce((total, one) => total + one.hours, 0);
  return hours === 0 ? [] : [{ code: 'HOURS_SHOWN', params: { year, hours } }];
}

function written(gaps: readonly HoursGap[]): Params {
  return {
    gaps: gaps.map(({ year, have, required }) => `${year}: ${have}/${required}`).join('; '),
    missing: gaps.reduce((total, { missing }) => total + missing, 0),
  };
}

function flawParams(years: readonly number[], { claim }: Dossier, programme: Programme): Params {
  return {
    years: [...new Set(years)].sort((a, b) => a - b).join(', '),
    authority: authorityOfHours(claim.series, programme),
    dueOn: programme.duties['1-8'].due.toDate,
  };
}
