import type { Change } from '../caseload/recording.ts';
import type { Row, Table } from '../caseload/tables.ts';

/**
 * Statements that write recorded rows, as somebody who has the rows ready would write them: one statement whatever it
 * writes, each table a `with` part, values as parameters, and no more parts or columns than the rows need.
 */

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A part of the statement before its values are given: the same for many commands. */
interface Part {
  readonly table: Table;
  readonly op: Change['op'];
  readonly columns: readonly string[];
}

/** The rows as lists of values: `(values ($1::uuid, …), (…)) as v(…)`. What a program writes that has one command. */
export function valuesStatement(changes: readonly Change[]): Statement {
  const values: unknown[] = [];
  const parts = changes.toSorted(inOrder).map(({ table, op, rows }) => {
    const part = { table, op, columns: columnsOf(table, rows) };
    const lines = rows.map((row) => {
      const cells = part.columns.map((column) => {
        values.push(row.get(column) ?? null);
        return `$${values.length}::${typeOf(table, column)}`;
      });
      return `(${cells.join(', ')})`;
    });
    return partText(part, `(values ${lines.join(', ')}) as v(${names(part)})`);
  });
  return { text: statementText(parts), values };
}

/** The rows of many commands as one array a column, through `unnest`. */
export function unnestStatement(commands: readonly (readonly Change[])[]): Statement {
  const values: unknown[] = [];
  const parts = groups(commands).map(({ rows, ...part }) => {
    const arrays = part.columns.map((column) => {
      values.push(rows.map((row) => row.get(column) ?? null));
      return `$${values.length}::${arrayType(typeOf(part.table, column))}`;
    });
    return partText(part, `unnest(${arrays.join(', ')}) as v(${names(part)})`);
  });
  return { text: statementText(parts), values };
}

/** The changes of many commands by table and operation, in one order whatever came first: so batches share a plan. */
function groups(commands: readonly (readonly Change[])[]): (Part & { rows: Row[] })[] {
  const found = new Map<string, Part & { rows: Row[] }>();
  for (const { table, op, rows } of commands.flat()) {
    const key = `${table.name} ${op}`;
    const group = found.get(key) ?? { table, op, columns: columnsOf(table, rows), rows: [] };
    group.rows.push(...rows);
    found.set(key, group);
  }
  return [...found.values()].sort(inOrder);
}

/** Events last: their number is what the statement answers. */
function inOrder(one: Pick<Part, 'table' | 'op'>, other: Pick<Part, 'table' | 'op'>): number {
  const rank = ({ table, op }: Pick<Part, 'table' | 'op'>) => `${table.name === 'events' ? 1 : 0} ${table.name} ${op}`;
  return rank(one) < rank(other) ? -1 : 1;
}

function columnsOf(table: Table, rows: readonly Row[]): string[] {
  return [...table.columns.keys()].filter((column) => rows.some((row) => row.has(column)));
}

function names({ columns }: Part): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

function typeOf(table: Table, column: string): string {
  const type = table.columns.get(column);
  if (type === undefined) throw new Error(`${table.name} has no column ${column}`);
  return type;
}

/** `unnest` takes an array of arrays apart altogether, so an array travels as its text. */
function arrayType(type: string): string {
  return type.endsWith('[]') ? 'text[]' : `${type}[]`;
}

function partText(part: Part, source: string): string {
  const { table, op, columns } = part;
  const value = (column: string) => {
    const type = typeOf(table, column);
    return type.endsWith('[]') ? `v."${column}"::${type}` : `v."${column}"`;
  };
  const where = table.key.map((column) => `t."${column}" = v."${column}"`).join(' and ');
  switch (op) {
    case 'insert':
      return `insert into ${table.name} (${names(part)}) select ${columns.map(value).join(', ')} from ${source}`;
    case 'update': {
      const set = columns.filter((column) => !table.key.includes(column));
      // Whoever writes without a lock asks for the version it saw; the row would be another's otherwise.
      const seen = set.includes('version') ? ' and t.version < v.version' : '';
      const changes = set.map((column) => `"${column}" = ${value(column)}`).join(', ');
      return `update ${table.name} t set ${changes} from ${source} where ${where}${seen}`;
    }
    case 'delete':
      return `delete from ${table.name} t using ${source} where ${where}`;
    default:
      return op satisfies never;
  }
}

function statementText(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) throw new Error('nothing to write');
  const before = parts.slice(0, -1).map((text, index) => `p${index} as (${text})`);
  return before.length === 0 ? last : `with ${before.join(',\n')}\n${last}`;
}
