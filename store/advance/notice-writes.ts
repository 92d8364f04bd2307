import type { ListingChanges } from './notice-book.ts';
import { inserting, type Part, type Writing } from './part.ts';
import type { Columns } from './row-set.ts';

/** What a batch writes about notices: the cases they list, and that one was posted. */

const NOTICE_CASE = {
  notice: 'uuid',
  position: 'integer',
  case_id: 'uuid',
  kind: 'text',
  person: 'text',
  unit: 'text',
  series: 'text',
  level: 'text',
  content: 'text',
  live: 'boolean',
  dropped: 'boolean',
} as const satisfies Columns;

const OBSERVATION = { notice: 'uuid', what: 'text', at: 'bigint', raw: 'bigint' } as const satisfies Columns;

const UNLISTED: Part = {
  letter: 'nc',
  columns: { notice: 'uuid', over: 'boolean', dropped: 'text[]' },
  text: (rows) => `update notice_cases n set live = false, dropped = n.case_id = any(g.dropped::uuid[])
    from ${rows} where n.notice = g.notice and n.live and (g.over or n.case_id = any(g.dropped::uuid[]))`,
};
const LISTED = inserting('na', 'notice_cases', NOTICE_CASE);
const POSTED = inserting('nb', 'notice_observations', OBSERVATION);

/** What another notice gives free in the same batch may be listed in it: so this goes before. */
export function unshown({ unlisted }: ListingChanges): Writing {
  return { part: UNLISTED, rows: unlisted };
}

export function shown({ listed, shown: posted }: ListingChanges, raw: number): Writing[] {
  return [
    { part: LISTED, rows: listed },
    { part: POSTED, rows: posted.map((one) => ({ ...one, what: 'posted', raw })) },
  ];
}
