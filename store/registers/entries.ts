import type { Numbered } from '../../machines/eligibility/entries.ts';
import type { PersonId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { openText } from '../sealing.ts';
import type { Reader } from '../visible.ts';

/** Registers of people (domain §1.2), read for many people in one statement. */

/** An entry as it was entered: who, in which role, when, and its salted hash. */
export interface RegisterEntry extends Numbered {
  readonly sha256: string;
  readonly once: string | null;
  readonly recorded: number;
  readonly by: PersonId | null;
  readonly role: string;
  readonly organisation: string | null;
}

export interface PersonRegister {
  /** Those that can be read, in order of number. */
  readonly entries: readonly RegisterEntry[];
  /** All of them, those nobody can read any more as well, by their hashes in order of number. */
  readonly hashes: readonly string[];
}

/** What is sealed of an entry. The salt makes its hash one that nobody can guess. */
export interface Sealed {
  readonly salt: string;
  readonly entry: Numbered['entry'];
}

interface Row extends Omit<RegisterEntry, 'entry'> {
  readonly person: PersonId;
  readonly sealed: Buffer;
  readonly key: Buffer | null;
}

/** Until the end of the transaction nobody else adds to these registers; in one order everywhere. */
export async function lockRegisters(tx: Tx, people: readonly PersonId[]): Promise<void> {
  await tx.query({
    name: 'lock-registers',
    text: `select pg_advisory_xact_lock(hashtextextended('register:' || person, 0)) from unnest($1::text[]) as person`,
    values: [[...new Set(people)].sort()],
  });
}

/**
 * The registers of people, as of entry `upTo` where it is given; of everybody asked about, so that not asked is not none.
 * Whatever a key that is gone, or another, does not open is counted and not told (design D7). Never throws for it.
 */
export async function loadEntries(
  db: Reader,
  people: readonly PersonId[],
  { upTo = null }: { upTo?: number | null } = {},
): Promise<Map<PersonId, PersonRegister>> {
  const { rows } = await db.query<Row>({
    name: 'register-entries',
    text: `select r.person, r.n, r.case_id as case, r.sealed, r.sha256, r.once, r.recorded, r.by_person as by, r.role,
        r.organisation, p.key
      from register_entries r join people p on p.id = r.person
      where r.person = any($1::text[]) and ($2::integer is null or r.n <= $2) order by r.person, r.n`,
    values: [people, upTo],
  });
  const byPerson = Map.groupBy(rows, ({ person }) => person);
  return new Map(people.map((person) => [person, registerOf(byPerson.get(person) ?? [])]));
}

function registerOf(rows: readonly Row[]): PersonRegister {
  return { entries: rows.flatMap(opened), hashes: rows.map(({ sha256 }) => sha256) };
}

function opened({ person: _, sealed, key, ...row }: Row): RegisterEntry[] {
  if (key === null) return [];
  try {
    const { entry } = JSON.parse(openText(key, sealed)) as Sealed;
    return [{ ...row, entry }];
  } catch {
    return [];
  }
}
