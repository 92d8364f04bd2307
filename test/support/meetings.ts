import { createHash } from 'node:crypto';
import type { Agenda, Ballot, Choice } from '../../store/ballots.ts';

/** Meetings for the ballots alone: an agenda and those present, without the lifecycle around them. */

/** The same UUID for the same words. */
export function namedId(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const expert = (n: number) => `expert-${n}`;
export const experts = (count: number) => Array.from({ length: count }, (_, n) => expert(n + 1));

/** `count` cases, on each of which all of `present` vote but those named in `recused` by the case's number. */
export function agendaOf(
  name: string,
  of: { cases: number; present: readonly string[]; recused?: Readonly<Record<number, readonly string[]>> },
): Agenda {
  const { cases, present, recused = {} } = of;
  return {
    meeting: namedId(`meeting ${name}`),
    cases: Array.from({ length: cases }, (_, n) => {
      const out = recused[n] ?? [];
      return {
        case: namedId(`case ${n} of ${name}`),
        voters: present.filter((one) => !out.includes(one)),
        recused: out,
      };
    }),
  };
}

/** A ballot in person on some of an agenda's cases, by number. */
export function ballotOf(agenda: Agenda, voter: string, choices: Readonly<Record<number, Choice>>): Ballot {
  return {
    meeting: agenda.meeting,
    voter,
    castBy: voter,
    choices: Object.entries(choices).map(([n, choice]) => ({ case: agenda.cases[Number(n)]!.case, choice })),
  };
}
