import { inserting, type Part, type Writing } from './part.ts';
import type { Columns } from './row-set.ts';
import type { TitleChanges } from './title-book.ts';

/** What a batch writes of titles, of what ends them, and of what is asked about results. */
export function titleWritings({ titles, revoked, bars, entries, rechecks, followUps }: TitleChanges): Writing[] {
  return [
    { part: GRANTED, rows: titles },
    { part: REVOKED, rows: revoked },
    { part: BARRED, rows: bars },
    { part: ENTERED, rows: entries },
    { part: ASKED, rows: rechecks },
    { part: FOLLOWED, rows: followUps },
  ];
}

const TITLE = {
  case_id: 'uuid',
  person: 'text',
  series: 'text',
  level: 'text',
  scope: 'text',
  approved_on: 'date',
  counts_from: 'date',
  revoked_on: 'date',
} as const satisfies Columns;
const REVOCATION = { case_id: 'uuid', revoked_on: 'date' } as const satisfies Columns;
const BAR = {
  case_id: 'uuid',
  person: 'text',
  kind: 'text',
  decided_on: 'date',
  barred_through: 'date',
} as const satisfies Columns;
const ENTRY = {
  case_id: 'uuid',
  person: 'text',
  breach: 'text',
  decided_on: 'date',
  stands_through: 'date',
  serious: 'boolean',
  document: 'text',
} as const satisfies Columns;
const RECHECK = { result: 'uuid', ground: 'text', case_id: 'uuid' } as const satisfies Columns;
const FOLLOW_UP = { result: 'uuid', case_id: 'uuid' } as const satisfies Columns;

const GRANTED = inserting('za', 'titles', TITLE);
const REVOKED: Part = {
  letter: 'zb',
  columns: REVOCATION,
  text: (rows) => `update titles t set revoked_on = g.revoked_on from ${rows} where t.case_id = g.case_id`,
};
const BARRED = inserting('zc', 'bars', BAR);
const ENTERED = inserting('zd', 'integrity_entries', ENTRY);
const ASKED = inserting('ze', 'rechecks', RECHECK);
const FOLLOWED = inserting('zf', 'follow_ups', FOLLOW_UP);
