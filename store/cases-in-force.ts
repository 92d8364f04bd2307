import type { CaseId } from '../machines/ids.ts';
import { type CaseRecord, caseColumns } from './cases-read.ts';
import { type Clock, type ClockRow, clockColumns, clockOf } from './clock.ts';
import { isVisible, type Reader, type Visible } from './visible.ts';

/** A case with the clock and the versions it is judged by now: dates belong to the season, so the latest count. */
export interface CaseInForce {
  readonly record: CaseRecord;
  readonly clock: Clock;
  readonly programmeVersion: number;
  readonly calendarVersion: number;
}

interface Row extends CaseRecord, ClockRow {
  readonly programme_version: number;
  readonly calendar_version: number;
}

const columns = `${caseColumns}, ${clockColumns},
  (select max(p.version) from programmes p where p.id = c.programme) as programme_version,
  (select coalesce(max(g.version), 0) from gazettes g) as calendar_version`;

/** One case, if the actor may see it. */
export async function findCaseInForce(db: Reader, visible: Visible, id: CaseId): Promise<CaseInForce | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from cases c cross join clock where c.id = $3 and ${isVisible}`,
    [...visible, id],
  );
  return rows[0] ? inForce(rows[0]) : null;
}

/** One case, for whoever has just moved it. */
export async function readCaseInForce(db: Reader, id: CaseId): Promise<CaseInForce> {
  const { rows } = await db.query<Row>({
    name: 'read-case-in-force',
    text: `select ${columns} from cases c cross join clock where c.id = $1`,
    values: [id],
  });
  if (!rows[0]) throw new Error(`case ${id} is gone`);
  return inForce(rows[0]);
}

function inForce(row: Row): CaseInForce {
  return {
    record: row,
    clock: clockOf(row),
    programmeVersion: row.programme_version,
    calendarVersion: row.calendar_version,
  };
}
