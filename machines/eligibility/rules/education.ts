import { baseYears } from '../../programme-tables.ts';
import { yearsFull } from '../counting.ts';
import type { Dossier } from '../dossier.ts';
import { heldEducation, highestOf } from '../education-held.ts';
import { factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Finding, Rule, RuleId, Situation } from '../rule.ts';
import { sameField } from '../specialties.ts';
import { asksForYears, levelBelow, type RequiredYears, requiredYears, tenureStart, titleFacts } from '../tenure.ts';
import { buildsOnAnotherSeries, e13SeriesTransfer, e14TenureContinues, e15UpWithoutTransfer } from './series-change.ts';

/** Rules E08–E15 of domain §4: education, the specialty studied, and what a change of series does to a title. */

/**
 * E08 (一(二)1): who lacks the education goes the exceptional way, with referees of the level and field the notice names, not
 * related, each person once; never where a statute fixes the education. On the other ways that ask for years, lacking it fails.
 */
export function e08Exceptional(dossier: Dossier, situation: Situation): Finding {
  const { claim } = dossier;
  const { exceptionalReferees } = situation.programme.rules;
  const ground: Ground = {
    rule: 'E08',
    clause: exceptionalReferees.clause,
    facts: [...factsOf(dossier, 'education'), ...factsOf(dossier, 'referees')],
  };
  if (!asksForYears(dossier)) return notApplicable(ground);
  if (claim.route !== 'EXCEPTIONAL') return ordinaryEducation(ground, dossier, situation);
  const grounded: Ground = { ...ground, facts: [...(ground.facts ?? []), ...titleFacts(dossier)] };
  const lacksTransferOnly = educationSuffices(dossier, situation) && buildsOnAnotherSeries(dossier, situation);
  const { places } = situation.programme.tables;
  if (places.educationByLawSeries.includes(claim.series) && !lacksTransferOnly)
    return failed(grounded, 'EDUCATION_FIXED_BY_LAW', { series: claim.series });
  const needed = exceptionalReferees.value.min;
  const count = refereesThatCount(dossier, situation);
  const counted: Ground = { ...grounded, arithmetic: [{ code: 'COUNTED', params: { count, needed } }] };
  return count >= needed ? passed(counted) : failed(counted, 'REFEREES_MISSING', { count, needed });
}

/** E09 (一(二)1): full-time or not, of whatever school, a level of study is that level; a party school's if it is listed. */
export function e09EqualEducation(dossier: Dossier, situation: Situation): Finding {
  const held = heldEducation(dossier, situation).filter(({ diploma }) => diploma);
  const ground: Ground = { rule: 'E09', clause: '一(二)1', facts: factsOf(dossier, 'education') };
  if (held.length === 0) return notApplicable(ground, 'NO_EDUCATION');
  const recognised = highestOf(held.filter((one) => one.recognised));
  const highest = highestOf(held);
  return highest === recognised
    ? passed(ground)
    : forHuman(ground, 'PARTY_SCHOOL_UNLISTED', { level: highest ?? 'SECONDARY' });
}

/** E10 (一(二)1): classes of a technical school are taken for an education; a certificate of skill alone is not. */
export function e10TechnicalClasses(dossier: Dossier, { programme, cutoff }: Situation): Finding {
  const ground: Ground = {
    rule: 'E10',
    clause: programme.rules.technicalClasses.clause,
    facts: [
      ...factsOf(dossier, 'education', ({ technicalClass }) => technicalClass !== null),
      ...factsOf(dossier, 'skills'),
    ],
  };
  const finished = dossier.education.some(
    ({ technicalClass, completedOn }) => technicalClass !== null && completedOn <= cutoff,
  );
  if (finished) return passed(ground);
  return notApplicable(ground, dossier.skills.length > 0 ? 'SKILL_CERTIFICATE_NO_CLASS' : null);
}

/**
 * E11 (一(二)2): at the first promotion of who studied another specialty, two more years; not in series of public safety or
 * health, where the way is closed (A06).
 */
export function e11MismatchYears(dossier: Dossier, situation: Situation): Finding {
  const { clause } = situation.programme.rules.mismatchExtraYears;
  const ground: Ground = {
    rule: 'E11',
    clause,
    facts: [...factsOf(dossier, 'education'), ...factsOf(dossier, 'posts'), ...titleFacts(dossier)],
  };
  if (!asksForYears(dossier)) return notApplicable(ground);
  const required = requiredYears(dossier, situation);
  if (required.barred) return failed(ground, 'MISMATCH_NOT_RELIEVED', { series: dossier.claim.series });
  if (required.because !== 'MISMATCH') return notApplicable(ground);
  return enoughYears(ground, required, { dossier, situation });
}

/** E12 (一(二)2): the two years that the first promotion did not wait for are owed at the next, whatever the work is now. */
export function e12MismatchDebt(dossier: Dossier, situation: Situation): Finding {
  const { clause } = situation.programme.rules.mismatchExtraYears;
  const ground: Ground = {
    rule: 'E12',
    clause,
    facts: [...factsOf(dossier, 'education'), ...titleFacts(dossier)],
  };
  if (!asksForYears(dossier)) return notApplicable(ground);
  const required = requiredYears(dossier, situation);
  if (required.because !== 'DEBT') return notApplicable(ground);
  return enoughYears(ground, required, { dossier, situation });
}

/** Whether the years served come to those required, which are more than the series asks for. */
function enoughYears(
  ground: Ground,
  { years: needed, base, extra, because }: RequiredYears,
  { dossier, situation }: { dossier: Dossier; situation: Situation },
): Finding {
  const { level } = dossier.claim;
  if (needed === null || base === null) return notApplicable(ground, 'EDUCATION_TOO_LOW', { level });
  const from = tenureStart(dossier, situation);
  if (from === null) return notApplicable(ground, 'NO_TITLE_BELOW', { level: levelBelow(level) ?? level });
  const { cutoff } = situation;
  const years = yearsFull(from, cutoff);
  const counted: Ground = {
    ...ground,
    arithmetic: [{ code: 'YEARS_FULL', params: { from, years, cutoff, needed } }],
  };
  if (years >= needed) return passed(counted);
  return failed(counted, because === 'DEBT' ? 'DEBT_YEARS_SHORT' : 'MISMATCH_YEARS_SHORT', { base, extra });
}

/** Without the exceptional way: an education that leads to the level, or one that a person has to recognise first. */
function ordinaryEducation(ground: Ground, dossier: Dossier, situation: Situation): Finding {
  if (educationSuffices(dossier, situation)) return notApplicable(ground);
  const { series, level } = dossier.claim;
  const unlisted = heldEducation(dossier, situation).filter(({ diploma, recognised }) => diploma && !recognised);
  const pending = unlisted.filter(
    ({ level: education }) => baseYears(situation.programme.tables, { series, level, education }) !== null,
  );
  const highest = highestOf(pending);
  if (highest !== null) return forHuman(ground, 'PARTY_SCHOOL_UNLISTED', { level: highest });
  return failed(ground, 'EDUCATION_TOO_LOW', { level });
}

function educationSuffices(dossier: Dossier, situation: Situation): boolean {
  const { series, level } = dossier.claim;
  return heldEducation(dossier, situation).some(
    (held) =>
      held.diploma &&
      held.recognised &&
      baseYears(situation.programme.tables, { series, level, education: held.level }) !== null,
  );
}

/** Persons who recommend; one who is said to be related anywhere is not counted at all. */
function refereesThatCount({ referees, claim }: Dossier, { programme }: Situation): number {
  const { level: wanted } = programme.rules.exceptionalReferees.value;
  const related = new Set(referees.filter((one) => one.related).map(({ person }) => person));
  const peers = referees.filter(
    ({ level, specialty }) => level === wanted && sameField(specialty, claim.specialty, programme.tables),
  );
  return new Set(peers.map(({ person }) => person).filter((person) => !related.has(person))).size;
}

export const educationRules = {
  E08: e08Exceptional,
  E09: e09EqualEducation,
  E10: e10TechnicalClasses,
  E11: e11MismatchYears,
  E12: e12MismatchDebt,
  E13: e13SeriesTransfer,
  E14: e14TenureContinues,
  E15: e15UpWithoutTransfer,
} satisfies Partial<Record<RuleId, Rule>>;
