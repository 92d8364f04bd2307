/**
 * Tables that rules look things up in and that no notice prints itself: years by series, what certificates equal, which schools
 * and places are on a list. Each is a versioned file of `config/tables/`, named by the programme and held with it; where the
 * source could not be obtained its rows say `assumed`, and the bureau replaces them.
 */
import { z } from 'zod';
import { educationLevels, unitLevels } from './eligibility/dossier.ts';
import { origin, seriesCodeSchema, sources, type TitleLevel, textSchema, titleLevels } from './programme-entries.ts';

/** Every table: what it is called, which version, and where it comes from. */
const table = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().min(1),
  title: textSchema,
  ...origin,
};

/** A row stands on its table's source, unless a text says otherwise of it alone. */
const row = { clause: z.string().optional(), source: z.enum(sources).optional() };

/** `base(series, level, education)`: years in the title below (or of professional work, for junior) that a level asks for. */
export const seriesYearsSchema = z.strictObject({
  ...table,
  rows: z.array(
    z.strictObject({
      ...row,
      /** `*`: every series that has no row of its own for this level. */
      series: z.union([z.literal('*'), seriesCodeSchema]),
      level: z.enum(titleLevels),
      /** By the highest education; what is not named cannot apply in the ordinary way (E08). */
      years: z.partialRecord(z.enum(educationLevels), z.number().int().min(0)),
    }),
  ),
});
export type SeriesYears = z.infer<typeof seriesYearsSchema>;

/** 黔人社通〔2022〕118号: what a certificate equals, and whether it is of the admission type (E16, E17). */
export const qualificationsSchema = z.strictObject({
  ...table,
  rows: z.array(
    z.strictObject({
      ...row,
      certificate: z.string().regex(/^[a-z][a-z0-9-]*$/),
      title: textSchema,
      kind: z.enum(['ADMISSION', 'LEVEL_ASSESSMENT']),
      grade: z.enum(['UNGRADED', 'FIRST', 'SECOND']),
      /** The title it equals; null where it equals none by itself. */
      equals: z.strictObject({ series: seriesCodeSchema, level: z.enum(titleLevels) }).nullable(),
    }),
  ),
});

/** What counts as 基层 for the rules that say only that (A26), and what a series demands of everybody. */
export const placesSchema = z.strictObject({
  ...table,
  grassrootsLevels: z.array(z.enum(unitLevels)).min(1),
  /** Sectors of county units whose people serve a year in a township before intermediate (一(一)5), by series. */
  townshipServiceSeries: z.array(seriesCodeSchema).min(1),
  /** Series of public safety and health, where a mismatched specialty is not made up by two years (一(二)2). */
  publicSafetySeries: z.array(seriesCodeSchema),
  /** Series whose education is fixed by law, where nobody is excepted (一(二)1). */
  educationByLawSeries: z.array(seriesCodeSchema),
  /** Party schools whose correspondence courses are treated as national education (一(二)1). */
  partySchools: z.array(z.string().min(1)),
  /** Specialties taken as one (相近专业), each list a group. */
  similarSpecialties: z.array(z.array(z.string().min(1)).min(2)),
});

export const tablesSchema = z.strictObject({
  seriesYears: seriesYearsSchema,
  qualifications: qualificationsSchema,
  places: placesSchema,
});
export type Tables = z.infer<typeof tablesSchema>;

/**
 * Years that a level of a series asks for with an education (domain §4 `base`): the series' own row, else that of every
 * series; null where such an education does not lead there in the ordinary way.
 */
export function baseYears(
  { seriesYears }: Pick<Tables, 'seriesYears'>,
  of: { series: string; level: TitleLevel; education: (typeof educationLevels)[number] },
): number | null {
  const rows = seriesYears.rows.filter(({ level }) => level === of.level);
  const row = rows.find(({ series }) => series === of.series) ?? rows.find(({ series }) => series === '*');
  return row?.years[of.education] ?? null;
}
