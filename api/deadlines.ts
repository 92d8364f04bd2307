import type pg from 'pg';
import type { z } from 'zod';
import { addWorkingDays, type Calendar, type CountedDay } from '../machines/calendar.ts';
import { nodeDeadlines } from '../machines/deadlines.ts';
import type { DueRule } from '../machines/due-rule.ts';
import { nodeInstant, type Programme, plannedInstant } from '../machines/programme.ts';
import { sources } from '../machines/programme-entries.ts';
import { dateOf, endOfDay, isoInZone } from '../machines/time.ts';
import { cappedWords, dayWords, endOfDayWords, groundWords, ruleWords, sourceWords } from '../machines/words/days.ts';
import { type DeadlineRecord, readDeadlines } from '../store/deadlines-read.ts';
import type { Rulebook } from '../store/programmes.ts';
import { visibleTo } from '../store/visible.ts';
import type { deadlineView } from './contract/cases.ts';
import type { Operations } from './contract.ts';
import { deadlineLabel } from './labels.ts';
import { type Language, said } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/**
 * A case's deadlines, each explained: the rule, its clause, and the days counted, recomputed from the versions it was armed
 * with. Whether that agrees with the stored instant is said, not assumed (design D2).
 */

type DeadlineView = z.input<typeof deadlineView>;
type PeriodRule = Extract<DueRule, { kind: 'period' }>;

export function deadlinesOfCase(parts: { pool: pg.Pool; rulebook: Rulebook }): Handler<Operations['readDeadlines']> {
  const { pool, rulebook } = parts;
  return async ({ params, who: { actor }, language }) => {
    const rows = await readDeadlines(pool, visibleTo(actor), params.id);
    if (rows === null) throw new Problem('CASE_NOT_FOUND');
    const views: DeadlineView[] = [];
    for (const row of rows) {
      const { body: programme } = await rulebook.programme(pool, row.programme, row.programme_version);
      const calendar = await rulebook.calendar(pool, programme.calendar.region, row.calendar_version);
      views.push(explained(row, { programme, calendar, language }));
    }
    return { body: { id: params.id, deadlines: views } };
  };
}

interface Grounds {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly language: Language;
}

function explained(row: DeadlineRecord, grounds: Grounds): DeadlineView {
  const { rule } = row;
  const { language } = grounds;
  return {
    name: row.name,
    label: deadlineLabel(row.name, language),
    state: row.status,
    dueAt: isoInZone(row.due_at),
    anchor: isoInZone(row.anchor),
    armedSeq: row.armed_seq,
    settledSeq: row.settled_seq,
    clause: rule.clause,
    source: sourceNamed(rule.source),
    rule: { ...rule },
    explanation: sentenceOf(rule, language),
    days: rule.kind === 'period' ? numbered(daysOf(rule, grounds.calendar), language) : [],
    programmeVersion: row.programme_version,
    calendarVersion: row.calendar_version,
    agrees: agrees(row, grounds),
  };
}

function sourceNamed(name: string): (typeof sources)[number] {
  const found = sources.find((source) => source === name);
  if (found === undefined) throw new RangeError(`no source ${name}`);
  return found;
}

/** Whether the rule, carried out again, gives the instant of the row. */
function agrees({ name, committee, rule, anchor, due_at }: DeadlineRecord, { programme, calendar }: Grounds): boolean {
  switch (rule.kind) {
    case 'node':
      // Of a duty the rule itself names the day: it may be one that the calendar gave (domain A31).
      return (planned(programme, committee, name) ?? instantOf(rule)) === due_at;
    case 'extended':
      return due_at > (planned(programme, committee, name) ?? 0);
    case 'period': {
      const last = daysOf(rule, calendar).at(-1)?.date ?? rule.from;
      const day = rule.notAfter !== null && rule.notAfter < last ? rule.notAfter : last;
      return rule.from === dateOf(anchor) && rule.last === last && endOfDay(day) === due_at;
    }
    default:
      return rule satisfies never;
  }
}

function instantOf({ toDate, time }: Extract<DueRule, { kind: 'node' }>): number {
  return nodeInstant(time === null ? { toDate } : { toDate, time });
}

function planned(programme: Programme, committee: string, name: DeadlineRecord['name']): number | null {
  const node = [...nodeDeadlines, 'cycleRollover' as const].find((one) => one === name);
  return node === undefined ? null : plannedInstant(programme, committee, node);
}

function daysOf({ from, workingDays }: PeriodRule, calendar: Calendar): readonly CountedDay[] {
  return addWorkingDays(calendar, from, workingDays).days;
}

function numbered(days: readonly CountedDay[], language: Language): DeadlineView['days'] {
  let number = 0;
  return days.map(({ date, working, known, why }) => {
    if (working) number += 1;
    return {
      date,
      working,
      known,
      number: working ? number : null,
      why: why.code,
      label: said(dayWords[why.code], language, why),
    };
  });
}

function sentenceOf(rule: DueRule, language: Language): string {
  const time = rule.kind === 'node' ? (rule.time ?? said(endOfDayWords, language)) : '';
  const capped = rule.kind === 'period' && rule.notAfter !== null ? said(cappedWords, language, rule) : '';
  const source = said(sourceWords[sourceNamed(rule.source)], language);
  const grounds = said(groundWords, language, { clause: rule.clause, source });
  return `${said(ruleWords[rule.kind], language, { ...rule, time })}${capped}${grounds}`;
}
