import { type Entry, isFact, kindsOfCases, type Numbered } from './entries.ts';
import { foldEntries, type Register, type StandingFact } from './register.ts';

/** Who may add which entry to a register (domain §1.2): who declares never checks, and nobody overwrites what another entered. */

/** The person and the unit declare; an office compares and verifies. */
export type Side = 'declarer' | 'hrssBureau' | 'healthAuthority';

export const additionRefusals = [
  /** It speaks of an entry that says no fact. */
  'ENTRY_UNKNOWN',
  /** The fact it speaks of was withdrawn. */
  'ENTRY_WITHDRAWN',
  /** A correction, or a verification, of another kind of fact. */
  'ENTRY_OTHER_KIND',
  /** Entered by the other side, or a sanction or breach, which its author alone does not undo. */
  'ENTRY_OF_OTHERS',
  /** Checks and verifications are an office's, and each verifies for itself. */
  'ENTRY_NOT_ENTITLED',
  /** Referees, documents and the specialty belong to a case; nothing else does. */
  'ENTRY_CASE',
] as const;
export type AdditionRefusal = (typeof additionRefusals)[number];

export interface Addition {
  readonly case: string | null;
  readonly entry: Entry;
}

/** Why an entry cannot be added; null where it can. `authors`: the side of each entry, null where it came with the installation. */
export function refusalOf(
  { entry, case: id }: Addition,
  among: { register: Register; authors: ReadonlyMap<number, Side | null>; side: Side | null },
): AdditionRefusal | null {
  const { register, authors, side } = among;
  if (isFact(entry)) return kindsOfCases.includes(entry.kind) === (id !== null) ? null : 'ENTRY_CASE';
  if (id !== null) return 'ENTRY_CASE';
  const root = register.first.get(entry.of);
  const known = root === undefined ? undefined : register.facts.get(root);
  if (known === undefined) return 'ENTRY_UNKNOWN';
  if (known.withdrawn) return 'ENTRY_WITHDRAWN';
  switch (entry.kind) {
    case 'check':
      return side === 'declarer' ? 'ENTRY_NOT_ENTITLED' : null;
    case 'hoursVerification':
      if (side !== null && entry.by !== side) return 'ENTRY_NOT_ENTITLED';
      return known.fact.kind === 'hours' ? null : 'ENTRY_OTHER_KIND';
    case 'attachment':
      return null;
    case 'correction':
      return entry.replacement.kind === known.fact.kind ? undoing(known, { authors, side }) : 'ENTRY_OTHER_KIND';
    case 'withdrawal':
      return undoing(known, { authors, side });
    default:
      return entry satisfies never;
  }
}

function undoing(
  known: StandingFact,
  { authors, side }: { authors: ReadonlyMap<number, Side | null>; side: Side | null },
): AdditionRefusal | null {
  const grave = known.fact.kind === 'sanction' || known.fact.kind === 'breach';
  if (grave && side === 'declarer') return 'ENTRY_OF_OTHERS';
  const author = authors.get(known.n) ?? null;
  return author === null || side === null || author === side ? null : 'ENTRY_OF_OTHERS';
}

export interface Planned {
  readonly entries: readonly Numbered[];
  /** The first that cannot be added, by its place; then nothing is. */
  readonly refused: { readonly at: number; readonly code: AdditionRefusal } | null;
}

/** Numbers what is to be added, each judged with those before it. */
export function plan(
  additions: readonly Addition[],
  {
    register,
    authors,
    side,
    last,
  }: { register: Register; authors: ReadonlyMap<number, Side | null>; side: Side | null; last: number },
): Planned {
  let known = register;
  const by = new Map(authors);
  const entries: Numbered[] = [];
  for (const [at, addition] of additions.entries()) {
    const code = refusalOf(addition, { register: known, authors: by, side });
    if (code !== null) return { entries: [], refused: { at, code } };
    const numbered = { n: last + at + 1, case: addition.case, entry: addition.entry };
    entries.push(numbered);
    by.set(numbered.n, side);
    known = foldEntries(known, [numbered]);
  }
  return { entries, refused: null };
}

/** What is credited once a person (E28): the public course an entry of hours names, unless it corrects one that named it. */
export function creditOf(entry: Entry, register: Register): string | null {
  if (entry.kind === 'hours') return entry.fact.publicCourse;
  if (entry.kind !== 'correction' || entry.replacement.kind !== 'hours') return null;
  const course = entry.replacement.fact.publicCourse;
  const corrected = register.facts.get(register.first.get(entry.of) ?? 0)?.fact;
  return corrected?.kind === 'hours' && corrected.fact.publicCourse === course ? null : course;
}
