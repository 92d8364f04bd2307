import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calendarsFolder, parseGazette, parseOverlay } from '../../config/calendars.ts';
import { lineOf, problems, replaced } from '../support/file-refusals.ts';

const text2024 = readFileSync(join(calendarsFolder, '2024.yaml'), 'utf8');
const textRegion = readFileSync(join(calendarsFolder, 'qiandongnan.yaml'), 'utf8');

const springLine = lineOf(text2024, 'off: { from: 2024-02-10');

/** What is wrong, a passage and what replaces it, then the field, line and words of the finding. */
const slips: readonly (readonly [string, string, string, string, number, string])[] = [
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
];

describe('a gazette file is refused, with its line and field', () => {
  test.each(slips)('%s', (_, passage, by, field, line, message) => {
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
  const text = readFileSync(join(calendarsFolder, '2020-amended-2020-01-27.yaml'), 'utf8');
  expect(parseGazette('2020-amended-2020-01-27.yaml', text).days).toHaveLength(36);
  const found = problems(() => parseGazette('2020.yaml', text.replace(/^extraDays.*$/m, '')));
  expect(found[0]!.message).toContain('are 13, the regulation grants 11');
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
