/** Whether the tables a programme brings with it can be looked things up in: known series, one row a thing, no gaps. */
import { educationLevels } from './eligibility/dossier.ts';
import type { Programme } from './programme.ts';
import { type Series, titleLevels } from './programme-entries.ts';
import { type Finding, finding } from './programme-findings.ts';

export function checkTables(programme: Programme): Finding[] {
  return [...checkSeriesNames(programme), ...checkDoubles(programme), ...checkYears(programme)];
}

function checkSeriesNames({ series, tables }: Programme): Finding[] {
  const { seriesYears, qualifications, places } = tables;
  const named: { path: string; name: Series }[] = [
    ...seriesYears.rows.flatMap(({ series: name }, at) =>
      name === '*' ? [] : [{ path: `tables.seriesYears.rows.${at}.series`, name }],
    ),
    ...qualifications.rows.flatMap(({ equals }, at) =>
      equals === null ? [] : [{ path: `tables.qualifications.rows.${at}.equals.series`, name: equals.series }],
    ),
    ...(['townshipServiceSeries', 'publicSafetySeries', 'educationByLawSeries'] as const).flatMap((list) =>
      places[list].map((name, at) => ({ path: `tables.places.${list}.${at}`, name })),
    ),
  ];
  return named
    .filter(({ name }) => !Object.hasOwn(series, name))
    .map(({ path, name }) => finding('UNKNOWN_SERIES', { path, params: { name } }));
}

/** Of two rows about the same thing only the first would ever be read; a specialty in two groups would join them. */
function checkDoubles({ tables }: Programme): Finding[] {
  const { seriesYears, qualifications, places } = tables;
  return [
    ...doubled(
      seriesYears.rows.map(({ series, level }, at) => ({
        path: `tables.seriesYears.rows.${at}`,
        key: `${series} ${level}`,
      })),
    ),
    ...doubled(
      qualifications.rows.map(({ certificate: key }, at) => ({
        path: `tables.qualifications.rows.${at}.certificate`,
        key,
      })),
    ),
    ...doubled(
      places.similarSpecialties.flatMap((group, g) =>
        group.map((key, at) => ({ path: `tables.places.similarSpecialties.${g}.${at}`, key })),
      ),
    ),
  ];
}

function doubled(rows: readonly { path: string; key: string }[]): Finding[] {
  const seen = new Set<string>();
  return rows.flatMap(({ path, key }) => {
    if (seen.has(key)) return [finding('DOUBLE_ROW', { path, params: { name: key } })];
    seen.add(key);
    return [];
  });
}

/** Every level of every series has a row, and nobody needs more years for having studied more. */
function checkYears({ series, tables }: Programme): Finding[] {
  const { rows } = tables.seriesYears;
  const gaps = titleLevels.flatMap((level) => {
    const of = rows.filter((row) => row.level === level).map((row) => row.series);
    const without = of.includes('*') ? [] : Object.keys(series).filter((name) => !of.includes(name));
    if (without.length === 0) return [];
    return [finding('NO_YEARS', { path: 'tables.seriesYears.rows', params: { level, series: without.join(' ') } })];
  });
  const rising = rows.flatMap(({ years }, at) => {
    const inOrder = educationLevels.flatMap((education) => {
      const asked = years[education];
      return asked === undefined ? [] : [{ education, asked }];
    });
    const worse = inOrder.find(({ asked }, i) => i > 0 && asked > (inOrder[i - 1]?.asked ?? asked));
    if (worse === undefined) return [];
    const path = `tables.seriesYears.rows.${at}.years.${worse.education}`;
    return [finding('YEARS_RISE_WITH_EDUCATION', { path, params: { name: worse.education, years: worse.asked } })];
  });
  return [...gaps, ...rising];
}
