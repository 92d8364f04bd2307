/** What must hold between an application and the notices, matters and sittings around it, said over what it tells them. */
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Effect } from '../../../machines/lifecycle.ts';
import { otherNotice } from './cast.ts';
import { attemptOf, holds, type Move, type Property } from './move.ts';

type Command = Extract<Effect, { kind: 'command' }>;

const publicityEnds: readonly Deadline[] = ['internalPublicityEnd', 'policyPublicityEnd', 'resultPublicityEnd'];

function told({ result }: Move, lifecycle: string, event: string): Command[] {
  const commands = result.effects.filter((effect) => effect.kind === 'command');
  return commands.filter((command) => command.lifecycle === lifecycle && command.event === event);
}

const ownNames = (commands: readonly Command[]) =>
  commands.map((command) => (typeof command.case === 'object' && command.case ? command.case.own : null)).sort();

export const around: Readonly<Record<string, Property>> = {
  'the days of a publicity begin with its notice, and with nothing else': (move) => {
    const began = move.result.arms.some(({ name }) => publicityEnds.includes(name));
    return began ? holds(['publish', 'prolong'].includes(attemptOf(move)?.type ?? ''), 'began without a notice') : null;
  },
  'only the notice that shows a case says how long': (move) => {
    const attempt = attemptOf(move);
    if (!attempt || !['prolong', 'unpublish'].includes(attempt.type)) return null;
    return holds((attempt.data as { notice: string }).notice !== otherNotice, 'another notice');
  },
  'a notice shows what was handed in last': (move) => {
    const attempt = attemptOf(move);
    if (attempt?.type !== 'publish') return null;
    return holds((attempt.data as { content: string }).content === move.before.content, 'what it was before');
  },
  'a gap makes a publicity longer': (move) => {
    if (attemptOf(move)?.type !== 'prolong') return null;
    const [arm] = move.result.arms;
    const { periods } = move.setting.programme;
    const days = arm?.rule.kind === 'period' ? arm.rule.workingDays : 0;
    return holds(days > periods[arm?.name as keyof typeof periods]?.workingDays, `prolonged to ${days}`);
  },
  'whoever leaves a publicity before its end leaves its notice': (move) => {
    const { cause, from, to } = move;
    const whole = cause.kind === 'due' && publicityEnds.includes(cause.deadline);
    const byNotice = ['unpublish', 'prolong'].includes(attemptOf(move)?.type ?? '');
    // Where the cut-off finds it, it comes back to the same publicity, and is shown by the same notice till then.
    if (!from.endsWith('.shown') || to === from || whole || byNotice || to === 'missedCutoff') return null;
    return holds(told(move, 'notice', 'delist').length === 1, `left ${from} and stays on the list`);
  },
  'a matter that is opened becomes a case, and is answered when it is closed': (move) => {
    const [before, after] = [move.before.open, move.after.open].map((open) => open.map(({ id }) => id));
    const opened = after!.filter((id) => !before!.includes(id));
    const closed = before!.filter((id) => !after!.includes(id));
    const ends = [...told(move, 'matter', 'answer'), ...told(move, 'matter', 'lapse')];
    const right = ownNames(told(move, 'matter', 'open')).join() === opened.join();
    return holds(right && ownNames(ends).join() === closed.sort().join(), `opened ${opened}, closed ${closed}`);
  },
  'only the sitting that has a case under review says what became of it': (move) => {
    const attempt = attemptOf(move);
    if (!attempt || !['requeue', 'recordOpinion', 'decide'].includes(attempt.type)) return null;
    return holds((attempt.data as { meeting: string }).meeting === move.before.sitting, 'another sitting');
  },
  'nothing is certified before its notices have proved that they showed it': (move) => {
    if (move.to !== 'certified') return null;
    const proofs = attemptOf(move)?.facts.publicities ?? [];
    return holds(proofs.length > 0 && proofs.every(({ stands }) => stands === 'closed'), 'certified without a proof');
  },
};
