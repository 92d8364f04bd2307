import { exemptionFor, isExempted, isVacant } from '../eligibility/rules/vacancies.ts';
import type { Ride, Verdict } from '../lifecycle.ts';
import { dateOf, type PlainDate } from '../time.ts';
import { blocker } from '../verdict.ts';
import type { ApplicationContext } from './context.ts';

/** Recommending within the vacancies of the unit, and the one way around them (二(二)2; E35, E36). */

/** How many holders a refusal names: the unit sees them all in its own list. */
const NAMED = 20;

/** No reservation is made while as many are held as are approved; those that were made before stand (domain A47). */
export function vacant({ facts }: Ride): Verdict {
  const { vacancy } = facts;
  if (vacancy === undefined) return 'unknown';
  const { approved, reserved, holders = [] } = vacancy;
  if (approved === null || isVacant(vacancy)) return [];
  const named = holders.slice(0, NAMED).join(' ');
  const params = { approved, reserved, holders: named };
  return [
    blocker('NO_VACANCY', { clause: '二(二)2', help: approved === 0 ? 'departmentOfficer' : 'unitAdmin', params }),
  ];
}

/** Whether the programme knows an exemption for this series and level at all. */
export function isExemptable({ claim }: ApplicationContext, { programme }: Ride): boolean {
  return exemptionFor(claim, programme) !== undefined;
}

/** The archive keeper certifies the day; whoever has passed it is not in service any more (令40 第13条). */
export function nearRetirement(
  { claim }: ApplicationContext,
  exemption: { readonly retiresOn: PlainDate } | undefined,
  { programme, at }: Ride,
): Verdict {
  const exempt = exemptionFor(claim, programme);
  if (exempt !== undefined && exemption === undefined) return 'unknown';
  const { retirementExemptYears, tenureCutoff } = programme.rules;
  const [years, asOf, retiresOn] = [retirementExemptYears.value, tenureCutoff.value, exemption?.retiresOn ?? ''];
  if (exempt !== undefined && isExempted({ retiresOn, asOf, on: dateOf(at) }, programme)) return [];
  const clause = exempt?.clause ?? retirementExemptYears.clause;
  return [blocker('NOT_EXEMPT', { clause, help: 'unitAdmin', params: { retiresOn, asOf, years } })];
}
