import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addWorkingDays } from '../../machines/calendar.ts';
import { gazettes, national, regional, vectors } from '../support/calendars.ts';

const page = readFileSync(new URL('../../docs/calendar.md', import.meta.url), 'utf8');
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What stands between the two comments that mark a generated table. */
function section(name: string): string {
  const found = new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)<!-- /${name} -->`).exec(page);
  return found?.[1] ?? '';
}

function withWeekday(date: string): string {
  return `${weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]} ${date}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

test('the page on the calendar lists the gazettes as they are loaded', () => {
  const rows = gazettes.map(({ year, published, publishedSource, documents }) => {
    const day = publishedSource === 'assumed' ? `${published} (assumed)` : published;
    return [String(year), day, documents.map(({ title, url }) => `[${title}](${url})`).join('<br>')];
  });
  expect(section('gazettes')).toBe(table(['for', 'published', 'documents'], rows));
});

test('the page on the calendar shows the vectors as the calendar computes them', () => {
  const rows = vectors.map(({ opened, naive, region, why }) => {
    const { last } = addWorkingDays(region === 'national' ? national : regional, opened, 5);
    const wrong = naive === last ? 'same' : withWeekday(naive);
    return [withWeekday(opened), region, withWeekday(last), wrong, why];
  });
  expect(section('vectors')).toBe(table(['opened', 'calendar', 'last day', 'Monday to Friday alone', 'why'], rows));
});
