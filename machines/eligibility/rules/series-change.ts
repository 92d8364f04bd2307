import { titleLevels } from '../../programme-entries.ts';
import { united, yearsFull } from '../counting.ts';
import type { Dossier } from '../dossier.ts';
import { factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Finding, Situation } from '../rule.ts';
import {
  asksForYears,
  basisTitle,
  currentTitle,
  type HeldTitle,
  heldTitles,
  levelBelow,
  requiredYears,
  stands,
  titleFacts,
} from '../tenure.ts';

/** Rules E13–E15 of domain §4 (一(二)2): a title of another series. */

/**
 * E13: who changed to a post of another series and was there a full year by the cut-off (A13), assessed as 合格 or better when
 * last assessed there, may apply for the level held, in the new series.
 */
export function e13SeriesTransfer(dossier: Dossier, situation: Situation): Finding {
  const { claim } = dossier;
  const { value: needed, clause } = situation.programme.rules.transferMinYears;
  const { cutoff } = situation;
  const ground: Ground = {
    rule: 'E13',
    clause,
    facts: [
      ...titleFacts(dossier),
      ...factsOf(dossier, 'posts', ({ series }) => series === claim.series),
      ...factsOf(dossier, 'assessments'),
    ],
  };
  if (claim.route !== 'SERIES_TRANSFER') return notApplicable(ground);
  const level = claim.level;
  const current = currentTitle(dossier, situation);
  if (current !== null && titleLevels.indexOf(current.level) >= titleLevels.indexOf(level))
    return failed(ground, 'TITLE_HELD_ALREADY', { level });
  if (!heldTitles(dossier, situation).some((held) => held.level === level && held.series !== claim.series))
    return failed(ground, 'NO_TITLE_TO_TRANSFER', { level });
  const posts = dossier.posts.filter(({ professional, series }) => professional && series === claim.series);
  const present = united(posts, cutoff).find(({ through }) => through === cutoff);
  if (present === undefined) return failed(ground, 'NEW_POST_MISSING', { series: claim.series });
  const { from } = present;
  const years = yearsFull(from, cutoff);
  const counted: Ground = { ...ground, arithmetic: [{ code: 'YEARS_FULL', params: { from, years, cutoff, needed } }] };
  return years < needed
    ? failed(counted, 'NEW_POST_SHORT', { from, needed })
    : assessedSince(counted, dossier, { from, cutoff });
}

/** E14: after a transfer the years of the original title go on counting; once it is revoked, only the original series is left. */
export function e14TenureContinues(dossier: Dossier, situation: Situation): Finding {
  const { claim } = dossier;
  const { cutoff, on, programme } = situation;
  const transfers = dossier.titles.filter(
    ({ series, level, basis }) => series === claim.series && level === levelBelow(claim.level) && basis === 'TRANSFER',
  );
  const ground: Ground = {
    rule: 'E14',
    clause: programme.rules.transferMinYears.clause,
    facts: [...titleFacts(dossier), ...factsOf(dossier, 'education'), ...factsOf(dossier, 'posts')],
  };
  if (!asksForYears(dossier)) return notApplicable(ground);
  const standing = transfers.filter((title) => stands(title, dossier, situation));
  const basis = ownBasis(dossier, situation);
  if (standing.length === 0) {
    const revoked = transfers.some(({ revokedOn }) => revokedOn !== null && revokedOn <= on);
    return revoked && basis === null ? failed(ground, 'TRANSFER_REVOKED') : notApplicable(ground);
  }
  if (basis === null || standing.every(({ originalFrom }) => originalFrom === null))
    return forHuman(ground, 'ORIGINAL_TITLE_UNKNOWN');
  const { years: needed } = requiredYears(dossier, situation);
  if (needed === null) return passed(ground);
  const params = { from: basis.since, years: yearsFull(basis.since, cutoff), cutoff, needed };
  return passed({ ...ground, arithmetic: [{ code: 'YEARS_FULL', params }] });
}

/**
 * E15: for the next level from a title of another series, untransferred, the exceptional way is the only one, with its referees
 * (E08). A certificate that equals the title in the new series is a transfer (E16).
 */
export function e15UpWithoutTransfer(dossier: Dossier, situation: Situation): Finding {
  const { claim } = dossier;
  const ground: Ground = {
    rule: 'E15',
    clause: situation.programme.rules.transferMinYears.clause,
    facts: titleFacts(dossier),
  };
  if (!asksForYears(dossier) || !buildsOnAnotherSeries(dossier, situation)) return notApplicable(ground);
  const [other] = titlesBelow(dossier, situation)
    .map(({ series }) => series)
    .sort();
  const step = { from: levelBelow(claim.level) ?? claim.level, to: claim.level };
  const counted: Ground = { ...ground, arithmetic: [{ code: 'LEVEL_STEP', params: step }] };
  return claim.route === 'EXCEPTIONAL'
    ? passed(counted)
    : failed(counted, 'TRANSFER_FIRST', { from: other ?? claim.series, to: claim.series });
}

/** Whether the level below is held, and in other series only. */
export function buildsOnAnotherSeries(dossier: Dossier, situation: Situation): boolean {
  return ownBasis(dossier, situation) === null && titlesBelow(dossier, situation).length > 0;
}

function titlesBelow(dossier: Dossier, situation: Situation): HeldTitle[] {
  return heldTitles(dossier, situation).filter(({ level }) => level === levelBelow(dossier.claim.level));
}

/** The title of the level below in the series claimed. */
function ownBasis(dossier: Dossier, situation: Situation): HeldTitle | null {
  const basis = basisTitle(dossier, situation);
  return basis?.series === dossier.claim.series ? basis : null;
}

function assessedSince(
  ground: Ground,
  { assessments }: Dossier,
  { from, cutoff }: { from: string; cutoff: string },
): Finding {
  const [first, last] = [Number(from.slice(0, 4)), Number(cutoff.slice(0, 4))];
  const there = assessments.filter(({ year }) => year >= first && year <= last);
  if (there.length === 0) return failed(ground, 'NEW_POST_NOT_ASSESSED');
  const latest = Math.max(...there.map(({ year }) => year));
  const grades = there.filter(({ year }) => year === latest).map(({ grade }) => grade);
  return grades.every((grade) => grade === 'EXCELLENT' || grade === 'QUALIFIED')
    ? passed(ground)
    : failed(ground, 'NEW_POST_GRADED_BELOW', { year: latest });
}
