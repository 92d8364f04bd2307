import type { Chance } from '../../season/random.ts';
import { type Choice, choices } from '../../store/ballots.ts';
import type { Trace } from './files.ts';
import type { Told } from './log.ts';
import { type Totals, totalsOf } from './sitting.ts';
import { likeliest, sizeOf } from './states.ts';

/**
 * From traces to guesses. One attacker for every urn: he looks for whatever links, takes the strongest first, and where nothing
 * is left deals the remaining votes of the published totals at random.
 */

/** A mark on the roster: who voted on what, by which transaction, as the how-manieth (access logs have the times). */
export interface Mark {
  readonly case: string;
  readonly voter: string;
  readonly xmin: number;
  readonly at: number;
}

export interface Knowledge {
  readonly case: string;
  readonly totals: Totals;
  readonly marks: readonly Mark[];
  readonly traces: readonly Trace[];
  readonly told: readonly Told[];
}

export const ways = ['log', 'transaction', 'states', 'order', 'place', 'none'] as const;
export type Way = (typeof ways)[number];

export interface Guess {
  readonly voter: string;
  readonly choice: Choice;
  readonly way: Way;
}

/** The best guess for every voter of one case. */
export function guessesFor(known: Knowledge, chance: Chance): Guess[] {
  const links = [byLog(known), byTransaction(known), byStates(known), byOrder(known), byPlace(known)];
  const found = new Map<string, Guess>();
  for (const link of links) for (const guess of link) if (!found.has(guess.voter)) found.set(guess.voter, guess);
  return [...found.values(), ...dealtOut(known, found, chance)];
}

function byLog({ told }: Knowledge): Guess[] {
  return told.map(({ voter, choice }) => ({ voter, choice, way: 'log' }));
}

/** The one ballot that the transaction of each mark wrote. */
function byTransaction({ marks, traces }: Knowledge): Guess[] {
  const written = Map.groupBy(traces, ({ xmin }) => xmin);
  const found = marks.flatMap(({ voter, xmin }) => {
    const [only, ...more] = written.get(xmin) ?? [];
    return only === undefined || more.length > 0 ? [] : [{ voter, choice: only.choice, way: 'transaction' as const }];
  });
  return found.length === marks.length ? found : [];
}

/** Whole urns, each written by the transaction of a mark, or what is left of them. */
function byStates({ marks, traces, totals }: Knowledge): Guess[] {
  const written = Map.groupBy(traces, ({ xmin }) => xmin);
  const ordered = marks.toSorted((a, b) => a.at - b.at);
  const seen = ordered.map(({ xmin }) => totalsOf(written.get(xmin) ?? []));
  if (seen.every((state) => sizeOf(state) === 0)) return [];
  return likeliest(seen, totals).map((choice, n) => ({ voter: ordered[n]!.voter, choice, way: 'states' }));
}

/** As many ballots as marks, each of a transaction of its own: the order of the transactions is the order of the voters. */
function byOrder({ marks, traces }: Knowledge): Guess[] {
  return byFile(traces).flatMap((rows) => {
    const each = new Set(rows.map(({ xmin }) => xmin));
    if (each.size !== rows.length) return [];
    return rankByRank(
      marks,
      rows.toSorted((a, b) => a.xmin - b.xmin),
      'order',
    );
  });
}

/** As many ballots as marks in one file, written at once: the order in which they lie. */
function byPlace({ marks, traces }: Knowledge): Guess[] {
  return byFile(traces).flatMap((rows) =>
    rankByRank(
      marks,
      rows.toSorted((a, b) => a.page - b.page || a.number - b.number),
      'place',
    ),
  );
}

function byFile(traces: readonly Trace[]): Trace[][] {
  return [...Map.groupBy(traces, ({ file }) => file).values()];
}

function rankByRank(marks: readonly Mark[], rows: readonly Trace[], way: Way): Guess[] {
  if (rows.length !== marks.length) return [];
  return marks.toSorted((a, b) => a.at - b.at).map(({ voter }, n) => ({ voter, choice: rows[n]!.choice, way }));
}

/** For those nothing is known of: what the totals leave, dealt at random. */
function dealtOut({ case: id, totals, marks }: Knowledge, found: ReadonlyMap<string, Guess>, chance: Chance): Guess[] {
  const rest = marks.flatMap(({ voter }) => (found.has(voter) ? [] : [voter])).sort();
  const guessed = [...found.values()];
  const left = choices.flatMap((choice) => {
    const taken = guessed.filter((guess) => guess.choice === choice).length;
    return Array.from({ length: Math.max(0, totals[choice] - taken) }, () => choice);
  });
  const dealt = chance.shuffled(left, 'dealt', id);
  return rest.map((voter, n) => ({ voter, choice: dealt[n] ?? 'yes', way: 'none' }));
}
