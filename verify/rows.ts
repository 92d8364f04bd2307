import type { DueRule } from '../machines/due-rule.ts';

/**
 * Rows as the checker reads them. What PostgreSQL's types guarantee is trusted; what lies inside JSON is not, and is read
 * through the functions below, which answer `null` for what has not the shape it must have.
 */

export interface EventRow {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly past: string;
  readonly received: number;
  readonly recorded: number;
  readonly at: number;
  readonly actor: string | null;
  readonly on_behalf_of: string | null;
  readonly role: string;
  readonly organisation: string | null;
  readonly channel: string;
  readonly reason: string | null;
  readonly clause: string;
  readonly payload: unknown;
  readonly signature: unknown;
  readonly document: string | null;
  readonly text_sha256: string | null;
  readonly facts: unknown;
  readonly arms: unknown;
  readonly disarms: unknown;
  readonly effects: unknown;
  readonly state: string;
  readonly holder_role: string | null;
  readonly holder_org: string | null;
  readonly nodes: unknown;
  readonly lifecycle: string;
  readonly lifecycle_version: number;
  readonly engine: string;
  readonly programme: string;
  readonly programme_version: number;
  readonly calendar_version: number;
  readonly cause: string | null;
  readonly request_id: string | null;
  readonly prev: Buffer;
  readonly hash: Buffer;
  readonly tx: string;
  /** The transaction that wrote the row as PostgreSQL knows it: modulo 2^32, and another one after an update. */
  readonly written_by: string;
}

export interface CaseRow {
  readonly case_id: string;
  readonly lifecycle: string;
  readonly lifecycle_version: number;
  readonly programme: string;
  readonly version: number;
  readonly state: string;
  readonly ended: string | null;
  readonly snapshot: unknown;
  readonly person: string | null;
  readonly year: number;
  readonly unit: string;
  readonly committee: string;
  readonly holder_role: string | null;
  readonly holder_org: string | null;
  readonly visible_to: string[];
  readonly shown: boolean;
  readonly last_recorded: number;
  readonly last_at: number;
  readonly head_hash: Buffer;
  readonly material_reviewer: string | null;
  readonly recommender: string | null;
  readonly policy_reviewer: string | null;
  readonly minutes_signer: string | null;
  readonly confirmer: string | null;
  readonly proposer: string | null;
  readonly seconder: string | null;
}

export interface DeadlineRow {
  readonly case_id: string;
  readonly name: string;
  readonly armed_seq: number;
  readonly anchor: number;
  readonly rule: unknown;
  readonly due_at: number;
  readonly programme_version: number;
  readonly calendar_version: number;
  readonly status: 'armed' | 'provisional' | 'fired' | 'disarmed';
  readonly settled_seq: number | null;
}

export interface OutboxRow {
  readonly case_id: string;
  readonly seq: number;
  readonly n: number;
  readonly kind: string;
  readonly target: string | null;
  readonly payload: unknown;
  readonly key: string;
}

export interface TextRow {
  readonly case_id: string;
  readonly seq: number;
  readonly sealed: Buffer;
  /** The person's key; `null` where the person is gone. */
  readonly person_key: Buffer | null;
}

export interface SlotRow {
  readonly case_id: string;
  readonly person: string;
  readonly year: number;
  readonly permanent: boolean;
}

export interface ReservationRow {
  readonly case_id: string;
  readonly unit: string;
  readonly class: string;
  readonly year: number;
}

export interface DutyRow {
  readonly case_id: string;
  readonly form: string;
  readonly organisation: string;
  readonly year: number;
  readonly reviewer: string;
  readonly file: string | null;
  readonly late: boolean | null;
  readonly people: number | null;
  readonly hours: number | null;
  readonly units_in: number | null;
  readonly units_missing: number | null;
}

/** A vacancy that a form has fixed; `case_id` is the form's duty. */
export interface VacancyRow {
  readonly case_id: string;
  readonly unit: string;
  readonly class: string;
  readonly year: number;
  readonly approved: number;
}

export interface TitleRow {
  readonly case_id: string;
  readonly person: string;
  readonly series: string;
  readonly level: string;
  readonly scope: string;
  readonly approved_on: string;
  readonly counts_from: string;
  readonly revoked_on: string | null;
}

export interface BarRow {
  readonly case_id: string;
  readonly person: string;
  readonly kind: string;
  readonly decided_on: string;
  readonly barred_through: string;
}

export interface IntegrityRow {
  readonly case_id: string;
  readonly person: string;
  readonly breach: string;
  readonly decided_on: string;
  readonly stands_through: string;
  readonly serious: boolean;
  readonly document: string | null;
}

export interface RecheckRow {
  readonly case_id: string;
  readonly result: string;
  readonly ground: string;
}

export interface FollowUpRow {
  readonly case_id: string;
  readonly result: string;
}

/** A case on the agenda of a sitting; `case_id` is the sitting. */
export interface AgendaRow {
  readonly case_id: string;
  readonly listed: string;
  readonly live: boolean;
}

/** Somebody who was present when a case was voted on; `case_id` is the sitting. */
export interface RosterRow {
  readonly case_id: string;
  readonly voted_on: string;
  readonly voter: string;
  readonly recused: boolean;
}

/** Everything the record holds of one case. `row` is null for rows that belong to no case. */
export interface CaseFile {
  readonly id: string;
  readonly row: CaseRow | null;
  readonly events: readonly EventRow[];
  readonly deadlines: readonly DeadlineRow[];
  readonly outbox: readonly OutboxRow[];
  readonly texts: readonly TextRow[];
  readonly slots: readonly SlotRow[];
  readonly reservations: readonly ReservationRow[];
  readonly duties: readonly DutyRow[];
  readonly vacancies: readonly VacancyRow[];
  readonly titles: readonly TitleRow[];
  readonly bars: readonly BarRow[];
  readonly entries: readonly IntegrityRow[];
  readonly rechecks: readonly RecheckRow[];
  readonly followUps: readonly FollowUpRow[];
  readonly agendas: readonly AgendaRow[];
  readonly roster: readonly RosterRow[];
}

export interface RecordedArm {
  readonly name: string;
  readonly anchor: number;
  readonly rule: DueRule;
  readonly dueAt: number;
  readonly provisional: boolean;
}

export interface RecordedDisarm {
  readonly name: string;
  readonly armedSeq: number;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The arms an event names; none where the column is empty. */
export function armsOf({ arms }: EventRow): readonly RecordedArm[] | null {
  return listOf(arms, isArm);
}

/** The rows an event disarmed; none where the column is empty. */
export function disarmsOf({ disarms }: EventRow): readonly RecordedDisarm[] | null {
  return listOf(disarms, isDisarm);
}

/** The effects of an event, in order; none where the column is empty. */
export function effectsOf({ effects }: EventRow): readonly JsonObject[] | null {
  return listOf(effects, isObject);
}

/** The deadline an event fired: `due:<name>:<armedSeq>`; `null` for every other cause. */
export function dueCause({ cause }: EventRow): RecordedDisarm | null {
  const match = /^due:([A-Za-z]+):(\d+)$/.exec(cause ?? '');
  return match ? { name: match[1]!, armedSeq: Number(match[2]) } : null;
}

function listOf<T>(value: unknown, is: (one: unknown) => one is T): readonly T[] | null {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) && value.every(is) ? value : null;
}

function isArm(value: unknown): value is RecordedArm {
  return (
    isObject(value) &&
    typeof value.name === 'string' &&
    Number.isSafeInteger(value.anchor) &&
    Number.isSafeInteger(value.dueAt) &&
    typeof value.provisional === 'boolean' &&
    isObject(value.rule)
  );
}

function isDisarm(value: unknown): value is RecordedDisarm {
  return isObject(value) && typeof value.name === 'string' && Number.isSafeInteger(value.armedSeq);
}
