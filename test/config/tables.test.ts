import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { partFolders } from '../../config/programme-parts.ts';
import { parseProgramme } from '../../config/programmes.ts';
import { programmeSchema } from '../../machines/programme.ts';
import { titleLevels } from '../../machines/programme-entries.ts';
import { assumedEntries } from '../../machines/programme-places.ts';
import { baseYears } from '../../machines/programme-tables.ts';
import { calendarOfRegion, kaili2022, kaili2023, programmeText } from '../support/programmes.ts';

let tables: string;
beforeEach(() => {
  tables = mkdtempSync(join(tmpdir(), 'tables-'));
  cpSync(partFolders.tables, tables, { recursive: true });
});
afterEach(() => rmSync(tables, { recursive: true }));

/** kaili-2023, read with one of its tables changed. */
function withTable(name: string, from: string, to: string) {
  const file = join(tables, `${name}.yaml`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name}.yaml has no ${from}`);
  writeFileSync(file, text.replace(from, to));
  const { programme, errors } = parseProgramme('kaili-2023.yaml', programmeText('kaili-2023'), calendarOfRegion, {
    ...partFolders,
    tables,
  });
  const line = text.slice(0, text.indexOf(from)).split('\n').length;
  return { programme, errors, at: { file, line } };
}

describe('the tables of a programme', () => {
  test.each([kaili2022, kaili2023])('$id holds them whole, and parsing it again changes nothing', (programme) => {
    const stored: unknown = JSON.parse(JSON.stringify(programme));
    expect(programmeSchema.parse(stored)).toEqual(programme);
    expect(Object.values(programme.tables).map(({ id, version }) => `${id}-${version}`)).toEqual([
      'series-years-1',
      'qualifications-1',
      'places-1',
    ]);
  });

  test('every level of every series can be reached with a bachelor’s degree', () => {
    for (const series of Object.keys(kaili2023.series)) {
      for (const level of titleLevels) {
        expect(baseYears(kaili2023.tables, { series, level, education: 'BACHELOR' })).not.toBeNull();
      }
    }
  });

  test('a series’ own row comes before that of all series, and an education it does not name does not lead there', () => {
    const of = { level: 'DEPUTY_SENIOR', education: 'COLLEGE' } as const;
    expect(baseYears(kaili2023.tables, { ...of, series: 'SERIES_SCHOOL_TEACHER' })).toBe(5);
    expect(baseYears(kaili2023.tables, { ...of, series: 'SERIES_LIBRARY' })).toBeNull();
  });

  test('certificates of both kinds and of all grades are in the table', () => {
    const { rows } = kaili2023.tables.qualifications;
    expect(new Set(rows.map(({ kind, grade }) => `${kind} ${grade}`))).toEqual(
      new Set(
        ['ADMISSION', 'LEVEL_ASSESSMENT'].flatMap((kind) => ['UNGRADED', 'FIRST', 'SECOND'].map((g) => `${kind} ${g}`)),
      ),
    );
  });

  test('what was not obtained is listed among the assumed', () => {
    const paths = assumedEntries(kaili2023).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(Object.keys(kaili2023.tables).map((name) => `tables.${name}`)));
  });

  test('a row that a text confirms says so by itself', () => {
    const row = '- { series: SERIES_ENGINEERING, level: JUNIOR,';
    const { programme } = withTable('series-years-1', row, `${row} source: regulation, clause: 人社部发〔2019〕16号,`);
    const confirmed = programme?.tables.seriesYears.rows.filter(({ source }) => source === 'regulation');
    expect(confirmed).toMatchObject([{ series: 'SERIES_ENGINEERING', level: 'JUNIOR' }]);
  });
});

describe('what is wrong with a table is found at its own line', () => {
  const teacher = '- { series: SERIES_SCHOOL_TEACHER, level: INTERMEDIATE, years: {';
  test.each([
    [
      'series-years-1',
      'series: SERIES_HEALTH, level: JUNIOR',
      'series: SERIES_NURSING, level: JUNIOR',
      'UNKNOWN_SERIES',
      'seriesYears.rows.8.series',
    ],
    [
      'series-years-1',
      'series: SERIES_HEALTH, level: JUNIOR',
      'series: SERIES_SCHOOL_TEACHER, level: JUNIOR',
      'DOUBLE_ROW',
      'seriesYears.rows.8',
    ],
    ['series-years-1', teacher, `${teacher} PHD: 0,`, 'UNKNOWN_EDUCATION', 'seriesYears.rows.5.years.PHD'],
    ['series-years-1', teacher, teacher.replace('INTERMEDIATE', 'EXPERT'), 'MISSHAPED', 'seriesYears.rows.5.level'],
    [
      'series-years-1',
      '{ DOCTOR: 0, MASTER: 2, BACHELOR: 4, COLLEGE: 4, SECONDARY: 5 }',
      '{ DOCTOR: 0, MASTER: 5, BACHELOR: 4 }',
      'YEARS_RISE_WITH_EDUCATION',
      'seriesYears.rows.5.years.MASTER',
    ],
    [
      'qualifications-1',
      'certificate: tax-adviser',
      'certificate: constructor-first',
      'DOUBLE_ROW',
      'qualifications.rows.20.certificate',
    ],
    [
      'qualifications-1',
      'series: SERIES_ECONOMICS',
      'series: SERIES_TAX',
      'UNKNOWN_SERIES',
      'qualifications.rows.20.equals.series',
    ],
    ['qualifications-1', 'kind: LEVEL_ASSESSMENT', 'kind: EXAM', 'MISSHAPED', 'qualifications.rows.17.kind'],
    [
      'places-1',
      'publicSafetySeries: [SERIES_HEALTH,',
      'publicSafetySeries: [SERIES_MINING,',
      'UNKNOWN_SERIES',
      'places.publicSafetySeries.0',
    ],
    ['places-1', '[nursing, midwifery]', '[chinese, midwifery]', 'DOUBLE_ROW', 'places.similarSpecialties.6.0'],
    ['places-1', 'version: 1', 'version: 2', 'MISNAMED_FILE', 'places.version'],
    ['places-1', 'source: assumed', 'source: guessed', 'UNKNOWN_SOURCE', 'places.source'],
  ])('%s: %s → %s is %s', (name, from, to, code, path) => {
    const { programme, errors, at } = withTable(name, from, to);
    expect(programme).toBeNull();
    expect(errors).toMatchObject([{ code, path: `tables.${path}`, ...at }]);
    for (const { message } of errors) expect(`${message.zh} ${message.en}`).not.toMatch(/\{\w+\}/);
  });

  test('text that is no YAML', () => {
    const { errors } = withTable('places-1', 'partySchools: [', 'partySchools: [[');
    expect(errors).toMatchObject([
      { code: 'MALFORMED_YAML', path: 'tables.places', file: join(tables, 'places-1.yaml') },
    ]);
    expect(errors[0]!.line).toBeGreaterThan(1);
  });

  test('a level no row leads to', () => {
    const { errors } = withTable(
      'series-years-1',
      '- { series: "*", level: FULL_SENIOR,',
      '- { series: SERIES_SPORT, level: FULL_SENIOR,',
    );
    expect(errors).toMatchObject([{ code: 'NO_YEARS', path: 'tables.seriesYears.rows' }]);
    expect(errors[0]!.message.en).not.toMatch(/SERIES_SPORT|SERIES_HEALTH/);
    expect(errors[0]!.message.en).toContain('SERIES_LIBRARY');
  });

  test.each(['places-9', '../programmes/kaili-2023', 'Places'])(
    'a table called %s, which there is not, at the programme’s line',
    (name) => {
      const text = programmeText('kaili-2023');
      const { errors } = parseProgramme('kaili-2023.yaml', text.replace('places-1', name), calendarOfRegion);
      const line = text.slice(0, text.indexOf('places-1')).split('\n').length;
      expect(errors).toMatchObject([{ code: 'NO_SUCH_FILE', path: 'tables.places', file: 'kaili-2023.yaml', line }]);
    },
  );
});
