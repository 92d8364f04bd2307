import type { ApplicationContext } from '../../machines/application/context.ts';
import type { BaseContext } from '../../machines/lifecycle.ts';
import { restore, type Stored, storedOf } from '../../machines/restore.ts';
import { nullIfNobody } from '../../machines/roles.ts';
import { standsOf, timersOf } from '../../machines/structure.ts';
import { organisationsSeeing } from '../../machines/visibility.ts';
import type { Report } from '../findings.ts';
import { jsonText, sameJson } from '../hashing.ts';
import { type CaseFile, type CaseRow, type EventRow, isObject } from '../rows.ts';
import { type Folded, foldHistory } from './fold.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * The stored case against its history folded with the charts (design D1, D2): snapshot and every column that is a function
 * of it; and the rows armed or provisional against the timers of the stored state, both ways.
 */
export function checkStored(file: CaseFile, rulebook: Rulebook, report: Report): void {
  const folded = foldHistory(file.events, rulebook, report);
  if (folded === null || file.row === null) return;
  const seq = file.events.at(-1)?.seq ?? null;
  const { row } = file;
  const stored = storedOf(folded.snapshot);
  if (!sameJson(row.snapshot, stored)) {
    report('snapshotWrong', seq, `stored ${jsonText(row.snapshot)}, folded ${jsonText(stored)}`);
  }
  for (const [column, expected] of Object.entries(columnsOf(file, folded))) {
    const found = row[column as keyof CaseRow];
    if (sameJson(found, expected)) continue;
    report('caseColumnWrong', seq, `${column}: stored ${jsonText(found)}, folded ${jsonText(expected)}`);
  }
  checkYear({ file, row, rulebook, report });
  checkTimers({ file, folded, row, report });
}

function columnsOf({ events }: CaseFile, { lifecycle, snapshot }: Folded): Partial<Record<keyof CaseRow, unknown>> {
  const context = snapshot.context as BaseContext & Partial<ApplicationContext>;
  const { route, persons, shown } = context;
  return {
    ended: snapshot.status === 'done' ? standsOf(lifecycle, snapshot.value) : null,
    person: nullIfNobody(route.applicant),
    unit: route.unit,
    committee: nullIfNobody(route.committee),
    shown: shown ?? false,
    visible_to: organisationsSeeing(lifecycle, context),
    material_reviewer: persons?.materialReviewer ?? null,
    recommender: persons?.recommender ?? null,
    policy_reviewer: persons?.policyReviewer ?? null,
    minutes_signer: persons?.minutesSigner ?? null,
    confirmer: events.findLast(({ type }) => type === 'confirm')?.actor ?? null,
    ...twoPersons(events),
  };
}

/** Of the last act that two persons carried out together: whoever proposed it, for whom, and whoever sent it again. */
function twoPersons(events: readonly EventRow[]): { proposer: string | null; seconder: string | null } {
  const second = events.findLastIndex((event, at) => {
    return (event.type === 'extend' || event.type === 'revoke') && event.state !== events[at - 1]?.state;
  });
  const seconding = events[second];
  if (seconding === undefined) return { proposer: null, seconder: null };
  const proposal = events.slice(0, second).findLast(({ type }) => type === seconding.type);
  return { proposer: proposal?.on_behalf_of ?? proposal?.actor ?? null, seconder: seconding.actor };
}

function checkYear(of: { file: CaseFile; row: CaseRow; rulebook: Rulebook; report: Report }): void {
  const [first] = of.file.events;
  if (first === undefined) return;
  const { programme, programme_version: programmeVersion, calendar_version: calendarVersion } = first;
  const { cycleYear } = of.rulebook.rules({ programme, programmeVersion, calendarVersion }).programme;
  if (of.row.year !== cycleYear) {
    of.report('caseColumnWrong', first.seq, `year: stored ${of.row.year}, the programme is of ${cycleYear}`);
  }
}

function checkTimers(of: { file: CaseFile; folded: Folded; row: CaseRow; report: Report }): void {
  const { file, folded, row, report } = of;
  const last = file.events.at(-1)?.seq ?? null;
  const live = file.deadlines.filter(({ status }) => status === 'armed' || status === 'provisional');
  const waiting = waitingFor(folded, row.snapshot);
  if (waiting === null) {
    report('snapshotWrong', last, 'the stored snapshot is none the chart would have written');
    return;
  }
  for (const { name, armed_seq, status } of live) {
    if (!waiting.includes(name))
      report('timersWrong', armed_seq, `${name} is ${status}, the state does not wait for it`);
  }
  for (const name of waiting) {
    const rows = live.filter((one) => one.name === name).length;
    if (rows !== 1) report('timersWrong', last, `the state waits for ${name}, which has ${rows} live rows`);
  }
}

/** The deadlines the stored state waits for; `null` where it cannot be restored. */
function waitingFor({ lifecycle }: Folded, snapshot: unknown): string[] | null {
  if (!isObject(snapshot) || !isObject(snapshot.context)) return null;
  try {
    const stored: Stored = { value: snapshot.value as Stored['value'], context: snapshot.context as never };
    return timersOf(lifecycle, restore(lifecycle, stored).value).map(({ deadline }) => deadline);
  } catch {
    return null;
  }
}
