import type pg from 'pg';
import { onDatabase } from '../server.ts';
import { unitId } from './prefecture.ts';
import { readTables, rowsOf, type Table } from './tables.ts';

/**
 * A caseload made large by SQL: the rows of really played cases of one school, again and again for further schools. Case
 * ids are new and random, ids of the school and its people keep their length, and everything else is the real row, so that
 * a copy takes the room of a real case and moves on like one. Rows are laid down in the order of the random ids: what is
 * later asked for lies anywhere.
 */

export interface CopyPlan {
  /** Schools in the end, the played one counted. */
  readonly units: number;
  /** Shares of the caseload, each with the same number of every base case and none of another's. */
  readonly slices: number;
}

/** Copies on two connections: the events are as much as all the rest. Vacuumed and analysed, nobody else being there. */
export async function copyCaseload(url: string, base: readonly string[], plan: CopyPlan): Promise<void> {
  const tables = await onDatabase(url, async (client) => {
    await planCopies(client, base, plan);
    await copyOrganisations(client, plan);
    return readTables(client);
  });
  const isEvents = ({ name }: Table) => name === 'events';
  await Promise.all([
    copyTables(url, tables.filter(isEvents), base),
    copyTables(
      url,
      tables.filter((table) => !isEvents(table)),
      base,
    ),
  ]);
  await onDatabase(url, async (client) => {
    await client.query(`select setval('case_numbers', (select count(*) from cases))`);
    await client.query('vacuum analyze organisations, vacancies, bench.copies');
  });
}

/** A replica checks no foreign keys: what the rows refer to comes on the other connection. */
async function copyTables(url: string, tables: readonly Table[], base: readonly string[]): Promise<void> {
  await onDatabase(url, async (client) => {
    await client.query('set session_replication_role = replica');
    for (const table of tables) {
      await copyTable(client, table, base);
      await client.query(`vacuum analyze ${table.name}`);
    }
  });
}

/** Ids as RFC 9562 has them (version 8). A unit `n` gets a copy of every base case; `slice` deals each base case's copies out in turn. */
async function planCopies(client: pg.Client, base: readonly string[], { units, slices }: CopyPlan): Promise<void> {
  await client.query('create schema if not exists bench');
  await client.query(`create table if not exists bench.copies
    (base uuid, unit integer, id uuid primary key, slice integer)`);
  await client.query(
    `insert into bench.copies
     select b.id, n, case when n = 0 then b.id
         else overlay(overlay(encode(substr(sha256(convert_to(b.id || ':' || n, 'utf8')), 1, 16), 'hex')
           placing '8' from 13) placing '8' from 17)::uuid end,
       (n + 7919 * b.ord) % $3
     from unnest($1::uuid[]) with ordinality as b(id, ord), generate_series(0, $2 - 1) as n`,
    [base, units, slices],
  );
  await client.query('analyze bench.copies');
}

async function copyOrganisations(client: pg.Client, { units }: CopyPlan): Promise<void> {
  const name = (n: string) => `'school-' || lpad((${n})::text, 6, '0')`;
  await client.query(
    `insert into organisations select ${name('n')}, parent, kind, level, line_superior, title_zh, title_en
       from organisations, generate_series(1, $2 - 1) as n where id = $1 on conflict do nothing`,
    [unitId(0), units],
  );
  await client.query(
    `insert into vacancies select ${name('n')}, class, year, approved
       from vacancies, generate_series(1, $2 - 1) as n where unit = $1 on conflict do nothing`,
    [unitId(0), units],
  );
}

async function copyTable(client: pg.Client, table: Table, base: readonly string[]): Promise<void> {
  const speaks = await columnsThatNameThem(client, table, base);
  const values = [...table.columns].map(([column, type]) => expressionOf({ table, column, type, speaks }));
  const columns = [...table.columns.keys()].map((column) => `"${column}"`).join(', ');
  await client.query(`create temporary table base_rows as select * from ${table.name} where ${table.owner} = any($1)`, [
    base,
  ]);
  await client.query('analyze base_rows');
  await client.query(
    `insert into ${table.name} (${columns}) select ${values.join(', ')}
       from (select * from bench.copies where unit > 0 and base = any($1) order by id) c
       join base_rows b on b.${table.owner} = c.base`,
    [base],
  );
  await client.query('drop table base_rows');
}

interface Speaking {
  readonly unit: ReadonlySet<string>;
  readonly case: ReadonlySet<string>;
}

function expressionOf(of: { table: Table; column: string; type: string; speaks: Speaking }): string {
  const { table, column, type, speaks } = of;
  if (column === table.owner) return 'c.id';
  if (table.name === 'cases' && column === 'number') return `'KL23-' || nextval('case_numbers') + 1000000`;
  let value = `b."${column}"::text`;
  if (speaks.unit.has(column)) value = `replace(${value}, '${unitId(0)}', 'school-' || lpad(c.unit::text, 6, '0'))`;
  if (speaks.case.has(column)) value = `replace(${value}, c.base::text, c.id::text)`;
  // What a notice told its cases goes by the notice's id, which no copy has for itself.
  if (table.name === 'request_keys' && column === 'key')
    return `case when ${value} <> b.key then ${value}
      else left(encode(sha256(convert_to(b.key || c.id, 'utf8')), 'hex'), length(b.key)) end`;
  return value === `b."${column}"::text` ? `b."${column}"` : `(${value})::${type}`;
}

/** Which columns hold the school's id, its people's, or the case's: only those are rewritten. */
async function columnsThatNameThem(client: pg.Client, table: Table, base: readonly string[]): Promise<Speaking> {
  const unit = new Set<string>();
  const own = new Set<string>();
  for (const id of base) {
    for (const row of await rowsOf(client, table, id)) {
      for (const [column, value] of row) {
        if (value?.includes(unitId(0))) unit.add(column);
        if (value?.includes(id)) own.add(column);
      }
    }
  }
  return { unit, case: own };
}
