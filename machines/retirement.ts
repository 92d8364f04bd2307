import { addPeriod, type PlainDate } from './time.ts';

/**
 * The statutory retirement date, and who is near it (二(二)2 third). The ages of 2023 are general knowledge, and so is that a
 * woman with a senior title works as long as a man; from 2025-01-01 they rise step by step (decision of 2024-09-13).
 */

export const retirementCategories = ['man', 'womanOnProfessionalPost', 'womanWithSeniorTitle', 'womanWorker'] as const;
export type RetirementCategory = (typeof retirementCategories)[number];

interface Age {
  readonly years: number;
  /** One month more for each begun so many months after 2024. */
  readonly everyMonths: number;
  readonly mostMonths: number;
}

const ages: Readonly<Record<RetirementCategory, Age>> = {
  man: { years: 60, everyMonths: 4, mostMonths: 36 },
  womanOnProfessionalPost: { years: 55, everyMonths: 4, mostMonths: 36 },
  womanWithSeniorTitle: { years: 60, everyMonths: 4, mostMonths: 36 },
  womanWorker: { years: 50, everyMonths: 2, mostMonths: 60 },
};

/** The day the decision on later retirement was published; before it nobody could count with it. */
export const LATER_RETIREMENT_DECIDED = '2024-09-13';

/** The day somebody reaches the statutory age, by the law known on `asOf`. @throws RangeError for no such date. */
export function statutoryRetirement(
  { bornOn, category }: { bornOn: PlainDate; category: RetirementCategory },
  { asOf }: { asOf: PlainDate },
): PlainDate {
  const { years, everyMonths, mostMonths } = ages[category];
  const usual = addPeriod(bornOn, { years });
  if (asOf < LATER_RETIREMENT_DECIDED) return usual;
  const { year, month } = Temporal.PlainDate.from(usual);
  const begun = (year - 2025) * 12 + month;
  if (begun < 1) return usual;
  return addPeriod(usual, { months: Math.min(Math.ceil(begun / everyMonths), mostMonths) });
}

/** «不足三年»: strictly fewer years than this are left on the day of counting (E36); exactly as many are not fewer. */
export function isNearRetirement(of: { retiresOn: PlainDate; asOf: PlainDate; years: number }): boolean {
  return of.retiresOn < addPeriod(of.asOf, { years: of.years });
}
