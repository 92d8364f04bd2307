import { ask } from '../ask.ts';
import { type Change, changed } from '../changes.ts';
import { none, type Proposal, type Proposals, subsets } from './proposal.ts';

/** What helps against E29–E34 (time, where anything does) and against the rules on the course of an application, E35–E43. */

const time =
  (otherwise: 'PAST_FACT' | 'TERM_OVER' | 'NO_VACANCY'): Proposal =>
  () => ({ among: [[]], lasting: 'wait', otherwise });

const uploads: Proposal = ({ params }) => ({
  among: [itemsOf(params.items).map((item): Change => ({ kind: 'attach', item }))],
  otherwise: 'TERM_OVER',
});

function itemsOf(items: unknown): string[] {
  return typeof items === 'string' && items !== '' ? items.split(' ') : [];
}

/** What was not checked, and after that what was checked without signature or seal; never what was refused. */
const conclusions: Proposal = (finding, affairs) => {
  const checks: Change[] = [];
  for (let next = finding; next.reason === 'ITEMS_NOT_CHECKED' || next.reason === 'ITEMS_NOT_SIGNED'; ) {
    checks.push(...itemsOf(next.params.items).map((item): Change => ({ kind: 'check', item })));
    const { dossier, situation } = changed(affairs, checks);
    next = ask('E43', dossier, situation);
  }
  return { among: [checks], otherwise: 'FOUND_UNTRUE' };
};

const status: Proposal = (_finding, { dossier: { employment } }) => ({
  among: subsets([{ kind: 'signContract' }, { kind: 'takeProfessionalPost' }]).slice(1),
  otherwise: employment.civilServant || employment.civilServiceManaged ? 'EMPLOYER' : 'RETIRED',
});

export const processProposals = {
  E29: time('PAST_FACT'),
  E30: time('PAST_FACT'),
  E31: time('PAST_FACT'),
  E32: time('PAST_FACT'),
  E33: () => none('PAST_FACT'),
  E34: time('PAST_FACT'),
  E35: time('NO_VACANCY'),
  E36: time('PAST_FACT'),
  E37: () => none('SLOT_TAKEN'),
  E38: uploads,
  E39: status,
  E40: time('TERM_OVER'),
  E41: () => none('ANOTHER_CLAIM'),
  E43: conclusions,
} satisfies Proposals;
