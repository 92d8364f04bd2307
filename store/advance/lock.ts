import type { Deadline } from '../../machines/deadlines.ts';
import type { CaseId } from '../../machines/ids.ts';
import { type Clock, type ClockRow, clockColumns, clockOf } from '../clock.ts';
import type { Tx } from '../db.ts';
import { RULES_LOCK } from '../programmes.ts';

/** The first two statements of a batch: the cases' rows, then the clock and what must be read after they are locked. */

export interface CaseRow {
  readonly id: CaseId;
  readonly number: string;
  readonly lifecycle: string;
  readonly lifecycle_version: number;
  readonly programme: string;
  readonly version: number;
  readonly ended: string | null;
  readonly snapshot: string;
  readonly visible_to: string[];
  readonly shown: boolean;
  readonly last_recorded: number;
  readonly last_at: number;
  readonly head_hash: Buffer;
}

export type Locked =
  | { readonly is: 'locked'; readonly row: CaseRow }
  /** Somebody else has it, or is opening it. */
  | { readonly is: 'held' }
  | { readonly is: 'absent' };

interface AskedRow extends CaseRow {
  readonly asked: CaseId;
  readonly present: boolean;
  readonly got: boolean | null;
}

/**
 * Locks the rules against amendments, then the cases by id, skipping those in other hands. An id that is to be opened has no
 * row to lock: it takes the advisory lock of its id instead (design §4).
 */
export async function lockCases(
  tx: Tx,
  asked: readonly { case: CaseId; opens: boolean }[],
): Promise<Map<CaseId, Locked>> {
  const { rows } = await tx.query<AskedRow>({
    name: 'lock-cases',
    text: `with asked as (
        select a.* from unnest($1::uuid[], $2::boolean[]) as a(id, opens), pg_advisory_xact_lock_shared(${RULES_LOCK})),
      locked as (
        select c.id, c.number, c.lifecycle, c.lifecycle_version, c.programme, c.version, c.ended,
            c.snapshot::text as snapshot, c.visible_to, c.shown, c.last_recorded, c.last_at, c.head_hash
          from cases c where c.id = any($1::uuid[]) order by c.id for update skip locked)
      select a.id as asked, l.*, (l.id is not null or exists (select from cases c where c.id = a.id)) as present,
        case when a.opens and l.id is null
          then pg_try_advisory_xact_lock(hashtextextended('case:' || a.id::text, 0)) end as got
      from asked a left join locked l on l.id = a.id`,
    values: [asked.map((one) => one.case), asked.map((one) => one.opens)],
  });
  return new Map(rows.map((row) => [row.asked, lockedOf(row)]));
}

function lockedOf(row: AskedRow): Locked {
  if (row.id !== null) return { is: 'locked', row };
  if (row.present || row.got === false) return { is: 'held' };
  return { is: 'absent' };
}

/** A row of `deadlines` that is armed or provisional. */
export interface LiveDeadline {
  readonly name: Deadline;
  readonly armedSeq: number;
  readonly anchor: number;
  readonly dueAt: number;
  readonly programmeVersion: number;
  readonly calendarVersion: number;
  readonly provisional: boolean;
}

/** An earlier command of the same sender with the same key, and the event it caused. */
export interface KnownKey {
  readonly fingerprint: Buffer;
  readonly case: CaseId;
  readonly number: string;
  readonly seq: number;
  readonly at: number;
  readonly state: string;
  readonly ended: string | null;
}

export interface Reading {
  readonly clock: Clock;
  readonly calendarVersion: number;
  readonly programmeVersions: ReadonlyMap<string, number>;
  readonly live: ReadonlyMap<CaseId, readonly LiveDeadline[]>;
  readonly keys: ReadonlyMap<string, KnownKey>;
  /** Those of the ids to be opened that are there, perhaps only since they were looked for. */
  readonly appeared: ReadonlySet<CaseId>;
  /** One for each of the others. */
  readonly numbers: readonly number[];
}

interface ReadingRow extends ClockRow {
  readonly calendar_version: number;
  readonly programmes: { id: string; version: number }[];
  readonly live: [CaseId, Deadline, number, number, number, number, number, boolean][] | null;
  readonly keys: [string, string, string, CaseId, string, number, number, string, string | null][] | null;
  readonly appeared: CaseId[] | null;
  readonly numbers: number[] | null;
}

export const keyOf = (principal: string, key: string) => `${principal}\u0000${key}`;

/**
 * Asks the clock, in a statement of its own after the rows are locked (design D6), and with it all that must not be older
 * than the locks: live deadlines, known keys, the versions in force; and draws the numbers of cases to be opened. It does not
 * depend on what was locked, so both are sent at once. The lock of an id may have been given up by its opener after the
 * statement before had found no row: such a case is there now.
 */
export async function readAfterLock(
  tx: Tx,
  ask: {
    cases: readonly CaseId[];
    keys: readonly { principal: string; key: string }[];
    openings: readonly CaseId[];
  },
): Promise<Reading> {
  const { rows } = await tx.query<ReadingRow>({
    name: 'read-after-lock',
    text: `select ${clockColumns},
      (select coalesce(max(version), 0) from gazettes) as calendar_version,
      (select json_agg(json_build_object('id', id, 'version', version))
         from (select id, max(version) as version from programmes group by id) p) as programmes,
      (select json_agg(json_build_array(case_id, name, armed_seq, anchor, due_at, programme_version, calendar_version,
           status = 'provisional'))
         from deadlines where case_id = any($1::uuid[]) and status in ('armed', 'provisional')) as live,
      (select json_agg(json_build_array(k.principal, k.key, encode(k.fingerprint, 'hex'), k.case_id, c.number, k.seq, e.at,
           e.state, case when c.version = k.seq then c.ended end))
         from unnest($2::text[], $3::text[]) as a(principal, key)
         join request_keys k on k.principal = a.principal and k.key = a.key
         join events e on e.case_id = k.case_id and e.seq = k.seq
         join cases c on c.id = k.case_id) as keys,
      (select array_agg(id::text) from cases where id = any($4::uuid[])) as appeared,
      (select array_agg(nextval('case_numbers')) from unnest($4::uuid[]) as a(id)
         where not exists (select from cases c where c.id = a.id)) as numbers
      from clock`,
    values: [ask.cases, ask.keys.map(({ principal }) => principal), ask.keys.map(({ key }) => key), ask.openings],
  });
  const [row] = rows;
  if (!row) throw new Error('this database has no clock: it was never installed');
  return readingOf(row);
}

function readingOf(row: ReadingRow): Reading {
  const live = new Map<CaseId, LiveDeadline[]>();
  for (const [id, name, armedSeq, anchor, dueAt, programmeVersion, calendarVersion, provisional] of row.live ?? []) {
    const one = { name, armedSeq, anchor, dueAt, programmeVersion, calendarVersion, provisional };
    const others = live.get(id);
    if (others) others.push(one);
    else live.set(id, [one]);
  }
  const keys = (row.keys ?? []).map(
    ([principal, key, fingerprint, caseId, number, seq, at, state, ended]) =>
      [
        keyOf(principal, key),
        { fingerprint: Buffer.from(fingerprint, 'hex'), case: caseId, number, seq, at, state, ended },
      ] as const,
  );
  return {
    clock: clockOf(row),
    calendarVersion: row.calendar_version,
    programmeVersions: new Map((row.programmes ?? []).map(({ id, version }) => [id, version])),
    live,
    keys: new Map(keys),
    appeared: new Set(row.appeared ?? []),
    numbers: row.numbers ?? [],
  };
}
