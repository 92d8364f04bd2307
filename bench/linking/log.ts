import type { Choice } from '../../store/ballots.ts';

/** The attacker's reading of PostgreSQL's log: who chose what, where statements are logged with their values. */

export interface Told {
  readonly case: string;
  readonly voter: string;
  readonly choice: Choice;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const CHOICE = /(?<=[{',])(yes|no|abstain|y|n|a)(?=[}',])/g;
const choiceOf: Readonly<Record<string, Choice>> = {
  y: 'yes',
  n: 'no',
  a: 'abstain',
  yes: 'yes',
  no: 'no',
  abstain: 'abstain',
};

/**
 * A line with cases and as many choices tells the votes of the voter it names, or whom the same session named last.
 * `voters`: whom the attacker knows to have voted.
 */
export function toldBy(
  log: string,
  { cases, voters }: { cases: ReadonlySet<string>; voters: ReadonlySet<string> },
): Told[] {
  const lastVoter = new Map<string, string>();
  return log.split('\n').flatMap((line) => {
    const session = /\[(\d+)\]/.exec(line)?.[1] ?? '';
    const words = line.match(/[A-Za-z0-9._-]+/g) ?? [];
    const voter = words.find((word) => voters.has(word));
    if (voter !== undefined) lastVoter.set(session, voter);
    const whose = voter ?? lastVoter.get(session);
    const ids = (line.match(UUID) ?? []).filter((id) => cases.has(id));
    const chosen = (line.match(CHOICE) ?? []).flatMap((word) => choiceOf[word] ?? []);
    if (whose === undefined || ids.length === 0 || ids.length !== chosen.length) return [];
    return ids.map((id, n): Told => ({ case: id, voter: whose, choice: chosen[n]! }));
  });
}
