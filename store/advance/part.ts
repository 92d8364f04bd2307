import { type Columns, namesOf } from './row-set.ts';

/** A table's part of the statement that writes a batch, over its rows as the table `g`. */
export interface Part {
  /** Names the part in the statement's name. */
  readonly letter: string;
  readonly columns: Columns;
  readonly text: (rows: string) => string;
}

/** Rows for a part of the statement. */
export interface Writing {
  readonly part: Part;
  readonly rows: readonly object[];
}

export function inserting(letter: string, table: string, columns: Columns): Part {
  const names = namesOf(columns);
  return { letter, columns, text: (rows) => `insert into ${table} (${names}) select ${names} from ${rows}` };
}
