import type pg from 'pg';
import { unitId } from './prefecture.ts';
import { type Row, rowsOf, type Table } from './tables.ts';

/**
 * What one command writes, read off the database before and after it: the baselines write exactly these rows. So neither
 * side is favoured: whatever the door learns to write, they write too.
 */

export interface Change {
  readonly table: Table;
  readonly op: 'insert' | 'update' | 'delete';
  /** New rows; the rows after an update; of a deleted row the key. */
  readonly rows: readonly Row[];
  /** What an update sets. */
  readonly changed: readonly string[];
}

export type Tables = readonly Table[];

/** The rows of a case in all its tables, by table. */
export async function photograph(pool: pg.Pool, tables: Tables, caseId: string): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const table of tables) found.set(table.name, await rowsOf(pool, table, caseId));
  return found;
}

export function changesBetween(
  tables: Tables,
  before: ReadonlyMap<string, readonly Row[]>,
  after: ReadonlyMap<string, readonly Row[]>,
): Change[] {
  return tables.flatMap((table) => changesOf(table, before.get(table.name) ?? [], after.get(table.name) ?? []));
}

function changesOf(table: Table, before: readonly Row[], after: readonly Row[]): Change[] {
  const keyOf = (row: Row) => table.key.map((column) => row.get(column)).join('|');
  const earlier = new Map(before.map((row) => [keyOf(row), row]));
  const later = new Set(after.map(keyOf));
  const inserted = after.filter((row) => !earlier.has(keyOf(row)));
  const updated = after.filter((row) => differing(earlier.get(keyOf(row)), row).length > 0);
  const deleted = before.filter((row) => !later.has(keyOf(row)));
  const changed = new Set(updated.flatMap((row) => differing(earlier.get(keyOf(row)), row)));
  const changes: Change[] = [
    { table, op: 'update', rows: updated, changed: [...changed] },
    { table, op: 'delete', rows: deleted.map((row) => pick(row, table.key)), changed: [] },
    { table, op: 'insert', rows: inserted, changed: [] },
  ];
  return changes.filter(({ rows }) => rows.length > 0);
}

function differing(before: Row | undefined, after: Row): string[] {
  return before ? [...after.keys()].filter((column) => before.get(column) !== after.get(column)) : [];
}

function pick(row: Row, columns: readonly string[]): Row {
  return new Map(columns.map((column) => [column, row.get(column) ?? null]));
}

/** Every update sets what any of these commands changes in the table, as the door does and a set-based program must. */
export function alike(recorded: readonly (readonly Change[])[]): Change[][] {
  const union = new Map<string, Set<string>>();
  for (const { table, op, changed } of recorded.flat()) {
    if (op !== 'update') continue;
    const columns = union.get(table.name) ?? new Set(table.key);
    for (const column of changed) columns.add(column);
    union.set(table.name, columns);
  }
  return recorded.map((changes) =>
    changes.map((change) =>
      change.op === 'update'
        ? { ...change, rows: change.rows.map((row) => pick(row, [...(union.get(change.table.name) ?? [])])) }
        : change,
    ),
  );
}

export interface Naming {
  readonly id: string;
  readonly unit: number;
}

/** The same text about another case and school; same bytes. */
export function renamed(text: string, from: { readonly id: string }, to: Naming): string {
  return text.replaceAll(from.id, to.id).replaceAll(unitId(0), unitId(to.unit));
}

export function renamedChanges(changes: readonly Change[], from: { readonly id: string }, to: Naming): Change[] {
  const rename = (row: Row): Row =>
    new Map([...row].map(([column, value]) => [column, value === null ? null : renamed(value, from, to)]));
  return changes.map((change) => ({ ...change, rows: change.rows.map(rename) }));
}
