/**
 * The checker of a programme (design D5): refuses one that cannot work and says where, warns of what a bureau should know
 * before it publishes. Pure; the calendar is handed in, of the programme's region.
 */
import type { Calendar } from './calendar.ts';
import { type Programme, programmeSchema } from './programme.ts';
import { checkDatedRules, checkEntries } from './programme-check-entries.ts';
import { checkNumbers } from './programme-check-numbers.ts';
import { checkPlans } from './programme-check-plan.ts';
import {
  checkCommittees,
  checkDuties,
  checkMaterials,
  checkQuota,
  checkRouting,
  checkSeries,
} from './programme-check-routing.ts';
import { checkTables } from './programme-check-tables.ts';
import { checkWording } from './programme-check-wording.ts';
import type { Finding } from './programme-findings.ts';
import { shapeFindings } from './programme-shape.ts';
import type { FindingCode } from './words/programme-findings.ts';

export interface Checked {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** What a bureau should know and may still want; every other code refuses the programme. */
const warningCodes: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'LATE_CLICKS_CANNOT_SUCCEED',
  'SUPPLEMENT_DOES_NOT_FIT',
  'PLAN_RUNS_PAST_ROLLOVER',
  'NODE_ON_DAY_OFF',
  'BEYOND_KNOWN_CALENDAR',
  'SENIOR_COMMITTEE_SMALL',
]);

/** Checks a programme of the right shape. Dates are compared only once every day, hour and figure is possible at all. */
export function checkProgramme(programme: Programme, calendar: Calendar): Checked {
  const basic = [...checkEntries(programme), ...checkNumbers(programme)];
  const independent = [
    ...checkDatedRules(programme),
    ...checkSeries(programme),
    ...checkRouting(programme),
    ...checkMaterials(programme),
    ...checkDuties(programme),
    ...checkQuota(programme),
    ...checkTables(programme),
    ...checkWording(programme),
  ];
  const dated = basic.length > 0 ? [] : [...checkPlans(programme, calendar), ...checkCommittees(programme)];
  const findings = [...basic, ...independent, ...dated];
  return {
    errors: findings.filter(({ code }) => !warningCodes.has(code)),
    warnings: findings.filter(({ code }) => warningCodes.has(code)),
  };
}

/** Reads what may be a programme: its shape, then the check. `programme` is there if and only if there are no errors. */
export function readProgramme(value: unknown, calendar: Calendar): Checked & { readonly programme: Programme | null } {
  const parsed = programmeSchema.safeParse(value);
  if (!parsed.success) return { programme: null, errors: shapeFindings(parsed.error, value), warnings: [] };
  const checked = checkProgramme(parsed.data, calendar);
  return { ...checked, programme: checked.errors.length === 0 ? parsed.data : null };
}
