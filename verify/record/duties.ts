import type { Report } from '../findings.ts';
import { sameJson } from '../hashing.ts';
import { type CaseFile, type EventRow, isObject, type JsonObject } from '../rows.ts';

/**
 * Duties against their own events, told from what was sent alone (一(一)4, 五(五), 五(七)): the register says whose form it is
 * and what was accepted of it last; vacancies are what the last accepted form said; what is overdue is one organisation's.
 */
export function checkDuties(file: CaseFile, report: Report): void {
  const isDuty = file.events[0]?.lifecycle === 'duty';
  const [entry] = file.duties;
  const last = file.events.at(-1)?.seq ?? null;
  if (!isDuty) {
    if (entry !== undefined) report('dutyUnexplained', last, `form ${entry.form} of ${entry.organisation}`);
    checkVacancies(file, null, report);
    return;
  }
  const said = lastAccepted(file.events);
  const expected = entryOf(file.events[0]!, said);
  if (entry === undefined) report('dutyMissing', last, `the events owe ${JSON.stringify(expected)}`);
  else {
    const { case_id, year, reviewer, units_in, units_missing, ...found } = entry;
    if (!sameJson(found, expected)) {
      report('dutyUnlikeEvents', last, `the register has ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    }
  }
  checkVacancies(file, said?.content ?? null, report);
  checkOverdue(file, report);
}

/** What was handed in before the last acceptance, as it was sent. */
interface Accepted {
  readonly content: JsonObject;
  readonly file: string | null;
  readonly late: boolean;
}

function lastAccepted(events: readonly EventRow[]): Accepted | null {
  const acceptance = events.findLastIndex(({ type }) => type === 'accept' || type === 'acceptLate');
  const handIn = events.slice(0, Math.max(acceptance, 0)).findLast(({ type }) => type === 'handIn');
  if (handIn === undefined || !isObject(handIn.payload) || !isObject(handIn.payload.content)) return null;
  const late = events[acceptance]?.type === 'acceptLate';
  return { content: handIn.payload.content, file: handIn.document, late };
}

function entryOf({ payload }: EventRow, said: Accepted | null): object {
  const { form, organisation } = isObject(payload) ? payload : {};
  const { people = null, hours = null } = said?.content ?? {};
  return { form, organisation, file: said?.file ?? null, late: said?.late ?? null, people, hours };
}

/** A class has as many vacancies as the form has posts that nobody fills; no other form fixes any. */
function checkVacancies(file: CaseFile, content: JsonObject | null, report: Report): void {
  const expected = content === null ? [] : vacanciesIn(content);
  const found = file.vacancies.map((row) => [row.class, row.approved] as const);
  const inOrder = (list: readonly (readonly [string, number])[]) => [...list].sort(([a], [b]) => (a < b ? -1 : 1));
  const seq = file.events.at(-1)?.seq ?? null;
  if (!sameJson(inOrder(found), inOrder(expected))) {
    report('vacanciesUnlikeForm', seq, `${JSON.stringify(found)}, the form says ${JSON.stringify(expected)}`);
  }
  for (const { unit, year } of file.vacancies) {
    if (unit === file.row?.unit && year === file.row.year) continue;
    report('vacanciesUnlikeForm', seq, `of ${unit} ${year}, the form is of ${file.row?.unit} ${file.row?.year}`);
  }
}

function vacanciesIn({ form, classes, posts, filled }: JsonObject): (readonly [string, number])[] {
  if (form === '1-7') return [['GRASSROOTS_DEPUTY_SENIOR', Number(posts) - Number(filled)]];
  if (form !== '1-6' || !Array.isArray(classes)) return [];
  return classes.filter(isObject).map((one) => [String(one.class), Number(one.posts) - Number(one.filled)] as const);
}

/** §2.6: exactly one organisation answers, and it is the one whose form it is. */
function checkOverdue({ row, events }: CaseFile, report: Report): void {
  for (const { seq, state, holder_org } of events) {
    if (state === 'overdue' && holder_org !== row?.unit) {
      report('overdueUnowned', seq, `held by ${holder_org}, the form is of ${row?.unit}`);
    }
  }
}
