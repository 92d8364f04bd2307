import type { Report } from '../findings.ts';
import { FIRST_PREVIOUS } from '../hashing.ts';
import { type CaseFile, type CaseRow, type EventRow, isObject } from '../rows.ts';

/** What the case row repeats of its first and last event; what comes from the snapshot is compared when folding. */
export function checkCaseRow({ row, events }: CaseFile, report: Report): void {
  const [first] = events;
  const last = events.at(-1);
  if (row === null) {
    report('caseMissing', last?.seq ?? null, `${events.length} events, and rows of other tables, belong to no case`);
    return;
  }
  if (first === undefined || last === undefined) {
    report('eventsMissing', null, `version ${row.version}, and not one event`);
    return;
  }
  if (row.version !== last.seq) report('versionWrong', last.seq, `version ${row.version}, last event ${last.seq}`);
  if (!row.head_hash.equals(last.hash ?? FIRST_PREVIOUS)) {
    report('headHashWrong', last.seq, `head ${row.head_hash.toString('hex')}, last event ${last.hash.toString('hex')}`);
  }
  for (const [column, { stored, expected }] of Object.entries(comparisons(row, first, last))) {
    if (stored === expected) continue;
    report('caseColumnWrong', last.seq, `${column}: stored ${stored}, the events say ${expected}`);
  }
  if (row.ended !== null && row.ended !== row.state) {
    report('caseColumnWrong', last.seq, `ended: stored ${row.ended}, the state is ${row.state}`);
  }
}

function comparisons(row: CaseRow, first: EventRow, last: EventRow) {
  const opening = isObject(first.payload) ? first.payload : {};
  return {
    state: { stored: row.state, expected: last.state },
    holder_role: { stored: row.holder_role, expected: last.holder_role },
    holder_org: { stored: row.holder_org, expected: last.holder_org },
    last_at: { stored: row.last_at, expected: last.at },
    last_recorded: { stored: row.last_recorded, expected: last.recorded },
    lifecycle: { stored: row.lifecycle, expected: last.lifecycle },
    lifecycle_version: { stored: row.lifecycle_version, expected: last.lifecycle_version },
    programme: { stored: row.programme, expected: last.programme },
    ...('person' in opening ? { person: { stored: row.person, expected: opening.person } } : {}),
    ...('unit' in opening ? { unit: { stored: row.unit, expected: opening.unit } } : {}),
  };
}
