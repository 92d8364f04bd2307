/**
 * The building blocks of a programme: texts, dates with the hour they print, and where each entry comes from. Shapes only;
 * whether a date exists or a window is in order is the checker's business (`programme-check.ts`), which can name it.
 */
import { z } from 'zod';

/** `D01` … `D25`: the dated rules of the notice (domain §3). */
export const datedRules = [
  'D01',
  'D02',
  'D03',
  'D04',
  'D05',
  'D06',
  'D07',
  'D08',
  'D09',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
  'D15',
  'D16',
  'D17',
  'D18',
  'D19',
  'D20',
  'D21',
  'D22',
  'D23',
  'D24',
  'D25',
] as const;
export type DatedRule = (typeof datedRules)[number];

/** Whether the notice says it, a statute or regulation says it, or somebody assumed it until the bureau replaces it. */
export const sources = ['notice', 'regulation', 'assumed'] as const;
export type Source = (typeof sources)[number];

/** 初级, 中级, 副高级, 正高级, lowest first. */
export const titleLevels = ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR'] as const;
export type TitleLevel = (typeof titleLevels)[number];

/** Where a title counts: everywhere, or in this province's grassroots units only (一(一)4). */
export const titleScopes = ['ORDINARY', 'GRASSROOTS_PROVINCE'] as const;
export type TitleScope = (typeof titleScopes)[number];

export const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof textSchema>;

/** Spread into every dated or numeric entry: no figure without the clause it stands on. */
export const origin = {
  clause: z.string(),
  source: z.enum(sources),
  rule: z.enum(datedRules).optional(),
  note: textSchema.optional(),
};
export const originSchema = z.strictObject(origin);
export type Origin = z.infer<typeof originSchema>;

/** `YYYY-MM-DD` in Asia/Shanghai; that the day exists is checked by the checker. */
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** `HH:MM` in Asia/Shanghai, as printed. */
export const timeSchema = z.string().regex(/^\d{1,2}:\d{2}$/);

/** A last day: until the end of `toDate`, or the hour the plan prints (design D6). */
export const nodeSchema = z.strictObject({ toDate: dateSchema, time: timeSchema.optional(), ...origin });
export type Node = z.infer<typeof nodeSchema>;

/** A first day: from its 00:00, or the hour printed. */
export const startSchema = z.strictObject({ fromDate: dateSchema, time: timeSchema.optional(), ...origin });
export type Start = z.infer<typeof startSchema>;

/** A length in working days, counted from the day after its start (民法典 201). */
export const periodSchema = z.strictObject({ workingDays: z.number(), ...origin });
export type Period = z.infer<typeof periodSchema>;

/** A constant with its origin. */
export function entry<T extends z.ZodType>(value: T) {
  return z.strictObject({ value, ...origin });
}

/** 27 series nationally; a code of the programme's own list, so that a new series is data. */
export const seriesCodeSchema = z.string().regex(/^SERIES_[A-Z][A-Z_]*$/);
export type Series = z.infer<typeof seriesCodeSchema>;
export const levelsSchema = z.array(z.enum(titleLevels)).min(1);
