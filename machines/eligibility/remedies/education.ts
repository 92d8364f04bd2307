import type { Change } from '../changes.ts';
import { diplomas, titleBelow } from './grassroots.ts';
import { crossed, none, type Proposal, type Proposals } from './proposal.ts';

/** What helps against E08–E15 and E23: an education, referees, years, a title to build on. */

const exceptional: Proposal = (_finding, affairs) => {
  const { dossier, situation } = affairs;
  const needed = situation.programme.rules.exceptionalReferees.value.min;
  const referees = Array.from({ length: needed }, (_, n): Change[] => [{ kind: 'addReferee', count: n + 1 }]);
  const asked = dossier.claim.route === 'EXCEPTIONAL' ? [[], ...referees] : [[]];
  return { among: crossed([[], ...diplomas(affairs)], asked), otherwise: 'ANOTHER_CLAIM' };
};

const mismatchYears: Proposal = (_finding, affairs) => ({
  among: [[], ...diplomas(affairs)],
  lasting: 'wait',
  otherwise: 'ANOTHER_CLAIM',
});

const debtYears: Proposal = () => ({ among: [[]], lasting: 'wait', otherwise: 'ANOTHER_CLAIM' });

const transfer: Proposal = ({ reason }, { situation: { cutoff } }) => {
  if (reason === 'TITLE_HELD_ALREADY') return none('HELD_ALREADY');
  if (reason === 'NO_TITLE_TO_TRANSFER') return none('NOTHING_TO_TRANSFER');
  // The last year that is over, the one that is not, and the next two.
  const last = Number(cutoff.slice(0, 4)) - 1;
  const years = [last, last + 1, last + 2, last + 3];
  const assessed = years.map((year): Change[] => [{ kind: 'beAssessed', year }]);
  return {
    among: crossed([[], [{ kind: 'takePost', township: false }]], [[], ...assessed]),
    lasting: 'wait',
    otherwise: 'PAST_FACT',
  };
};

const titleOnly: Proposal = (_finding, affairs) => ({ among: [titleBelow(affairs)], otherwise: 'ANOTHER_CLAIM' });

const tenure: Proposal = (_finding, affairs) => ({
  among: [[], affairs.dossier.claim.level === 'JUNIOR' ? [{ kind: 'takePost', township: false }] : titleBelow(affairs)],
  lasting: 'wait',
  otherwise: 'ANOTHER_CLAIM',
});

const stepByStep: Proposal = (finding, affairs) =>
  finding.reason === 'TITLE_HELD_ALREADY' ? none('HELD_ALREADY') : titleOnly(finding, affairs);

export const educationProposals = {
  E08: exceptional,
  E11: mismatchYears,
  E12: debtYears,
  E13: transfer,
  E14: titleOnly,
  E15: titleOnly,
  E23: tenure,
  E42: stepByStep,
} satisfies Proposals;
