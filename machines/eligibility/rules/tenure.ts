import { yearsFull } from '../counting.ts';
import { factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { asksForYears, countingDate, levelBelow, requiredYears, stands, tenureFacts, tenureStart } from '../tenure.ts';

/**
 * E23: full years in the title below, or of professional work for junior, through the cut-off (A08), are at least those the
 * claim asks for. Asked of the ways that have years; an education that does not lead there has none to ask for (E08), and what
 * the exceptional way then asks for is a person's to say. Where no year is asked for, no title below is either.
 */
export const e23TenureAtCutoff: Rule = (dossier, situation) => {
  const { claim } = dossier;
  const { programme, cutoff } = situation;
  const facts = [...tenureFacts(dossier, situation), ...factsOf(dossier, 'education')];
  const ground: Ground = { rule: 'E23', clause: programme.rules.tenureCutoff.clause, facts };
  if (!asksForYears(dossier)) return notApplicable(ground);
  const needed = requiredYears(dossier, situation).years;
  if (needed === null)
    return claim.route === 'EXCEPTIONAL'
      ? forHuman(ground, 'YEARS_TO_BE_JUDGED')
      : notApplicable(ground, 'EDUCATION_WITHOUT_YEARS', { level: claim.level });
  if (needed === 0) return passed(ground);
  const from = tenureStart(dossier, situation);
  if (from === null) {
    const below = levelBelow(claim.level);
    return below === null
      ? failed(ground, 'START_OF_WORK_MISSING')
      : failed(ground, 'TITLE_BELOW_MISSING', { series: claim.series, level: below });
  }
  const years = yearsFull(from, cutoff);
  const counted: Ground = { ...ground, arithmetic: [{ code: 'YEARS_FULL', params: { from, years, cutoff, needed } }] };
  return years >= needed ? passed(counted) : failed(counted, 'YEARS_SHORT', { from, years, cutoff, needed });
};

/**
 * E24: a title whose committee was late through no fault of the applicant counts from the day the notice names of the year of
 * application (A15); its certificate prints the real day. Never fails: where it does not apply, the real day counts.
 */
export const e24DelayedReview: Rule = (dossier, situation) => {
  const { claim, titles } = dossier;
  const { programme } = situation;
  const late = titles
    .filter(
      (title) =>
        title.reviewDelayed &&
        title.series === claim.series &&
        title.level === levelBelow(claim.level) &&
        stands(title, dossier, situation),
    )
    .sort((a, b) => (a.awardedOn < b.awardedOn ? -1 : a.awardedOn > b.awardedOn ? 1 : 0));
  const facts = factsOf(dossier, 'titles', (title) => late.includes(title));
  const ground: Ground = { rule: 'E24', clause: programme.rules.delayedReview.clause, facts };
  const arithmetic = late
    .map((title) => ({ awardedOn: title.awardedOn, from: countingDate(title, programme) }))
    .filter(({ awardedOn, from }) => from < awardedOn)
    .map((params) => ({ code: 'COUNTED_FROM' as const, params }));
  if (arithmetic.length > 0) return passed({ ...ground, arithmetic });
  const [first] = late;
  if (first === undefined || first.applicationYear === null) return notApplicable(ground);
  const { awardedOn, applicationYear } = first;
  return programme.rules.delayedReview.value.applicationYears.includes(applicationYear)
    ? notApplicable(ground, 'PASSED_WITHIN_YEAR', { awardedOn })
    : notApplicable(ground, 'DELAY_OF_OTHER_YEAR', { applicationYear });
};
