import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../cli/zhicheng.ts';
import { programmeText } from '../support/programmes.ts';

const command = fileURLToPath(new URL('../../cli/zhicheng.ts', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function zhicheng(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

/** kaili-2023 with one text replaced, as a file. */
function programmeWith(from: string, to: string): string {
  const file = join(folder, 'kaili-2023.yaml');
  const text = programmeText('kaili-2023');
  if (!text.includes(from)) throw new Error(`kaili-2023.yaml has no ${from}`);
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe('zhicheng check', () => {
  test('accepts the programmes of the project, with their warnings, exit code 0', async () => {
    const { code, out, err } = await zhicheng('check', '--lang', 'en');
    expect(code).toBe(0);
    expect(err).toEqual([]);
    expect(out.at(-1)).toBe('2 programme(s): 0 error(s), 3 warning(s)');
    expect(out.filter((line) => line.includes(': warning '))).toHaveLength(3);
  });

  test('says file, line, path, what and by which clause, exit code 1', async () => {
    const file = programmeWith('toDate: 2023-09-19', 'toDate: 2023-09-11');
    const line =
      programmeText('kaili-2023')
        .split('\n')
        .findIndex((text) => text.includes('toDate: 2023-09-19')) + 1;
    const { code, out } = await zhicheng('check', file, '--lang', 'en');
    expect(code).toBe(1);
    expect(out[0]).toBe(
      `${file}:${line}: error WINDOW_OUT_OF_ORDER committees.kaili-teacher.nodes.departmentPushDue: ` +
        'nodes.departmentPushDue must come after unitPushDue (2023-09-13T00:00:00+08:00); ' +
        'it stands at 2023-09-12T00:00:00+08:00 (二(二)4、五(一))',
    );
    expect(out.at(-1)).toBe('1 programme(s): 1 error(s), 1 warning(s)');
  });

  test('speaks Chinese unless told otherwise', async () => {
    const { out } = await zhicheng('check', programmeWith('{ value: 13,', '{ value: 12,'));
    expect(out[0]).toContain('错误 COMMITTEE_SIZE_EVEN');
    expect(out[0]).toContain('评委会人数须为单数,现为 12');
    expect(out.at(-1)).toBe('1 个方案:错误 1,提醒 1');
  });

  test('prints JSON only, when asked', async () => {
    const { code, out, err } = await zhicheng('check', '-o', 'json', programmeWith('{ value: 13,', '{ value: 12,'));
    expect([code, err]).toEqual([1, []]);
    expect(JSON.parse(out.join('\n'))).toMatchObject([
      {
        programme: null,
        errors: [
          { code: 'COMMITTEE_SIZE_EVEN', path: 'committees.kaili-teacher.size.value', line: expect.any(Number) },
        ],
        warnings: [{ code: 'NODE_ON_DAY_OFF' }],
      },
    ]);
  });

  test('names a file it cannot read, and checks the others, exit code 1', async () => {
    const missing = join(folder, 'none.yaml');
    const { code, out, err } = await zhicheng('check', missing, programmeWith('2023', '2023'), '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain(`${missing}: cannot be read: ENOENT`);
    expect(out.at(-1)).toBe('1 programme(s): 0 error(s), 1 warning(s)');
  });

  test.each([
    [['check', '--frobnicate']],
    [['check', '-o', 'xml']],
    [['frobnicate']],
    [['--frobnicate', 'check']],
    [['check', '--lang', 'fr']],
  ])('%j is misuse: said on stderr, exit code 2', async (args) => {
    const { code, out, err } = await zhicheng(...args);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(err.length).toBeGreaterThan(0);
  });

  test.each([[[]], [['help']], [['--help']], [['check', '--help']], [['--lang', 'en', 'check', '-h']]])(
    '%j shows how it is used, exit code 0',
    async (args) => {
      const { code, out, err } = await zhicheng(...args);
      expect([code, err]).toEqual([0, []]);
      expect(out.join('\n')).toContain('check [file…]');
    },
  );

  test('is a command of its own whose exit code a script can test', () => {
    const good = spawnSync(process.execPath, [command, 'check'], { encoding: 'utf8' });
    expect([good.status, good.stderr]).toEqual([0, '']);
    const bad = spawnSync(process.execPath, [command, 'check', programmeWith('id: kaili-2023', 'id: kaili-2024')]);
    expect(bad.status).toBe(1);
  });
});

describe('zhicheng assumed', () => {
  test('lists what is assumed of a programme: path, clause, what stands there', async () => {
    const { code, out } = await zhicheng('assumed', programmeWith('2023', '2023'));
    expect(code).toBe(0);
    expect(out).toContain('committees.kaili-teacher.nodes.intakeCutoff\t二(二)4、五(一)\t2023-09-22 18:00');
    expect(out.some((line) => line.startsWith('duties.1-6.due'))).toBe(false);
  });

  test('answers with 1 for a programme that has errors or is not there, with 2 for none', async () => {
    const broken = await zhicheng('assumed', programmeWith('{ value: 13,', '{ value: 12,'));
    expect([broken.code, broken.out]).toEqual([1, []]);
    expect((await zhicheng('assumed', join(folder, 'none.yaml'))).code).toBe(1);
    expect((await zhicheng('assumed')).code).toBe(2);
  });
});
