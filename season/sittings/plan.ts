import type { CaseId } from '../../machines/ids.ts';
import type { Committee, Programme } from '../../machines/programme.ts';
import type { PlainDate } from '../../machines/time.ts';
import type { Character } from '../characters.ts';
import type { CommitteeKey } from '../fate.ts';
import type { Mishap } from '../mishaps.ts';
import type { Hand } from '../people.ts';
import type { Stage } from '../scene.ts';
import { type Expert, isRecused, remaining, type Sitting, votersOf } from './view.ts';

/** What happens at a sitting, as far as the seed decides it: who comes, who is biased, who leaves, who votes how. */

/** A committee at work. */
export interface Bench {
  readonly stage: Stage;
  readonly programme: Programme;
  readonly key: CommitteeKey;
  readonly committee: Committee;
  readonly cast: ReadonlyMap<CaseId, Character>;
  readonly secretary: Hand;
}

/** How far a sitting gets before the year is over: to its end, or no further than the roll, or than the opinions. */
export type Reach = 'end' | 'roll' | 'opinions';

/** A sitting as its secretary remembers it. */
export interface Called {
  readonly id: CaseId;
  readonly day: PlainDate;
  readonly mishaps: ReadonlySet<Mishap>;
  readonly reach: Reach;
  /** Cases for which so many are biased that no quorum is left, this once. */
  readonly shunned: ReadonlySet<CaseId>;
  readonly done: Set<'departure' | 'filingRefused'>;
  /** Cases that had not taken their decision when last looked at. */
  pending: readonly CaseId[];
  /** Those of them that were told it again. */
  readonly announced: Set<CaseId>;
}

/** Two thirds of the committee. */
export const quorumOf = ({ committee }: Bench): number => Math.ceil((2 * committee.size.value) / 3);

const members = (experts: readonly Expert[]) => experts.filter(({ seat }) => seat === 'member');

/** Who comes when the roll is called: all, but for one or two members. */
export function presentOf({ stage, committee }: Bench, called: Called, { experts }: Sitting): number[] {
  const { chance } = stage;
  const most = committee.size.value > 20 ? 2 : 1;
  const away = chance
    .shuffled(members(experts), 'absent', called.id)
    .slice(0, chance.int([0, most], 'absent', called.id));
  return experts.filter((one) => !away.includes(one)).map(({ lot }) => lot);
}

/** One short of a quorum. */
export function tooFew(bench: Bench, { experts }: Sitting): number[] {
  return experts.slice(0, quorumOf(bench) - 1).map(({ lot }) => lot);
}

/** Percent of members who turn out to know an applicant. */
const BIASED = 1;

/** What each expert declares to be biased in, and has not declared yet (令40 第25条). */
export function declarationsOf(bench: Bench, called: Called, sitting: Sitting): { expert: Expert; cases: CaseId[] }[] {
  const { chance } = bench.stage;
  const first = remaining(sitting).find((item) => !isSigned(bench, item.case))?.case;
  const biased = (expert: Expert, id: CaseId): boolean => {
    if (isRecused(sitting, expert.lot, id)) return false;
    if (expert.seat === 'chair' && called.mishaps.has('chairRecused') && id === first) return true;
    if (called.shunned.has(id)) return shuns(bench, sitting, { expert, id });
    return expert.seat === 'member' && chance.happens(BIASED, 'biased', expert.person, id);
  };
  return sitting.experts
    .map((expert) => ({
      expert,
      cases: remaining(sitting)
        .map((item) => item.case)
        .filter((id) => biased(expert, id)),
    }))
    .filter(({ cases }) => cases.length > 0);
}

/** A case whose president tries to confirm what he has signed: then the chair presides. */
const isSigned = ({ cast }: Bench, id: CaseId) => cast.get(id)?.troubles.has('signerConfirms') ?? false;

/** Either nobody is left who could preside, or one more than a quorum can spare. */
function shuns(bench: Bench, { experts }: Sitting, { expert, id }: { expert: Expert; id: CaseId }): boolean {
  const { stage, cast, committee } = bench;
  if (cast.get(id)?.troubles.has('presidentMissing')) return expert.seat !== 'member';
  const many = committee.size.value - quorumOf(bench) + 1;
  return stage.chance.shuffled(members(experts), 'shuns', id).slice(0, many).includes(expert);
}

/** A bias that the office finds out: of a member, in the first case. */
export function foundOf({ stage }: Bench, sitting: Sitting): { lot: number; cases: CaseId[] } | null {
  const id = remaining(sitting)[0]?.case;
  if (id === undefined || sitting.recusals.some((one) => one.case === id && one.why === 'found')) return null;
  const free = members(sitting.experts).filter(({ lot }) => !isRecused(sitting, lot, id));
  return free.length === 0 ? null : { lot: stage.chance.pick(free, 'found', id).lot, cases: [id] };
}

/** Who leaves before having voted on everything; whoever is recused of something stays. */
export function leaversOf(bench: Bench, called: Called, sitting: Sitting): Expert[] {
  const { chance } = bench.stage;
  const present = sitting.experts.filter((one) => one.present === true);
  const spare = present.length - quorumOf(bench);
  const free = members(present).filter(({ lot }) =>
    remaining(sitting).every((item) => !isRecused(sitting, lot, item.case)),
  );
  const some = chance.shuffled(free, 'leaves', called.id);
  if (called.mishaps.has('walkout')) return some.slice(0, spare + 1);
  return spare > 1 && chance.happens(60, 'leaves', called.id) ? some.slice(0, 1) : [];
}

/** What of a sitting an expert votes on: all of it, or the first case alone before leaving in the middle. */
export function votesOf(bench: Bench, called: Called, sitting: Sitting): { expert: Expert; cases: CaseId[] }[] {
  const leavers = leaversOf(bench, called, sitting);
  const all = remaining(sitting).map((item) => item.case);
  const some = called.mishaps.has('walkout') || all.length < 3 ? [] : all.slice(0, 1);
  return sitting.experts
    .map((expert) => ({
      expert,
      cases: (leavers.includes(expert) ? some : all).filter((id) => votersOf(sitting, id).includes(expert)),
    }))
    .filter(({ cases }) => cases.length > 0);
}

export type Choice = 'yes' | 'nay' | 'abs';

/** Percent of those who do not say yes who abstain. */
const ABSTAINING = 30;

/** Percent of the cases that a recheck reopened (A50). */
const FAILING_AGAIN = 40;

/** How those who vote on a case vote: so that it passes, or fails where that is its fate (3·yes ≥ 2·present). */
export function choicesOf({ stage, cast }: Bench, id: CaseId, voters: readonly Expert[]): ReadonlyMap<Expert, Choice> {
  const { chance } = stage;
  const pass = Math.ceil((2 * voters.length) / 3);
  const fails = cast.get(id)?.troubles.has('notPassed') ?? chance.happens(FAILING_AGAIN, 'failsAgain', id);
  const yes = chance.int(fails ? [0, pass - 1] : [pass, voters.length], 'yes', id);
  const order = chance.shuffled(
    [...voters].sort((a, b) => a.lot - b.lot),
    'choice',
    id,
  );
  return new Map(
    order.map((one, n): [Expert, Choice] => {
      if (n < yes) return [one, 'yes'];
      return [one, chance.happens(ABSTAINING, 'abstains', id, one.person) ? 'abs' : 'nay'];
    }),
  );
}
