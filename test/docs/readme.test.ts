import { describe, expect, test } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { applicationEvents } from '../../machines/application/events.ts';
import { applicationDeadlines } from '../../machines/deadlines.ts';
import { type CurlName, commandOf } from '../support/readme.ts';
import { readProjectFile } from '../support/source-tree.ts';

const english = readProjectFile('README.md');
const chinese = readProjectFile('README.zh.md');

/** What stands between the two comments of a page. */
function section(page: string, name: string): string {
  return new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(page)?.[1] ?? `no section ${name}`;
}

describe('the README', () => {
  test('is no longer than one reads', () => {
    for (const page of [english, chinese]) expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(220);
  });

  test('opens with the two commands, a picture, and a curl', () => {
    const [start, pictured, curl] = ['npm start', '<!-- lifecycle -->', 'curl -s'].map((part) => english.indexOf(part));
    expect(start).toBeGreaterThan(0);
    expect(start!).toBeLessThan(pictured!);
    expect(pictured!).toBeLessThan(curl!);
    expect(
      english
        .slice(0, curl)
        .split('\n')
        .filter((line) => line.startsWith('## ')),
    ).toHaveLength(1);
  });

  test('says in Chinese what it says in English', () => {
    const shape = (page: string) => ({
      headings: page.match(/^#+ /gm),
      items: page.match(/^- (\*\*)?/gm),
      rows: page.match(/^\| .*? \|/gm),
      links: [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link).filter((link) => !link?.startsWith('README')),
      code: [...page.matchAll(/`(?:docs|config|\.zhicheng|\/|[a-z]+:)[^`\n]*`/g)].map(([code]) => code),
      sections: [...page.matchAll(/<!-- ([\w-]+) -->/g)].map(([, name]) => name),
    });
    expect(shape(chinese)).toEqual(shape(english));
  });

  test('shows the same commands in both, but for the language of the answer and the comments', () => {
    const commands = (page: string) =>
      [...page.replaceAll(/```mermaid\n[\s\S]*?```/g, '').matchAll(/```\n([\s\S]*?)```/g)].map(([, block = '']) =>
        block.replaceAll('lang=zh', 'lang=en').replaceAll(/ {2,}#.*/g, ''),
      );
    expect(commands(chinese)).toEqual(commands(english));
    for (const name of ['first-curl', 'second-curl', 'third-curl'] satisfies CurlName[]) {
      expect(commandOf('README.md', name)).toMatch(/^curl -s .*http:\/\/127\.0\.0\.1:8080/);
    }
  });

  test('counts the events and deadlines of the chart', () => {
    const [events, timers] = [Object.keys(applicationEvents).length, applicationDeadlines.length];
    expect(english).toContain(`${events} kinds of event, ${timers} deadlines`);
    expect(chinese).toContain(`${events} 种事项、${timers} 种期限`);
  });

  test('repeats the measured figures of docs/measured.md', () => {
    const summary = section(readProjectFile('docs/measured.md'), 'summary');
    expect(section(english, 'measured')).toBe(summary);
    expect(section(chinese, 'measured')).toBe(summary);
  });
});

describe('the page on operating', () => {
  test('lists every setting with what it is when nothing is set', () => {
    const table = section(readProjectFile('docs/operate.md'), 'settings');
    const rows = [...table.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, name, usual]) => [name, usual]);
    const settings = readSettings({});
    const usual = (value: string | number | boolean | null) => (value === null ? '–' : `\`${value}\``);
    expect(Object.fromEntries(rows)).toEqual({
      DATABASE_URL: usual(settings.databaseUrl),
      REDIS_URL: usual(settings.redisUrl),
      REDIS_THROWAWAY: usual(settings.redisThrowaway),
      HOST: usual(settings.host),
      PORT: usual(settings.port),
      PUBLIC_URL: usual(settings.publicUrl),
      DATA_DIR: usual(settings.dataDirectory),
      MATERIAL_FILE_BYTES: usual(settings.materials.fileBytes),
      MATERIAL_CASE_FILES: usual(settings.materials.caseFiles),
      MATERIAL_CASE_BYTES: usual(settings.materials.caseBytes),
      DATABASE_POOL: usual(settings.databasePool),
      WORKER_CONCURRENCY: usual(settings.workerConcurrency),
      REQUESTS_PER_MINUTE: usual(settings.requestsPerMinute),
      LOOKUPS_PER_MINUTE: usual(settings.lookupsPerMinute),
      CERTIFICATE_KEYS: usual(settings.certificateKeys),
    });
    const { materials, ...others } = settings;
    expect(rows).toHaveLength(Object.keys({ ...others, ...materials }).length);
  });
});
