import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { calendarsFolder, loadGazettes, loadOverlays, parseGazette } from '../../config/calendars.ts';
import { calendarOf } from '../support/calendars.ts';
import { problems, replaced } from '../support/file-refusals.ts';

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

test('a gazette may name December days of the year before', () => {
  const { days } = parseGazette('2023.yaml', original('2023.yaml'));
  expect(days[0]).toEqual({ date: '2022-12-31', kind: 'off', festival: '元旦' });
});

describe('a folder is refused', () => {
  test('when a file’s name is not that of its content', () => {
    const folder = folderWith({ '2023.yaml': original('2023.yaml'), '2025.yaml': original('2024.yaml') });
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
    const folder = folderWith({ '2022.yaml': original('2022.yaml'), '2024.yaml': original('2024.yaml') });
    expect(problems(() => loadGazettes(folder))).toMatchObject([{ file: '2024.yaml', field: 'year' }]);
  });
});

test('a gazette added to the folder moves the horizon by a year', () => {
  const names = readdirSync(calendarsFolder).filter((name) => name < '2024');
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, original(name)])));
  expect(calendarOf(loadGazettes(folder))).toMatchObject({ version: 8, knownThrough: '2023-12-28' });
  writeFileSync(join(folder, '2024.yaml'), original('2024.yaml'));
  expect(calendarOf(loadGazettes(folder))).toMatchObject({ version: 9, knownThrough: '2024-12-28' });
});
