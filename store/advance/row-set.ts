/**
 * Rows as one array a column: `unnest($1::uuid[], …) as g(case_id, …)`. PostgreSQL reads an array of a type several times
 * faster than it takes a JSON document apart, and reads it once. A row that comes alone comes as its values.
 */

/** Column → type, in the order of the parameters. */
export type Columns = Readonly<Record<string, ColumnType>>;
export type ColumnType = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean' | 'bytea' | 'date' | 'json' | 'text[]';

/** Many rows as a table `g` of the `from` clause; its parameters are those from `first` on. */
export function rowSet(columns: Columns, first: number): string {
  const arrays = Object.values(columns).map((type, index) => arrayOf(type, `$${first + index}`));
  return `unnest(${arrays.join(', ')}) as g(${namesOf(columns)})`;
}

/** The same for one row: an `unnest` of thirty arrays is thirty scans to set up, which one row does not repay. */
export function singleRow(columns: Columns, first: number): string {
  const values = Object.values(columns).map((type, index) => `$${first + index}::${type === 'text[]' ? 'text' : type}`);
  return `(values (${values.join(', ')})) as g(${namesOf(columns)})`;
}

export function namesOf(columns: Columns): string {
  return Object.keys(columns).join(', ');
}

/** Stands between the texts of a JSON column: JSON has no control characters, so nothing has to be escaped. */
const BETWEEN = '\u001e';

function arrayOf(type: ColumnType, parameter: string): string {
  if (type === 'json') return `string_to_array(${parameter}, chr(30), '')::json[]`;
  // `unnest` would take an array of arrays apart altogether: one travels as its text, and is cast where it is used.
  return type === 'text[]' ? `${parameter}::text[]` : `${parameter}::${type}[]`;
}

/** The parameters for `rowSet`, as PostgreSQL writes arrays. A column that a row does not have is null. */
export function parametersOf(columns: Columns, rows: readonly object[]): string[] {
  return Object.entries(columns).map(([name, type]) => {
    const values = rows.map((row) => cellOf(row, name));
    if (type === 'json') return values.map((value) => (value === null ? '' : JSON.stringify(value))).join(BETWEEN);
    const element = elementOf(type);
    return `{${values.map((value) => (value === null ? 'NULL' : element(value))).join(',')}}`;
  });
}

/** The parameters for `singleRow`. */
export function parametersOfOne(columns: Columns, row: object): unknown[] {
  return Object.entries(columns).map(([name, type]) => {
    const value = cellOf(row, name);
    if (value === null) return null;
    if (type === 'json') return JSON.stringify(value);
    return type === 'text[]' ? arrayText(value) : value;
  });
}

function cellOf(row: object, name: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[name] ?? null;
}

function elementOf(type: ColumnType): (value: unknown) => string {
  switch (type) {
    case 'text':
      return quoted;
    case 'text[]':
      return (values) => quoted(arrayText(values));
    case 'bytea':
      return (bytes) => `"\\\\x${(bytes as Uint8Array).toHex()}"`;
    default:
      return String;
  }
}

function arrayText(values: unknown): string {
  return `{${(values as readonly string[]).map(quoted).join(',')}}`;
}

function quoted(value: unknown): string {
  const text = String(value);
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
