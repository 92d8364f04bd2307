import { dateOf } from '../../machines/time.ts';
import type { Report } from '../findings.ts';
import { jsonText, sameJson } from '../hashing.ts';
import { type CaseFile, effectsOf, isObject, type JsonObject } from '../rows.ts';

/**
 * What a title's own events left in the registers (二(三)4, 三(三)): the title with its two days, until it falls; and, of whatever
 * case a breach was found in, the bar and the entry in the integrity archive.
 */
export function checkTitles(file: CaseFile, report: Report): void {
  checkTitle(file, report);
  checkDates(file, report);
  checkBreaches(file, report);
}

function checkTitle(file: CaseFile, report: Report): void {
  const [title] = file.titles;
  const last = file.events.at(-1)?.seq ?? null;
  const granted = writesTo(file, 'title').find(({ op }) => op === 'grant');
  const fallen = writesTo(file, 'title').findLast(({ op }) => op === 'revoke');
  if (title === undefined) {
    if (granted) report('titleMissing', last, `the events granted ${jsonText(granted)}`);
    return;
  }
  if (granted === undefined) {
    report('titleUnexplained', last, `${title.series} ${title.level} of ${title.person}, by no event`);
    return;
  }
  const { case_id, revoked_on, ...found } = title;
  const { series, level, scope, approvedOn: approved_on, countsFrom: counts_from } = granted;
  const expected = { person: file.row?.person ?? null, series, level, scope, approved_on, counts_from };
  if (!sameJson(found, expected))
    report('titleUnlikeEvents', last, `the register has ${jsonText(found)}, not ${jsonText(expected)}`);
  const hasFallen = fallen !== undefined || file.row?.ended === 'revoked';
  if (hasFallen && revoked_on === null)
    report('revokedTitleStands', last, 'it was revoked, and the register has it stand');
  else if (revoked_on !== (fallen?.on ?? null))
    report('titleUnlikeEvents', last, `revoked on ${revoked_on}, by the events ${jsonText(fallen?.on ?? null)}`);
}

/** E24, A15: the day of the confirmation is printed; years count from it, or from 31 December of the year of application. */
function checkDates({ titles: [title], row, events: [first] }: CaseFile, report: Report): void {
  if (title === undefined || first === undefined) return;
  const { approved_on, counts_from } = title;
  const confirmedAt = isObject(first.payload) ? Number(first.payload.confirmedAt) : Number.NaN;
  if (Number.isSafeInteger(confirmedAt) && dateOf(confirmedAt) !== approved_on)
    report('titleDatesUnlawful', first.seq, `approved on ${approved_on}, confirmed on ${dateOf(confirmedAt)}`);
  const isDelayed = counts_from === `${row?.year}-12-31` && counts_from < approved_on;
  if (counts_from !== approved_on && !isDelayed)
    report('titleDatesUnlawful', first.seq, `approved on ${approved_on}, counts from ${counts_from}`);
}

function checkBreaches(file: CaseFile, report: Report): void {
  const last = file.events.at(-1)?.seq ?? null;
  const person = file.row?.person ?? null;
  const bars = writesTo(file, 'bar').map((one) => {
    return { person, kind: one.breach, decided_on: one.decidedOn, barred_through: one.barredThrough };
  });
  const entries = writesTo(file, 'integrity').map(({ breach, decidedOn, standsThrough, serious, document }) => {
    return { person, breach, decided_on: decidedOn, stands_through: standsThrough, serious, document };
  });
  const inRegister = (rows: readonly { readonly case_id: string }[]) => rows.map(({ case_id, ...row }) => row);
  const compare = (name: 'barUnlikeEvents' | 'integrityUnlikeEvents', found: unknown, expected: unknown) => {
    if (!sameJson(found, expected)) report(name, last, `${jsonText(found)}, by the events ${jsonText(expected)}`);
  };
  compare('barUnlikeEvents', inRegister(file.bars), bars);
  compare('integrityUnlikeEvents', inRegister(file.entries), entries);
}

function writesTo({ events }: CaseFile, register: string): JsonObject[] {
  return events.flatMap((event) => (effectsOf(event) ?? []).filter((one) => one.register === register));
}
