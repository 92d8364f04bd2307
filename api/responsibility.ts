import type pg from 'pg';
import { type Answerable, responsibilityOf } from '../machines/responsibility.ts';
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
    const { responsible, contributors, missed } = responsibilityOf(await readCustody(pool, record.id), grounds);
    const said = (one: Answerable) => answerableOf(one, language);
    return {
      body: {
        id: record.id,
        responsible: responsible && said(responsible),
        contributors: contributors.map(said),
        missed: missed.map(({ dueAt, ...one }) => ({
          ...one,
          label: deadlineLabel(one.deadline, language),
          dueAt: isoInZone(dueAt),
          responsible: said(one.responsible),
        })),
      },
    };
  };
}

function answerableOf(one: Answerable, language: Language) {
  return { ...one, label: roleLabel(one.role, language) };
}
