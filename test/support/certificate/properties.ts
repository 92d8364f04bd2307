/** What nothing that happens to a certificate may break. Each answers what is wrong, or null. */
import { type Move, saidIn } from './world.ts';

export type Property = (move: Move) => string | null;
const holds = (is: boolean, wrong: string): string | null => (is ? null : wrong);
const stood = ({ sent: { name }, before }: Move) => before.certificates[name].stands;
const stands = ({ sent: { name }, after }: Move) => after.certificates[name].stands;
const IN_QUESTION = ['questioned', 'questionOverdue'];

export const properties: Readonly<Record<string, Property>> = {
  'it is revoked by two persons who say the same, neither for the other': (move) => {
    const { sent, before } = move;
    if (stands(move) !== 'revoked') return null;
    if (sent.type !== 'revoke') return sent.type;
    const hands = [sent.by.person, sent.by.onBehalfOf];
    const seconded = before.certificates[sent.name].words.some(
      (word) => word.says === saidIn(sent.carried) && !word.hands.some((hand) => hands.includes(hand)),
    );
    return holds(seconded, sent.label);
  },

  'two persons who say the same do revoke it': (move) => {
    const { sent, before } = move;
    if (sent.type !== 'revoke') return null;
    const last = before.certificates[sent.name].words.at(-1);
    const hands = [sent.by.person, sent.by.onBehalfOf];
    const seconds = last?.says === saidIn(sent.carried) && !last.hands.some((hand) => hands.includes(hand));
    return holds(!seconds || stands(move) === 'revoked', stands(move));
  },

  'a revoked one never becomes anything else': (move) => holds(stood(move) !== 'revoked', move.sent.label),

  'a question ends in one way: looked into by a person, or with the title': (move) => {
    if (!IN_QUESTION.includes(stood(move)) || IN_QUESTION.includes(stands(move))) return null;
    const { type, by, carried } = move.sent;
    if (stands(move) === 'revoked') return holds(type === 'revoke', type);
    const looked = type === 'clearQuestion' && ['organiserOfficer', 'bureauOfficer'].includes(by.role);
    return holds(looked && carried.reason !== undefined && carried.document !== undefined, `${type} by ${by.role}`);
  },

  'what was looked into is closed': (move) => {
    if (move.sent.type !== 'clearQuestion') return null;
    const { questions } = move.moved.snapshot.context as { questions: readonly string[] };
    return holds(stands(move) === 'active' && questions.length === 0, `${stands(move)}, ${questions.length} open`);
  },

  'a breach bars, and what is none does not': (move) => {
    const { sent, before, after } = move;
    const more = after.certificates[sent.name].bars - before.certificates[sent.name].bars;
    const wanted = stands(move) === 'revoked' && sent.carried.reason?.code === 'FRAUD' ? 1 : 0;
    return holds(more === wanted, `${more} bars`);
  },

  'only a revocation asks about others': ({ sent, moved, after }) => {
    const sends = moved.effects.some(({ kind }) => kind === 'command');
    return holds(!sends || after.certificates[sent.name].stands === 'revoked', sent.label);
  },

  'it is issued once, by another case': ({ sent, before }) => {
    if (sent.type !== 'open') return null;
    return holds(before.certificates[sent.name].title === null && sent.by.role === 'system', sent.label);
  },
};
