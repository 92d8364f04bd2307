import { type CommitteeId, committeesTaking, nodeInstant, type Programme, startInstant } from '../../programme.ts';
import type { Instant } from '../../time.ts';
import type { Claim } from '../dossier.ts';
import { failed, type Ground, notApplicable, passed } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** The course of an application: one a year, clicked in time, to the committee that takes it (五(三), 二(二)3, 五(一)). */

/** «个人点击申报时间»: from its first instant to before its last, by the server's clock (二(二)3). */
export function isInClickWindow({ clickWindow }: Programme, at: Instant): boolean {
  return at >= startInstant(clickWindow.from) && at < nodeInstant(clickWindow.to);
}

/** The one committee a claim goes to, or null where none does, or more than one. */
export function committeeFor({ series, level, route }: Claim, programme: Programme): CommitteeId | null {
  const [only = null, ...others] = committeesTaking(programme, {
    series,
    level,
    greenChannel: route === 'GREEN_CHANNEL',
  });
  return others.length === 0 ? only : null;
}

/** One series (specialty) a person and year, whichever unit or account it is asked from. 五(三). */
export const e37OneSeriesAYear: Rule = (_dossier, { programme, process: course }) => {
  const ground: Ground = { rule: 'E37', clause: programme.rules.seriesPerYear.clause };
  if (course === null) return notApplicable(ground);
  return course.slotTaken ? failed(ground, 'SLOT_OF_YEAR_TAKEN') : passed(ground);
};

/** Clicked within the window. 二(二)3 second. */
export const e40ClickInTime: Rule = (_dossier, { programme, process: course }) => {
  const { from, to } = programme.clickWindow;
  const ground: Ground = { rule: 'E40', clause: to.clause };
  if (course === null) return notApplicable(ground);
  if (isInClickWindow(programme, course.at)) return passed(ground);
  return failed(ground, 'OUTSIDE_CLICK_WINDOW', { from: from.fromDate, to: to.toDate });
};

/** School teachers' junior and intermediate titles and the green channel to the city, the rest to prefecture and province. 五(一). */
export const e41Routing: Rule = ({ claim }, { programme, process: course }) => {
  const ground: Ground = { rule: 'E41', clause: '五(一)' };
  if (course === null) return notApplicable(ground);
  const { series, level } = claim;
  return committeeFor(claim, programme) === null
    ? failed(ground, 'NO_COMMITTEE_TAKES', { series, level })
    : passed(ground);
};
