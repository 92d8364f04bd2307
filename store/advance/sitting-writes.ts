import { inserting, type Part, type Writing } from './part.ts';
import type { Columns } from './row-set.ts';
import type { SittingChanges } from './sitting-book.ts';

/** What a batch writes of the agendas of sittings. */

const LISTED_CASE = { meeting: 'uuid', case_id: 'uuid' } as const satisfies Columns;

const LISTED = inserting('sa', 'agendas', LISTED_CASE);
const UNLISTED: Part = {
  letter: 'sb',
  columns: LISTED_CASE,
  text: (rows) => `
  update agendas a set live = false from ${rows} where a.meeting = g.meeting and a.case_id = g.case_id`,
};

export function unlisting({ unlisted }: SittingChanges): Writing[] {
  return [{ part: UNLISTED, rows: unlisted }];
}

export function listing({ listed }: SittingChanges): Writing[] {
  return [{ part: LISTED, rows: listed }];
}
