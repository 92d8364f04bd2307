import type { Vacancy } from '../../facts.ts';
import { type Programme, vacancyClassOf } from '../../programme.ts';
import type { Series, TitleLevel } from '../../programme-entries.ts';
import { isNearRetirement, statutoryRetirement } from '../../retirement.ts';
import type { PlainDate } from '../../time.ts';
import { factOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** Recommending within the vacancies of the unit, and the one way around them (二(二)2, 五(五)). */

/** No reservation is made while as many are held as are approved; earlier ones stand, and one's own is not made twice (A47). */
export function isVacant({ approved, reserved, own }: Vacancy): boolean {
  return approved === null || own || reserved < approved;
}

/** The programme's exemption from vacancies for a series and level, if it knows one. */
export function exemptionFor(
  { series, level }: { readonly series: Series; readonly level: TitleLevel },
  { quota }: Programme,
): Programme['quota']['exempt'][number] | undefined {
  return quota.exempt.find((one) => one.series.includes(series) && one.levels.includes(level));
}

/** «不足三年», and still in service: whoever has passed the day is no applicant any more (令40 第13条). */
export function isExempted(
  of: { readonly retiresOn: PlainDate; readonly asOf: PlainDate; readonly on: PlainDate },
  { rules }: Programme,
): boolean {
  return isNearRetirement({ ...of, years: rules.retirementExemptYears.value }) && of.retiresOn > of.on;
}

/** As many as are vacant are recommended; whoever E36 exempts takes none. Enterprises and juniors have no quota. 二(二)2. */
export const e35WithinVacancies: Rule = (dossier, situation) => {
  const { programme, process: course } = situation;
  const ground: Ground = { rule: 'E35', clause: programme.quota.clause };
  const { claim, employment } = dossier;
  const quotaSet = programme.quota.unitKinds.includes(employment.unitKind) && vacancyClassOf(programme, claim) !== null;
  if (course === null || course.vacancy === null || course.vacancy.approved === null || !quotaSet)
    return notApplicable(ground);
  const { approved, reserved } = course.vacancy;
  if (isVacant(course.vacancy) || e36TeacherNearRetirement(dossier, situation).outcome === 'PASS')
    return passed(ground);
  return failed(ground, 'NO_VACANCY_LEFT', { approved, reserved });
};

/** A teacher strictly less than three years from the statutory age is recommended without a vacancy. 二(二)2 third. */
export const e36TeacherNearRetirement: Rule = (dossier, { programme, process: course, cutoff, on }) => {
  const { claim, born } = dossier;
  const exemption = exemptionFor(claim, programme);
  const { value: years, clause } = programme.rules.retirementExemptYears;
  const ground: Ground = { rule: 'E36', clause: exemption?.clause ?? clause };
  if (course === null || exemption === undefined) return notApplicable(ground);
  if (born === null) return forHuman(ground, 'BIRTH_DATE_UNCERTIFIED');
  const retiresOn = statutoryRetirement({ bornOn: born.on, category: born.category }, { asOf: cutoff });
  const params = { retiresOn, asOf: cutoff, years };
  const shown: Ground = {
    ...ground,
    facts: factOf(dossier, 'born'),
    arithmetic: [{ code: 'RETIREMENT', params: { bornOn: born.on, ...params } }],
  };
  if (!isExempted({ retiresOn, asOf: cutoff, on }, programme)) return failed(shown, 'NOT_NEAR_RETIREMENT', params);
  // The day is certified by whoever keeps the archive; a mismatch is looked at like any other (A33).
  if (!['ATTACHED', 'MATCH', 'MISMATCH'].includes(born.standing)) return forHuman(shown, 'BIRTH_DATE_UNCERTIFIED');
  return passed(shown);
};
