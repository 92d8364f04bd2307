import { addDays } from '../time.ts';
import { ask } from './ask.ts';
import { type Affairs, type Change, changed, compareChanges, daysBetween } from './changes.ts';
import type { Dossier } from './dossier.ts';
import { clockOf, type Earliest, earliest, firstDay } from './earliest.ts';
import type { Evaluation } from './evaluate.ts';
import { educationProposals } from './remedies/education.ts';
import { grassrootsProposals } from './remedies/grassroots.ts';
import { hoursProposals } from './remedies/hours.ts';
import { processProposals } from './remedies/process.ts';
import type { Hopeless, Proposals } from './remedies/proposal.ts';
import { qualificationProposals } from './remedies/qualifications.ts';
import type { RouteId } from './route-ids.ts';
import type { Finding, RuleId, Situation } from './rule.ts';

/** Why not, and what then: for a rule that fails the smallest changes after which it no longer does, and the first day for that. */

const proposals: Proposals = {
  ...grassrootsProposals,
  ...educationProposals,
  ...qualificationProposals,
  ...hoursProposals,
  ...processProposals,
};

export interface Remedy {
  readonly rule: RuleId;
  /**
   * The changes after which the rule no longer fails: it passes, or a person decides, or it is not asked any more. Fewest first,
   * then those that ask least, then the smallest amounts; null where nothing in a person's power helps.
   */
  readonly changes: readonly Change[] | null;
  /** Why there are none. */
  readonly hopeless: Hopeless | null;
  /** When it would no longer fail by itself; null where time alone does not help. */
  readonly earliest: Earliest | null;
}

export interface Remedies {
  /** For each rule that failed on the way chosen. */
  readonly rules: readonly Remedy[];
  /** Other ways to the same title that are open now; `sure` where no person has to decide about it first. */
  readonly instead: readonly { readonly route: RouteId; readonly sure: boolean }[];
}

/** What would open the way chosen, rule by rule, and which other ways are open as things stand. */
export function remediesOf(evaluation: Evaluation, dossier: Dossier, situation: Situation): Remedies {
  const { chosen, routes } = evaluation;
  const failed = chosen.closedBy.filter(({ outcome }) => outcome === 'FAIL');
  return {
    rules: failed.map((finding) => remedyOf(finding, { dossier, situation })),
    instead: chosen.open
      ? []
      : routes.filter(({ open }) => open).map(({ route, judged }) => ({ route, sure: judged.length === 0 })),
  };
}

/** What helps against a rule that failed. @throws RangeError for a finding of another outcome. */
export function remedyOf(finding: Finding, affairs: Affairs): Remedy {
  const { rule } = finding;
  const proposal = proposals[rule];
  if (finding.outcome !== 'FAIL' || proposal === undefined) throw new RangeError(`${rule} has not failed`);
  const { among, lasting, otherwise } = proposal(finding, affairs);
  const helping = among
    .flatMap((changes) => [changes, ...(lasting === undefined ? [] : followed(changes, lasting, rule, affairs))])
    .filter((changes) => ask(rule, ...of(changed(affairs, changes))).outcome !== 'FAIL')
    .sort(compareChanges);
  const [changes = null] = helping;
  return { rule, changes, hopeless: changes === null ? otherwise : null, earliest: earliest(rule, affairs) };
}

const of = ({ dossier, situation }: Affairs) => [dossier, situation] as const;

/** Changes followed by the days after which the rule holds, if any number of them does. */
function followed(changes: readonly Change[], by: 'wait' | 'serve', rule: RuleId, affairs: Affairs): Change[][] {
  const clock = clockOf[rule];
  if (clock === null) return [];
  const after = changed(affairs, changes);
  const from = clock === 'ACT' ? after.situation.on : after.situation.cutoff;
  const day = firstDay(rule, by === 'wait' ? after : serving(after), clock);
  if (day === null || day <= from) return [];
  const days = daysBetween(from, day);
  return [[...changes, by === 'wait' ? { kind: 'wait', days, clock } : { kind: 'serve', days }]];
}

/** In a township from the day after the cut-off on, for good. */
function serving({ dossier, situation }: Affairs): Affairs {
  const from = addDays(situation.cutoff, 1);
  const open = { entry: null, standing: 'DECLARED', from, through: null, township: true, ownSpecialty: true } as const;
  return { dossier: { ...dossier, service: [...dossier.service, { ...open, awards: [] }] }, situation };
}
