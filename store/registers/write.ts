import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  type Addition,
  type AdditionRefusal,
  creditOf,
  plan,
  type Side,
} from '../../machines/eligibility/additions.ts';
import type { Numbered } from '../../machines/eligibility/entries.ts';
import { emptyRegister, foldEntries } from '../../machines/eligibility/register.ts';
import type { PersonId } from '../../machines/ids.ts';
import type { Instant } from '../../machines/time.ts';
import type { Tx } from '../db.ts';
import { sha256Hex } from '../hashing.ts';
import { sealText } from '../sealing.ts';
import { loadEntries, lockRegisters, type PersonRegister, type RegisterEntry, type Sealed } from './entries.ts';

/** Adding to the registers of people: whole, or not at all; nothing that stands is ever changed. */

export interface Additions {
  readonly person: PersonId;
  readonly additions: readonly Addition[];
}

export interface Author {
  readonly person: PersonId | null;
  readonly role: string;
  readonly organisation: string | null;
  /** Null of an installation, which brings what every side entered before. */
  readonly side: Side | null;
}

export type Added =
  | { readonly outcome: 'added'; readonly entries: ReadonlyMap<PersonId, readonly Numbered[]> }
  /** The first entry that cannot be added, by its place among its person's. */
  | {
      readonly outcome: 'refused';
      readonly person: PersonId;
      readonly at: number;
      readonly code: AdditionRefusal | 'ALREADY_CREDITED' | 'REGISTER_CLOSED' | 'PERSON_NOT_FOUND';
    };

interface Row {
  readonly person: PersonId;
  readonly n: number;
  readonly kind: string;
  readonly sealed: string;
  readonly sha256: string;
  readonly case_id: string | null;
  readonly once: string | null;
}

/**
 * Adds entries to the registers of people, numbered on without gaps. A register whose key is gone takes none; a public course
 * is credited once a person, whenever it was (E28).
 */
export async function addEntries(
  tx: Tx,
  additions: readonly Additions[],
  { author, recorded }: { author: Author; recorded: Instant },
): Promise<Added> {
  const people = additions.map(({ person }) => person);
  await lockRegisters(tx, people);
  const keys = await keysOf(tx, people);
  const registers = await loadEntries(tx, people);
  const rows: Row[] = [];
  const entries = new Map<PersonId, readonly Numbered[]>();
  for (const { person, additions: wanted } of additions) {
    const refused = (code: Extract<Added, { outcome: 'refused' }>['code'], at = 0) =>
      ({ outcome: 'refused', person, at, code }) as const;
    const key = keys.get(person);
    if (key === undefined) return refused('PERSON_NOT_FOUND');
    if (key === null) return refused('REGISTER_CLOSED');
    const made = rowsOf(wanted, { person, key, known: registers.get(person) ?? nobody, side: author.side });
    if ('code' in made) return refused(made.code, made.at);
    rows.push(...made.rows);
    entries.set(person, made.entries);
  }
  await insert(tx, rows, { author, recorded });
  return { outcome: 'added', entries };
}

const nobody: PersonRegister = { entries: [], hashes: [] };

function rowsOf(
  wanted: readonly Addition[],
  { person, key, known, side }: { person: PersonId; key: Buffer; known: PersonRegister; side: Side | null },
):
  | { readonly rows: Row[]; readonly entries: readonly Numbered[] }
  | { readonly code: AdditionRefusal | 'ALREADY_CREDITED'; readonly at: number } {
  const authors = new Map(known.entries.map((entry) => [entry.n, sideOf(entry)]));
  let register = foldEntries(emptyRegister, known.entries);
  const { entries, refused } = plan(wanted, { register, authors, side, last: known.hashes.length });
  if (refused !== null) return refused;
  const credited = new Set(known.entries.flatMap(({ once }) => once ?? []));
  const rows: Row[] = [];
  for (const [at, numbered] of entries.entries()) {
    const credit = creditOf(numbered.entry, register);
    const once = credit === null ? null : createHmac('sha256', key).update(credit).digest('hex');
    if (once !== null && credited.has(once)) return { code: 'ALREADY_CREDITED', at };
    if (once !== null) credited.add(once);
    register = foldEntries(register, [numbered]);
    rows.push({ person, ...sealedRow(numbered, key), once });
  }
  return { rows, entries };
}

/** The side that entered an entry; null for what came with the installation. */
export function sideOf({ role, entry }: Pick<RegisterEntry, 'role' | 'entry'>): Side | null {
  if (role === 'system') return null;
  if (entry.kind === 'hoursVerification') return entry.by;
  if (role === 'departmentOfficer') return 'healthAuthority';
  return role === 'bureauOfficer' ? 'hrssBureau' : 'declarer';
}

function sealedRow({ n, case: case_id, entry }: Numbered, key: Buffer): Omit<Row, 'person' | 'once'> {
  const content: Sealed = { salt: randomBytes(16).toString('hex'), entry };
  const text = canonicalize(content);
  if (text === undefined) throw new Error('an entry that is no JSON');
  return { n, case_id, kind: entry.kind, sealed: sealText(key, text).toString('hex'), sha256: sha256Hex(text) };
}

/** Null where the key is gone; nothing of who is no person of the register. */
async function keysOf(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Buffer | null>> {
  const { rows } = await tx.query<{ id: PersonId; key: Buffer | null }>({
    name: 'keys-of-people',
    text: 'select id, key from people where id = any($1::text[])',
    values: [people],
  });
  return new Map(rows.map(({ id, key }) => [id, key]));
}

async function insert(tx: Tx, rows: readonly Row[], by: { author: Author; recorded: Instant }): Promise<void> {
  const { author, recorded } = by;
  await tx.query({
    name: 'add-register-entries',
    text: `insert into register_entries
        (person, n, kind, sealed, sha256, case_id, once, recorded, by_person, role, organisation)
      select person, n, kind, decode(sealed, 'hex'), sha256, case_id, once, $2, $3, $4, $5
        from json_to_recordset($1::json) as e(person text, n integer, kind text, sealed text, sha256 text, case_id uuid,
          once text)`,
    values: [JSON.stringify(rows), recorded, author.person, author.role, author.organisation],
  });
}
