import type pg from 'pg';

/** The tables that hold a case's rows, as the database itself describes them, so that a migration needs no change here. */
export interface Table {
  readonly name: string;
  /** The column that names the case. */
  readonly owner: string;
  readonly key: readonly string[];
  /** Name → type, in the table's order. */
  readonly columns: ReadonlyMap<string, string>;
}

const OWNERS: Readonly<Record<string, string>> = {
  cases: 'id',
  events: 'case_id',
  deadlines: 'case_id',
  outbox: 'case_id',
  request_keys: 'case_id',
  year_slots: 'case_id',
  reservations: 'case_id',
};

/** Set by the database itself, in a transaction's own way. */
const OWN_DEFAULTS = new Set(['events.tx']);

export async function readTables(pool: pg.Pool | pg.Client): Promise<Table[]> {
  const { rows } = await pool.query<{ name: string; columns: [string, string][]; key: string[] }>(
    `select c.relname as name,
       (select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
          where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
    [Object.keys(OWNERS)],
  );
  const tables = rows.map(({ name, columns, key }) => ({
    name,
    key,
    owner: OWNERS[name]!,
    columns: new Map(columns.filter(([column]) => !OWN_DEFAULTS.has(`${name}.${column}`))),
  }));
  // A case before its events, and so on: the order in which a writer has them.
  return Object.keys(OWNERS).flatMap((name) => tables.filter((table) => table.name === name));
}

/** A row as PostgreSQL writes it in text, column by column. */
export type Row = ReadonlyMap<string, string | null>;

export async function rowsOf(client: pg.Pool | pg.Client, table: Table, caseId: string): Promise<Row[]> {
  const columns = [...table.columns.keys()];
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${columns.map((column) => `"${column}"::text`).join(', ')} from ${table.name}
      where ${table.owner} = $1 order by ${table.key.join(', ')}`,
    values: [caseId],
    rowMode: 'array',
  });
  return rows.map((values) => new Map(columns.map((column, index) => [column, values[index] ?? null])));
}
