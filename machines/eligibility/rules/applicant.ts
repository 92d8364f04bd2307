import { committeeOf, type Programme } from '../../programme.ts';
import { type TitleLevel, titleLevels } from '../../programme-entries.ts';
import { statutoryRetirement } from '../../retirement.ts';
import type { PlainDate } from '../../time.ts';
import type { Claim } from '../dossier.ts';
import { factOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Reason } from '../reasons.ts';
import type { RouteId } from '../route-ids.ts';
import type { Rule } from '../rule.ts';
import { type HeldTitle, heldTitles, levelBelow } from '../tenure.ts';
import { committeeFor } from './course.ts';

/** Who is an applicant at all, and from which step he goes to the next (令40 第13条、第14条). */

/** In service, under contract, on a professional post, no civil servant nor managed like one. Guizhou rules art. 4; 令40 第13条. */
export const e39ApplicantStatus: Rule = (dossier, { programme, on }) => {
  const { employment, born } = dossier;
  const ground: Ground = { rule: 'E39', clause: '令40 第13条', facts: factOf(dossier, 'employment') };
  const lacks: Reason | undefined = (
    [
      ['NO_CONTRACT', !employment.contract],
      ['NO_PROFESSIONAL_POST', !employment.professionalPost],
      ['CIVIL_SERVANT', employment.civilServant],
      ['CIVIL_SERVICE_MANAGED', employment.civilServiceManaged],
    ] as const
  ).find(([, holds]) => holds)?.[0];
  if (lacks !== undefined) return failed(ground, lacks);
  if (born === null) return forHuman(ground, 'BIRTH_DATE_UNKNOWN');
  const retiresOn = statutoryRetirement({ bornOn: born.on, category: born.category }, { asOf: on });
  const shown: Ground = { ...ground, facts: [...factOf(dossier, 'employment'), ...factOf(dossier, 'born')] };
  if (retiresOn <= on) return failed(shown, 'RETIRED', { retiresOn });
  const reviewEnds = endOfReview(programme, dossier.claim);
  if (retiresOn <= reviewEnds) return forHuman(shown, 'RETIRES_DURING_REVIEW', { retiresOn, reviewEnds });
  return passed(shown);
};

/** The last day of the committee's plan; the end of the season's records where no committee takes the case. */
function endOfReview(programme: Programme, claim: Claim): PlainDate {
  const committee = committeeFor(claim, programme);
  return committee === null
    ? programme.season.cycleRollover.toDate
    : committeeOf(programme, committee).nodes.filingDue.toDate;
}

/** Routes that lead past the steps (令40 第14条), and the transfer, which stays on its step. */
const pastTheSteps: readonly RouteId[] = [
  'GRASSROOTS_YEARS',
  'DIRECT_BY_DEGREE',
  'CERTIFICATE',
  'EXCEPTIONAL',
  'GREEN_CHANNEL',
  'SERIES_TRANSFER',
];

/**
 * From the title one level below. Which series that title is of is E15's question; what stands for a title, and where one that
 * counts in grassroots units only is a step, is the same as for its years (E06, E16). 令40 第14条.
 */
export const e42StepByStep: Rule = (dossier, situation) => {
  const { route, series, level } = dossier.claim;
  const ground: Ground = { rule: 'E42', clause: '令40 第14条' };
  if (pastTheSteps.includes(route)) return notApplicable(ground, 'STEPS_WAIVED', { route });
  const held = heldTitles(dossier, situation);
  const below = levelBelow(level);
  const reached = held.filter((one) => one.series === series && rankOf(one.level) >= rankOf(level));
  if (reached.length > 0) return failed({ ...ground, facts: factsIn(reached) }, 'TITLE_HELD_ALREADY', { level });
  if (below === null) return passed(ground);
  const steps = held.filter((one) => one.level === below);
  const shown: Ground = {
    ...ground,
    facts: factsIn(steps),
    arithmetic: [{ code: 'LEVEL_STEP', params: { from: below, to: level } }],
  };
  if (steps.length > 0) return passed(shown);
  // 黔人社通〔2019〕58号 and 〔2021〕114号, which say what a skill stands for, were not obtained (E19).
  if (route === 'SKILLED_TALENT') return forHuman(shown, 'STEP_BY_SKILL', { level, below });
  return failed(shown, 'STEP_LEFT_OUT', { level, below });
};

const rankOf = (level: TitleLevel) => titleLevels.indexOf(level);
const factsIn = (held: readonly HeldTitle[]) => held.flatMap(({ facts }) => facts);
