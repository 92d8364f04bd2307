import { type Affairs, type Change, type ChangeKind, changeKinds } from '../../../machines/eligibility/changes.ts';
import { educationLevels } from '../../../machines/eligibility/dossier.ts';
import type { RuleId } from '../../../machines/eligibility/rule.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { mandatoryItems } from '../../../machines/programme.ts';
import { titleLevels } from '../../../machines/programme-entries.ts';

/**
 * Every change that could be tried against a rule, on a grid that knows nothing of how remedies are found: slots, of each of
 * which one change is made or none.
 */

/** Among which kinds a remedy of a rule is the smallest. Rules that are not named never fail, or nothing helps against them. */
const kinds: Partial<Record<RuleId, readonly ChangeKind[]>> = {
  E01: ['graduate', 'serve'],
  E02: ['takePost'],
  E03: ['graduate', 'attach'],
  E06: ['claimScope', 'filePosts', 'obtainTitle'],
  E07: ['attach', 'serve'],
  E07b: ['serve'],
  E08: ['graduate', 'addReferee'],
  E11: ['graduate', 'wait'],
  E12: ['wait'],
  E13: ['takePost', 'beAssessed', 'wait'],
  E14: ['obtainTitle'],
  E15: ['obtainTitle'],
  E17: ['obtainCertificate'],
  E18: ['achieve'],
  E19: ['obtainSkill'],
  E20: ['recogniseTalent', 'takeProfessionalPost'],
  E21: ['obtainTitle'],
  E22: ['obtainTitle'],
  E23: ['takePost', 'obtainTitle', 'wait'],
  E25: ['verifyHours', 'study'],
  E26: ['verifyHours', 'study'],
  E27: ['verifyHours'],
  E29: ['wait'],
  E30: ['wait'],
  E31: ['wait'],
  E32: ['wait'],
  E34: ['wait'],
  E38: ['attach'],
  E39: ['signContract', 'takeProfessionalPost'],
  E40: ['wait'],
  E42: ['obtainTitle'],
  E43: ['check'],
};

export interface Grid {
  /** Days between two amounts of waiting or of service. */
  readonly days: number;
  /** Hours between two amounts of study. */
  readonly hours: number;
  /** The longest wait, in days. */
  readonly longest: number;
}

/** The slots of a rule, what lasts last, so that it follows whatever else is done. */
export function slotsOf(rule: RuleId, affairs: Affairs, grid: Grid): Change[][] {
  const all = { ...papers(affairs), ...people(affairs), ...lasting(rule, grid), ...hours(affairs, grid) };
  return changeKinds
    .filter((kind) => kinds[rule]?.includes(kind))
    .toSorted((a, b) => Number(lasts(a)) - Number(lasts(b)))
    .flatMap((kind) => all[kind] ?? []);
}

const lasts = (kind: ChangeKind) => kind === 'wait' || kind === 'serve';

type Slots = Partial<Record<ChangeKind, Change[][]>>;

function papers({ dossier, situation }: Affairs): Slots {
  const { claim, documents } = dossier;
  const conditions = ['townshipService', 'exceptional', 'directByDegree', 'grassrootsDeputy'] as const;
  const listed = mandatoryItems(situation.programme, { ...claim, conditions }).map(({ id }) => id);
  const items = [...new Set([...listed, 'form-1-5', 'direct-decision'])].filter((item) => !documents.includes(item));
  const checked = [...new Set([...listed, ...documents])];
  return {
    claimScope: [[{ kind: 'claimScope', scope: claim.scope === 'ORDINARY' ? 'GRASSROOTS_PROVINCE' : 'ORDINARY' }]],
    attach: items.map((item) => [{ kind: 'attach', item }]),
    check: checked.map((item) => [{ kind: 'check', item }]),
    filePosts: dossier.grassrootsPosts === null ? [[{ kind: 'filePosts' }]] : [],
    recogniseTalent: [[{ kind: 'recogniseTalent' }]],
    signContract: [[{ kind: 'signContract' }]],
    takeProfessionalPost: [[{ kind: 'takeProfessionalPost' }]],
    takePost: [[false, true].map((township) => ({ kind: 'takePost', township }))],
  };
}

function people({ dossier, situation }: Affairs): Slots {
  const { claim } = dossier;
  const year = Number(situation.cutoff.slice(0, 4));
  const studied = [...new Set([claim.specialty, ...dossier.posts.map(({ specialty }) => specialty)])];
  const issued = dossier.qualifications.map(({ issuedOn }) => issuedOn);
  const { rows } = situation.programme.tables.qualifications;
  return {
    achieve: [issued.map((after) => ({ kind: 'achieve', after }))],
    addReferee: [[1, 2, 3].map((count) => ({ kind: 'addReferee', count }))],
    beAssessed: [[year - 1, year, year + 1, year + 2].map((one) => ({ kind: 'beAssessed', year: one }))],
    obtainSkill: [[{ kind: 'obtainSkill', level: 'SENIOR_WORKER' }]],
    obtainCertificate: [
      rows.map(({ certificate }) => ({ kind: 'obtainCertificate', certificate, specialty: claim.specialty })),
    ],
    obtainTitle: [titleLevels.map((level) => ({ kind: 'obtainTitle', series: claim.series, level }))],
    graduate: [
      educationLevels.flatMap((level) => studied.map((specialty) => ({ kind: 'graduate' as const, level, specialty }))),
    ],
  };
}

function lasting(rule: RuleId, { days, longest }: Grid): Slots {
  const clock = ['E29', 'E30', 'E31', 'E32', 'E34', 'E40'].includes(rule) ? 'ACT' : 'CUTOFF';
  const amounts = Array.from({ length: Math.floor(longest / days) }, (_, n) => (n + 1) * days);
  return {
    wait: [amounts.map((one) => ({ kind: 'wait', days: one, clock }))],
    serve: [amounts.map((one) => ({ kind: 'serve', days: one }))],
  };
}

function hours({ dossier, situation }: Affairs, { hours: step }: Grid): Slots {
  const years = Array.from({ length: 2 }, (_, back) => situation.programme.cycleYear - 1 - back);
  const amounts = Array.from({ length: Math.floor(90 / step) }, (_, n) => (n + 1) * step);
  const known = [...new Set(dossier.hours.map(({ year }) => year))];
  return {
    verifyHours: known.map((year) => [{ kind: 'verifyHours', year }]),
    study: years.map((year) => amounts.map((one) => ({ kind: 'study', year, course: 'PROFESSIONAL', hours: one }))),
  };
}

/** Of each slot one change or none, at most so many in all. */
export function* choices(slots: readonly (readonly Change[])[], most: number): Generator<Change[]> {
  const [slot, ...rest] = slots;
  if (slot === undefined || most === 0) {
    yield [];
    return;
  }
  for (const others of choices(rest, most)) yield others;
  for (const change of slot) for (const others of choices(rest, most - 1)) yield [change, ...others];
}

/** The rules against which something helps. */
export const rulesWithRemedies = ruleIds.filter((rule) => kinds[rule] !== undefined);
