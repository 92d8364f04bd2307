import { factsOf, type Ground, notApplicable, passed } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { countingDate, levelBelow, stands } from '../tenure.ts';

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
