import type { CaseId } from '../../machines/ids.ts';
import type { Errand } from '../office.ts';
import { ballot } from './errands.ts';
import { type Bench, type Called, type Choice, choicesOf, leaversOf, votesOf } from './plan.ts';
import { type Expert, isRecused, remaining, type Sitting, votersOf } from './view.ts';

/** Ballots of a sitting, each by its expert and nobody else (令40 第20条), and those that must be refused. */

export const expertHand = ({ stage }: Bench, { person }: Pick<Expert, 'person'>) =>
  stage.directory.handOf(person, 'expert');

/** Everybody's ballots, in one request an expert; the first who votes tries again. */
export function ballotsOf(bench: Bench, called: Called, sitting: Sitting): Errand[] {
  const votes = votesOf(bench, called, sitting);
  const choices = new Map<CaseId, ReadonlyMap<Expert, Choice>>(
    remaining(sitting).map((item) => {
      const voters = votes.filter(({ cases }) => cases.includes(item.case)).map(({ expert }) => expert);
      return [item.case, choicesOf(bench, item.case, voters)];
    }),
  );
  const legal = votes.map(({ expert, cases }, n): Errand => {
    const given = Object.fromEntries(cases.map((id) => [id, choices.get(id)?.get(expert) ?? 'abs']));
    const of = { meeting: called.id, by: expertHand(bench, expert), ballots: given };
    if (n > 0) return ballot({ ...of, name: 'vote' });
    const again = ballot({ ...of, name: 'voteTwice', expects: ['ALREADY_VOTED'] });
    return ballot({ ...of, name: 'vote', again });
  });
  return [...legal, ...illegalBallots(bench, called, sitting)];
}

/** Of somebody absent, of one for another, of somebody recused. */
function illegalBallots(bench: Bench, called: Called, sitting: Sitting): Errand[] {
  const id = remaining(sitting)[0]?.case;
  if (id === undefined) return [];
  const ballots = { [id]: 'yes' };
  const of = (expert: Expert) => ({ meeting: called.id, by: expertHand(bench, expert), ballots });
  const [absent] = sitting.experts.filter(({ present }) => present === false);
  const [friend] = votersOf(sitting, id).filter(({ seat }) => seat === 'member');
  const found = sitting.experts
    .filter(({ present }) => present === true)
    .flatMap((expert) =>
      remaining(sitting)
        .filter((item) => isRecused(sitting, expert.lot, item.case))
        .map((item) => ({ expert, on: item.case })),
    );
  const [biased] = found;
  return [
    ...(absent ? [ballot({ ...of(absent), name: 'voteAbsent', expects: ['ABSENT'] })] : []),
    ...(absent && friend
      ? [ballot({ ...of(friend), name: 'voteForAnother', voter: absent.person, expects: ['PROXY'] })]
      : []),
    ...(biased
      ? [ballot({ ...of(biased.expert), name: 'voteRecused', ballots: { [biased.on]: 'nay' }, expects: ['RECUSED'] })]
      : []),
  ];
}

/** A ballot before the vote is opened. */
export function ballotTooEarly(bench: Bench, called: Called, sitting: Sitting): Errand[] {
  const id = remaining(sitting)[0]?.case;
  const [eager] = id === undefined ? [] : votersOf(sitting, id);
  if (id === undefined || !eager) return [];
  const by = expertHand(bench, eager);
  return [
    ballot({ name: 'voteTooEarly', meeting: called.id, by, ballots: { [id]: 'yes' }, expects: ['VOTING_CLOSED'] }),
  ];
}

/** Whoever left comes back and votes when the urns are counted. */
export function ballotTooLate(bench: Bench, called: Called, sitting: Sitting): Errand[] {
  const [late] = leaversOf(bench, called, sitting);
  const last = remaining(sitting).at(-1)?.case;
  if (!late || last === undefined) return [];
  const by = expertHand(bench, late);
  return [
    ballot({ name: 'voteTooLate', meeting: called.id, by, ballots: { [last]: 'yes' }, expects: ['VOTING_CLOSED'] }),
  ];
}
