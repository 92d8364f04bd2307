import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { calendarsFolder, loadGazettes, loadOverlays, parseGazette, parseOverlay } from '../../config/calendars.ts';
import { type FileProblem, FileRefusal } from '../../config/located-yaml.ts';
import { calendarOf } from '../support/calendars.ts';

const text2024 = readFileSync(join(calendarsFolder, '2024.yaml'), 'utf8');
const textRegion = readFileSync(join(calendarsFolder, 'qiandongnan.yaml'), 'utf8');

function problems(act: () => unknown): readonly FileProblem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof FileRefusal) return error.problems;
    throw error;
  }
  throw new Error('expected a refusal, and none came');
}

/** The text with one passage replaced; fails when the passage is not there, so that no case tests the untouched file. */
function replaced(text: string, passage: string, by: string): string {
  if (!text.includes(passage)) throw new Error(`not in the file: ${passage}`);
  return text.replace(passage, by);
}

function lineOf(text: string, passage: string): number {
  return text.slice(0, text.indexOf(passage)).split('\n').length;
}

const folders: string[] = [];

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function original(name: string): string {
  return readFileSync(join(calendarsFolder, name), 'utf8');
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('the gazettes of the project', () => {
  test('are nine years and two amendments, in the order of publication', () => {
    expect(loadGazettes().map(({ year, published }) => `${year} ${published}`)).toEqual([
      '2018 2017-11-30',
      '2019 2018-12-06',
      '2019 2019-03-22',
      '2020 2019-11-21',
      '2020 2020-01-27',
      '2021 2020-11-25',
      '2022 2021-10-25',
      '2023 2022-12-08',
      '2024 2023-10-25',
      '2025 2024-11-12',
      '2026 2025-11-04',
    ]);
  });

  test('carry the day of publication that stands in the address, as far as one does', () => {
    const carried = loadGazettes().flatMap(({ published, documents }) => {
      const day = /\/(\d{4}-\d{2})\/(\d{2})\//.exec(documents[0]!.url);
      return day ? [{ published, address: `${day[1]}-${day[2]}` }] : [];
    });
    expect(carried).toHaveLength(8);
    for (const { published, address } of carried) expect(published).toBe(address);
  });

  test('name the State Council’s document and its number first', () => {
    for (const { documents } of loadGazettes()) {
      expect(documents[0]!.title).toMatch(/^国务院办公厅关于.*的通知\(国办发明电〔20\d\d〕\d+号\)$/);
      expect(documents[0]!.url).toMatch(/^https?:\/\/www\.gov\.cn\//);
    }
  });

  test('differ in an amended year only where the amendment says so', () => {
    const named = (year: number, published: string) =>
      new Set(
        loadGazettes()
          .find((gazette) => gazette.year === year && gazette.published === published)!
          .days.map(({ date, kind }) => `${date} ${kind}`),
      );
    expect(named(2019, '2019-03-22').symmetricDifference(named(2019, '2018-12-06'))).toEqual(
      new Set(['2019-05-02 off', '2019-05-03 off', '2019-05-04 off', '2019-04-28 work', '2019-05-05 work']),
    );
    expect(named(2020, '2020-01-27').symmetricDifference(named(2020, '2019-11-21'))).toEqual(
      new Set(['2020-01-31 off', '2020-02-01 off', '2020-02-02 off', '2020-02-01 work']),
    );
  });

  test('every file of the folder is read', () => {
    const files = readdirSync(calendarsFolder);
    expect(files).toHaveLength(loadGazettes().length + loadOverlays().length);
  });
});

test('Qiandongnan’s founding day is 23 and 24 July, and says that it is assumed', () => {
  const [overlay] = loadOverlays();
  expect(overlay).toMatchObject({ region: 'qiandongnan', source: 'assumed' });
  expect(overlay!.days.map(({ monthDay }) => monthDay)).toEqual(['07-23', '07-24']);
  expect(overlay!.basis).toContain('第六十一条');
});

describe('a gazette file is refused, with its line and field', () => {
  const springLine = lineOf(text2024, 'off: { from: 2024-02-10');

  test.each([
    [
      'a weekday that is not the calendar’s',
      '2024-02-04 日',
      '2024-02-04 六',
      'festivals[1].work[0]',
      springLine + 1,
      '星期日',
    ],
    [
      'a make-up day that does not exist',
      '2024-02-04 日',
      '2024-02-30 日',
      'festivals[1].work[0]',
      springLine + 1,
      'no day',
    ],
    [
      'a count that is not the range’s',
      'through: 2024-02-17, days: 8',
      'through: 2024-02-17, days: 7',
      'festivals[1].off.days',
      springLine,
      '8 days',
    ],
    [
      'a range that runs backwards',
      'from: 2024-02-10',
      'from: 2024-02-20',
      'festivals[1].off.days',
      springLine,
      'days, not 8',
    ],
    [
      'a holiday that overlaps another',
      'off: { from: 2024-01-01, through: 2024-01-01, days: 1 }',
      'off: { from: 2024-02-12, through: 2024-02-12, days: 1 }',
      'festivals[1].off',
      springLine,
      'off twice',
    ],
    [
      'a day both off and worked',
      '2024-02-04 日',
      '2024-02-11 日',
      'festivals[1].work[0]',
      springLine + 1,
      'both off and worked',
    ],
    [
      'a make-up day named twice',
      '2024-02-04 日',
      '2024-02-18 日',
      'festivals[1].work[1]',
      springLine + 1,
      'worked twice',
    ],
    [
      'a make-up day from Monday to Friday',
      '2024-02-04 日',
      '2024-02-05 一',
      'festivals[1].work[0]',
      springLine + 1,
      'worked anyway',
    ],
    ['a date of another year', '2024-02-04 日', '2025-02-02 日', 'festivals[1].work[0]', springLine + 1, 'outside'],
    [
      'a date in November of the year before',
      '2024-02-04 日',
      '2023-11-26 日',
      'festivals[1].work[0]',
      springLine + 1,
      'outside',
    ],
    [
      'a weekend off that is off anyway',
      'off: { from: 2024-01-01, through: 2024-01-01, days: 1 }',
      'off: { from: 2024-01-06, through: 2024-01-07, days: 2 }',
      'festivals[0].off',
      lineOf(text2024, 'off: { from: 2024-01-01'),
      'off anyway',
    ],
    ['a make-up day left out', '2024-02-04 日, ', '', 'festivals', lineOf(text2024, 'festivals:') + 1, 'are 12'],
    [
      'a publication day that does not exist',
      'published: 2023-10-25',
      'published: 2023-02-29',
      'published',
      lineOf(text2024, 'published:'),
      'date',
    ],
    [
      'a publication after the year',
      'published: 2023-10-25',
      'published: 2025-01-02',
      'published',
      lineOf(text2024, 'published:'),
      'after the year',
    ],
    [
      'a word it does not know',
      'publishedSource: notice',
      'publishedSource: hearsay',
      'publishedSource',
      lineOf(text2024, 'publishedSource:'),
      'notice',
    ],
    [
      'a field it does not know',
      'festival: 元旦',
      'festival: 元旦\n    onn: true',
      'festivals[0]',
      lineOf(text2024, 'festival: 元旦'),
      'onn',
    ],
    [
      'a document without an address',
      'url: https://www.gov.cn',
      'url: www.gov.cn',
      'documents[0].url',
      lineOf(text2024, 'url: '),
      'URL',
    ],
  ])('%s', (_, passage, by, field, line, message) => {
    const found = problems(() => parseGazette('2024.yaml', replaced(text2024, passage, by)));
    expect(found[0]).toMatchObject({ file: '2024.yaml', field, line });
    expect(found[0]!.message).toContain(message);
  });

  test('no YAML', () => {
    const found = problems(() => parseGazette('2024.yaml', replaced(text2024, 'documents:', 'documents: [')));
    expect(found[0]!.line).toBeGreaterThan(1);
    expect(found[0]!.message).toContain('not YAML');
  });

  test('no festivals, and festivals that are empty', () => {
    const head = text2024.slice(0, text2024.indexOf('festivals:'));
    expect(problems(() => parseGazette('2024.yaml', head))).toMatchObject([{ field: 'festivals' }]);
    const found = problems(() => parseGazette('2024.yaml', `${head}festivals: []\n`));
    expect(found).toMatchObject([{ field: 'festivals', line: head.split('\n').length }]);
  });

  test('every finding is told at once', () => {
    const text = replaced(replaced(text2024, '2024-02-04 日', '2024-02-04 六'), '2024-05-11 六', '2024-05-11 五');
    expect(problems(() => parseGazette('2024.yaml', text)).map(({ field }) => field)).toEqual([
      'festivals[1].work[0]',
      'festivals[3].work[1]',
    ]);
  });
});

test('days beyond the regulation’s pass only when they are stated (2020, amended)', () => {
  const text = original('2020-amended-2020-01-27.yaml');
  expect(parseGazette('2020-amended-2020-01-27.yaml', text).days).toHaveLength(36);
  const found = problems(() => parseGazette('2020.yaml', text.replace(/^extraDays.*$/m, '')));
  expect(found[0]!.message).toContain('are 13, the regulation grants 11');
});

test('a gazette may name December days of the year before', () => {
  const { days } = parseGazette('2023.yaml', original('2023.yaml'));
  expect(days[0]).toEqual({ date: '2022-12-31', kind: 'off', festival: '元旦' });
});

describe('a region’s file is refused', () => {
  test.each([
    ['a day no year has', '"07-24"', '"06-31"', 'days[1].monthDay', 'no day'],
    ['a day named twice', '"07-24"', '"07-23"', 'days[1].monthDay', 'twice'],
    ['a month that is none', '"07-24"', '"13-24"', 'days[1].monthDay', ''],
    ['a region other than its name', 'region: qiandongnan', 'region: qiannan', 'region', 'qiannan.yaml'],
    ['no source', 'source: assumed\n', '', 'source', ''],
  ])('%s', (_, passage, by, field, message) => {
    const found = problems(() => parseOverlay('qiandongnan.yaml', replaced(textRegion, passage, by)));
    expect(found[0]).toMatchObject({ file: 'qiandongnan.yaml', field });
    expect(found[0]!.message).toContain(message);
  });
});

describe('a folder is refused', () => {
  test('when a file’s name is not that of its content', () => {
    const folder = folderWith({ '2023.yaml': original('2023.yaml'), '2025.yaml': text2024 });
    expect(problems(() => loadGazettes(folder))[0]).toMatchObject({ file: '2025.yaml', field: 'published' });
  });

  test('when an amendment amends nothing', () => {
    const name = '2020-amended-2020-01-27.yaml';
    const found = problems(() => loadGazettes(folderWith({ [name]: original(name) })));
    expect(found).toMatchObject([{ file: name, field: 'year' }]);
  });

  test('when an amendment is not later than what it amends', () => {
    const text = replaced(original('2019-amended-2019-03-22.yaml'), 'published: 2019-03-22', 'published: 2018-12-06');
    const name = '2019-amended-2018-12-06.yaml';
    const found = problems(() => loadGazettes(folderWith({ '2019.yaml': original('2019.yaml'), [name]: text })));
    expect(found).toMatchObject([{ file: name, field: 'published' }]);
  });

  test('when a year is missing between two others', () => {
    const folder = folderWith({ '2022.yaml': original('2022.yaml'), '2024.yaml': text2024 });
    expect(problems(() => loadGazettes(folder))).toMatchObject([{ file: '2024.yaml', field: 'year' }]);
  });
});

test('a gazette added to the folder moves the horizon by a year', () => {
  const names = readdirSync(calendarsFolder).filter((name) => name < '2024');
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, original(name)])));
  expect(calendarOf(loadGazettes(folder))).toMatchObject({ version: 8, knownThrough: '2023-12-28' });
  writeFileSync(join(folder, '2024.yaml'), text2024);
  expect(calendarOf(loadGazettes(folder))).toMatchObject({ version: 9, knownThrough: '2024-12-28' });
});
