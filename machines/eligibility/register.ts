import type { Standing } from './dossier.ts';
import { type Entry, type FactEntry, isFact, type Numbered, type Remark } from './entries.ts';

/**
 * A person's register as its entries make it: which facts stand, and how each stands with its source. Pure; a register that
 * has been folded can be folded on.
 */

export interface StandingFact {
  /** Number of the entry that stands: of the fact, or of its last correction. */
  readonly n: number;
  readonly case: string | null;
  readonly fact: FactEntry;
  /** The last check of what stands now; null where it was never compared. */
  readonly check: 'MATCH' | 'MISMATCH' | 'NOT_FOUND' | 'UNAVAILABLE' | null;
  readonly attached: boolean;
  readonly verified: Omit<Extract<Remark, { kind: 'hoursVerification' }>, 'kind' | 'of'> | null;
  readonly withdrawn: boolean;
}

export interface Register {
  /** By number of the entry that first said it. */
  readonly facts: ReadonlyMap<number, StandingFact>;
  /** Number of every entry that says a fact, to the entry that first said it. */
  readonly first: ReadonlyMap<number, number>;
}

export const emptyRegister: Register = { facts: new Map(), first: new Map() };

/**
 * The register with further entries, in whatever order they come. What speaks of no fact that is there says nothing, as does a
 * correction into another kind.
 */
export function foldEntries(register: Register, entries: readonly Numbered[]): Register {
  const facts = new Map(register.facts);
  const first = new Map(register.first);
  for (const { n, case: id, entry } of entries.toSorted((a, b) => a.n - b.n)) {
    if (isFact(entry)) {
      first.set(n, n);
      facts.set(n, { n, case: id, fact: entry, ...unsaid });
      continue;
    }
    const root = first.get(entry.of);
    const known = root === undefined ? undefined : facts.get(root);
    if (root === undefined || known === undefined || n <= known.n) continue;
    const since = remarked(known, { n, entry });
    facts.set(root, since);
    if (since.n === n) first.set(n, root);
  }
  return { facts, first };
}

const unsaid = { check: null, attached: false, verified: null, withdrawn: false } as const;

/** What was said of a fact before it was corrected is not said of what stands since. */
function remarked(known: StandingFact, { n, entry }: { n: number; entry: Exclude<Entry, FactEntry> }): StandingFact {
  switch (entry.kind) {
    case 'check':
      return { ...known, check: entry.result };
    case 'attachment':
      return { ...known, attached: true };
    case 'hoursVerification': {
      const { by, on, signed, sealed } = entry;
      return known.fact.kind === 'hours' ? { ...known, verified: { by, on, signed, sealed } } : known;
    }
    case 'correction':
      return entry.replacement.kind === known.fact.kind
        ? { ...known, n, fact: entry.replacement, ...unsaid, withdrawn: known.withdrawn }
        : known;
    case 'withdrawal':
      return { ...known, withdrawn: true };
    default:
      return entry satisfies never;
  }
}

/** A match makes the proof needless, a mismatch is a person's to look at; everything else is as good as what is attached. */
export function standingOf({ check, attached }: StandingFact): Standing {
  if (check === 'MATCH' || check === 'MISMATCH') return check;
  return attached ? 'ATTACHED' : (check ?? 'DECLARED');
}

/** The facts that stand, in order of their first entries: those of the person, and of one case where it is named. */
export function standingFacts({ facts }: Register, of: { case: string | null }): StandingFact[] {
  return [...facts.values()].filter((one) => !one.withdrawn && (one.case === null || one.case === of.case));
}
