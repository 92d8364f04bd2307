/** Whether the figures of a programme are possible at all: whole, within bounds, not below what the regulations demand. */
import { LONGEST_PERIOD } from './calendar.ts';
import type { PeriodDeadline } from './deadlines.ts';
import type { Programme } from './programme.ts';
import { type Finding, finding } from './programme-findings.ts';

/**
 * Fewest working days of each period. Both statutory publicities last at least 5 (Order 40 arts. 16, 26); that of the
 * policy review may be left out (A22).
 */
const LEAST_WORKING_DAYS: Readonly<Record<PeriodDeadline, number>> = {
  correctionDue: 1,
  internalPublicityEnd: 5,
  supplementDue: 1,
  policyPublicityEnd: 0,
  resultPublicityEnd: 5,
  rolloverDecisionDue: 1,
};

/** Constants that make no sense as zero. */
const AT_LEAST_ONE = new Set([
  'rules.exceptionalReferees.value.min',
  'rules.seriesPerYear.value',
  'rules.consecutiveExcellentYears.value',
  'rules.objectionResponseWorkingDays.value',
  'rules.objectionExtendedWorkingDays.value',
  'publicity.draftWorkingDays.value',
  'publicity.observeEveryMinutes.value',
  'publicity.gapOverMinutes.value',
  'publicity.proofWorkingDays.value',
]);

export function checkNumbers(programme: Programme): Finding[] {
  return [...checkWorkingDays(programme), ...checkSizes(programme), ...checkConstants(programme)];
}

function checkWorkingDays({
  periods,
  recheck,
  certificates,
  responsibility,
  duties,
  dutyReview,
}: Programme): Finding[] {
  const figures: [path: string, workingDays: number, least: number][] = [
    ...Object.entries(LEAST_WORKING_DAYS).map(([name, least]): [string, number, number] => [
      `periods.${name}.workingDays`,
      periods[name as PeriodDeadline].workingDays,
      least,
    ]),
    ...Object.entries({ recheck, certificates }).flatMap(([part, lengths]) =>
      Object.entries(lengths).map(([name, { workingDays }]): [string, number, number] => [
        `${part}.${name}.workingDays`,
        workingDays,
        1,
      ]),
    ),
    ['responsibility.minCorrectionWorkingDays', responsibility.minCorrectionWorkingDays, 0],
    ['dutyReview.workingDays', dutyReview.workingDays, 1],
    ...Object.entries(duties).flatMap(([form, { unitDueBefore }]): [string, number, number][] =>
      unitDueBefore === undefined ? [] : [[`duties.${form}.unitDueBefore.workingDays`, unitDueBefore.workingDays, 1]],
    ),
  ];
  return figures
    .filter(([, days, least]) => !Number.isInteger(days) || days < least || days > LONGEST_PERIOD)
    .map(([path, workingDays, least]) =>
      finding('WORKING_DAYS_OUT_OF_RANGE', { path, params: { workingDays, least, most: LONGEST_PERIOD } }),
    );
}

function checkSizes({ committees }: Programme): Finding[] {
  return Object.entries(committees)
    .filter(([, { size }]) => !Number.isInteger(size.value) || size.value < 1)
    .map(([id, { size }]) =>
      finding('NUMBER_OUT_OF_RANGE', {
        path: `committees.${id}.size.value`,
        clause: size.clause,
        params: { value: size.value, least: 1 },
      }),
    );
}

function checkConstants({ rules, publicity }: Programme): Finding[] {
  const shares: [string, { num: number; den: number }][] = [
    ['rules.quorum.value', rules.quorum.value],
    ['rules.pass.value', rules.pass.value],
    ['rules.ceHours.professionalShare.value', rules.ceHours.professionalShare.value],
  ];
  const fractions = shares
    .filter(([, { num, den }]) => !(Number.isInteger(num) && Number.isInteger(den) && num > 0 && num <= den))
    .map(([path, { num, den }]) => finding('FRACTION_OUT_OF_RANGE', { path, params: { value: `${num}/${den}` } }));
  const counts = [...numbersIn(rules, 'rules'), ...numbersIn(publicity, 'publicity')]
    .filter(({ path }) => !shares.some(([share]) => path.startsWith(`${share}.`)))
    .map(({ path, value }) => ({ path, value, least: AT_LEAST_ONE.has(path) ? 1 : 0 }))
    .filter(({ value, least }) => !Number.isInteger(value) || value < least)
    .map(({ path, value, least }) => finding('NUMBER_OUT_OF_RANGE', { path, params: { value, least } }));
  return [...fractions, ...counts];
}

function numbersIn(value: unknown, path: string): { path: string; value: number }[] {
  if (typeof value === 'number') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`));
}
