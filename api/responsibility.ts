import type pg from 'pg';
import { type Answerable, type MissedDeadline, responsibilityOf } from '../machines/responsibility.ts';
import { isoInZone } from '../machines/time.ts';
import { findCaseInForce } from '../store/cases-in-force.ts';
import { readCustody } from '../store/custody-read.ts';
import type { Rulebook } from '../store/programmes.ts';
import { visibleTo } from '../store/visible.ts';
import type { Operations } from './contract.ts';
import { deadlineLabel, roleLabel } from './labels.ts';
import type { Language } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Who answers for the deadlines a case missed, told from its history. */
export function responsibilityOfCase(parts: {
  pool: pg.Pool;
  rulebook: Rulebook;
}): Handler<Operations['readResponsibility']> {
  const { pool, rulebook } = parts;
  return async ({ params, who: { actor }, language }) => {
    const found = await findCaseInForce(pool, visibleTo(actor), params.id);
    if (found === null) throw new Problem('CASE_NOT_FOUND');
    const { record, programmeVersion, calendarVersion } = found;
    const { body: programme } = await rulebook.programme(pool, record.programme, programmeVersion);
    const calendar = await rulebook.calendar(pool, programme.calendar.region, calendarVersion);
    const { minCorrectionWorkingDays } = programme.responsibility;
    const grounds = { applicant: record.person, calendar, minCorrectionWorkingDays };
    const told = responsibilityOf(await readCustody(pool, record.id), grounds);
    const said = (one: Answerable) => answerableOf(one, language);
    return {
      body: {
        id: record.id,
        responsible: told.responsible && said(told.responsible),
        contributors: told.contributors.map(said),
        missed: told.missed.map((one) => latenessOf(one, language)),
        recorded: told.recorded.map((one) => latenessOf(one, language)),
      },
    };
  };
}

function latenessOf({ dueAt, responsible, coveredBy, ...one }: MissedDeadline, language: Language) {
  return {
    ...one,
    label: deadlineLabel(one.deadline, language),
    dueAt: isoInZone(dueAt),
    responsible: answerableOf(responsible, language),
    coveredBy: coveredBy && { ...coveredBy, persons: [...coveredBy.persons] },
  };
}

function answerableOf(one: Answerable, language: Language) {
  return { ...one, label: roleLabel(one.role, language) };
}
