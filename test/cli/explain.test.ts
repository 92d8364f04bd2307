import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../cli/zhicheng.ts';
import { quoteOf } from '../../machines/eligibility/quotes.ts';
import type { RuleId } from '../../machines/eligibility/rule.ts';
import { kaili2023 } from '../support/programmes.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function zhicheng(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

/** An example with a text replaced, as a file, and the line the text first stands in. */
function exampleWith(name: string, from: string, to: string): { file: string; line: number } {
  const text = readFileSync(join(examples, `${name}.yaml`), 'utf8');
  if (!text.includes(from)) throw new Error(`${name}.yaml has no ${from}`);
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text.replaceAll(from, to));
  return { file, line: text.slice(0, text.indexOf(from)).split('\n').length };
}

async function explained(file: string): Promise<string> {
  const { code, out, err } = await zhicheng('explain', file, '--lang', 'en');
  expect([code, err]).toEqual([0, []]);
  return out.join('\n');
}

describe('zhicheng explain', () => {
  test.each<[string, string, RuleId]>([
    ['township-teacher', '✓ may apply', 'E01'],
    ['hours-short', '✗ may not apply', 'E25'],
    ['warning-lapses', '✗ may not apply', 'E30'],
    ['first-class-constructor', '✓ may apply', 'E17'],
    ['one-referee-too-few', '✗ may not apply', 'E08'],
  ])('%s: %s, and quotes %s word by word', async (name, verdict, rule) => {
    const text = await explained(join(examples, `${name}.yaml`));
    expect(text).toContain(`Verdict: ${verdict}`);
    for (const { zh, en } of quoteOf(kaili2023, rule)) {
      expect(text).toContain(`“${zh}”`);
      expect(text).toContain(en);
    }
  });

  test.each(['zh', 'en'])('every example is told in %s without a parameter or a code left over', async (language) => {
    for (const name of readdirSync(examples)) {
      const { code, out } = await zhicheng('explain', join(examples, name), '--lang', language);
      expect(code).toBe(0);
      expect(out.join('\n')).not.toMatch(/\{\w+\}|undefined|NaN|null|[A-Z]{3,}_[A-Z]/);
    }
  });

  test('writes the arithmetic out, of the day that suffices and of the day that does not', async () => {
    const name = 'township-teacher';
    expect(await explained(join(examples, `${name}.yaml`))).toContain('2019-09-01 + 4 years = 2023-09-01 ≤ 2024-01-01');
    const late = exampleWith(name, '2019-09-01', '2020-01-02');
    const text = await explained(late.file);
    expect(text).toContain('2020-01-02 + 4 years = 2024-01-02 > 2024-01-01');
    expect(text).toContain('Verdict: ✗');
  });

  test('a bar holds through its last day, and the day after it is gone', async () => {
    const { file } = exampleWith('warning-lapses', 'on: 2023-08-01', 'on: 2023-08-02');
    const text = await explained(file);
    expect(text).toContain('Verdict: ✓');
    expect(text).toContain('✓ the ordinary way, step by step (this claim)');
  });

  test('lists every way, those that are closed with what closes them', async () => {
    const text = await explained(join(examples, 'township-teacher.yaml'));
    const ways = text.slice(text.indexOf('\nWays\n'), text.indexOf('\nWhat next\n'));
    expect(ways.match(/^ {2}[✓✗?] /gm)).toHaveLength(9);
    expect(ways.match(/^ {2}✗ [^\n]+\n {6}E\d\d/gm)).toHaveLength(8);
  });

  test('what a person must decide is said to be that, and on what', async () => {
    const { file } = exampleWith(
      'hours-short',
      'hours: 60, verified: *sealed }\n    - { year: 2021,',
      'hours: 45, verified: *sealed }\n' +
        '    - { year: 2021, course: PUBLIC, hours: 30, publicCourse: law-2021, verified: *sealed }\n    - { year: 2021,',
    );
    const text = await explained(file);
    expect(text).toContain('Verdict: ? may apply, with something for a person to decide');
    expect(text).toContain('A reviewer decides, and it is recorded: E26');
  });

  test('several files are told one after the other', async () => {
    const files = ['hours-short', 'township-teacher'].map((name) => join(examples, `${name}.yaml`));
    const { out } = await zhicheng('explain', ...files);
    expect(out.filter((line) => line.startsWith('结论:'))).toHaveLength(2);
  });
});

describe('what is wrong with a dossier is told with its line, exit code 1', () => {
  test.each([
    ['level: INTERMEDIATE', 'level: EXPERT', 'dossier.claim.level: '],
    ['series: SERIES_SCHOOL_TEACHER', 'series: SERIES_NURSING', 'dossier.claim.series: kaili-2023 has no series'],
    ['programme: kaili-2023', 'programme: kaili-1923', 'programme: there is no programme kaili-1923'],
    ['from: 2020-09-01', 'from: 2020-09-31', 'dossier.service[0].from: no such day'],
    ['on: 2023-08-08', 'on: 2023-02-30', 'on: there is no day 2023-02-30'],
    ['{ year: 2021, grade: QUALIFIED }', '{ year: 2021, grade: GOOD }', 'dossier.assessments[3].grade: '],
    ['{ year: 2021, grade: QUALIFIED }', '{ year: 2021, grade: QUALIFIED, by: me }', 'dossier.assessments[3]: '],
    ['category: man', 'categories: man', 'dossier.born'],
  ])('%s → %s', async (from, to, said) => {
    const { file, line } = exampleWith('hours-short', from, to);
    const { code, out, err } = await zhicheng('explain', file);
    expect([code, out]).toEqual([1, []]);
    expect(err.join('\n')).toContain(`${file}:${line} ${said}`);
  });

  test('text that is no YAML, and a file that is not there', async () => {
    const { file } = exampleWith('hours-short', 'dossier:', 'dossier: [');
    const broken = await zhicheng('explain', file);
    expect([broken.code, broken.out]).toEqual([1, []]);
    expect(broken.err[0]).toContain('not YAML');
    expect((await zhicheng('explain', join(folder, 'none.yaml'))).code).toBe(1);
  });

  test('no file is misuse, exit code 2', async () => {
    expect((await zhicheng('explain')).code).toBe(2);
  });

  test('npm run explain is the same command', () => {
    const command = fileURLToPath(new URL('../../cli/zhicheng.ts', import.meta.url));
    const file = join(examples, 'hours-short.yaml');
    const { status, stdout } = spawnSync(process.execPath, [command, 'explain', file], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('2021 年 75 学时 < 90 学时');
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(scripts.explain).toBe('node cli/zhicheng.ts explain');
  });
});
