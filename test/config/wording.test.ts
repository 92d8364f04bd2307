import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { partFolders } from '../../config/programme-parts.ts';
import { parseProgramme } from '../../config/programmes.ts';
import { quoteOf } from '../../machines/eligibility/quotes.ts';
import { ruleIds } from '../../machines/eligibility/rule-ids.ts';
import { programmeSchema } from '../../machines/programme.ts';
import { readProgramme } from '../../machines/programme-check.ts';
import { spanOf, standsIn } from '../../machines/programme-wording.ts';
import {
  altered2023,
  type Changes,
  calendarOfRegion,
  kaili2022,
  kaili2023,
  programmeCalendar,
  programmeText,
} from '../support/programmes.ts';

let notices: string;
beforeEach(() => {
  notices = mkdtempSync(join(tmpdir(), 'notices-'));
  cpSync(partFolders.notices, notices, { recursive: true });
});
afterEach(() => rmSync(notices, { recursive: true }));

const sentences = 'kaili-2023.sentences.yaml';
const text = 'kaili-2023.zh.txt';

/** kaili-2023, read with one file of its notice changed. */
function withNotice(name: string, from: string, to: string) {
  const file = join(notices, name);
  const before = readFileSync(file, 'utf8');
  if (!before.includes(from)) throw new Error(`${name} has no ${from}`);
  writeFileSync(file, before.replace(from, to));
  return read();
}

function read() {
  const folders = { ...partFolders, notices };
  return parseProgramme('kaili-2023.yaml', programmeText('kaili-2023'), calendarOfRegion, folders);
}

function lineOf(needle: string, after = ''): number {
  const whole = readFileSync(join(partFolders.notices, sentences), 'utf8');
  return whole.slice(0, whole.indexOf(needle, whole.indexOf(after))).split('\n').length;
}

function errorsOf(changes: Changes): string[] {
  return readProgramme(altered2023(changes), programmeCalendar).errors.map(({ code, path }) => `${code} ${path}`);
}

describe('the wording of a programme', () => {
  test.each(ruleIds)('%s is quoted in Chinese, as it stands in the text, and in English', (rule) => {
    const quotes = quoteOf(kaili2023, rule);
    expect(quotes.length).toBeGreaterThan(0);
    for (const { zh, en, verbatim } of quotes) {
      expect(kaili2023.wording.text.includes(zh)).toBe(verbatim);
      expect(en).not.toBe('');
    }
  });

  test('only what stands on a law or an order is told in substance', () => {
    const elsewhere = ruleIds.filter((rule) => quoteOf(kaili2023, rule).some(({ verbatim }) => !verbatim));
    expect(elsewhere).toEqual(['E07b', 'E32', 'E39', 'E42']);
  });

  test('the text is that of the file, and names no person and no telephone', () => {
    const file = readFileSync(join(partFolders.notices, text), 'utf8');
    const { wording } = kaili2023;
    expect(wording.text).toBe(file);
    expect(wording.sha256).toBe(createHash('sha256').update(file).digest('hex'));
    expect(file).toMatch(/^凯里市人力资源和社会保障局关于做好2023年.*\n[\s\S]*\n2023年8月3日\n$/);
    expect(file).not.toMatch(/联系人|电话|\d{4}-\d{7}|https?:/);
  });

  test('last year’s quotes the notice of 2023, and says that this is assumed', () => {
    expect(kaili2022.wording).toEqual({ ...kaili2023.wording, source: 'assumed' });
    expect(kaili2023.wording.source).toBe('notice');
  });

  test('is held whole, and parsing it again changes nothing', () => {
    expect(programmeSchema.parse(JSON.parse(JSON.stringify(kaili2023)))).toEqual(kaili2023);
  });
});

describe('a wrong quote is refused at the line of its file', () => {
  const first = "zh: '对扎根乡镇基层、";
  test.each([
    ['a word changed', first, "zh: '对扎根乡镇和基层、", 'QUOTE_NOT_IN_TEXT', 'E01.0.zh', first],
    [
      'too short to be one place',
      "zh: '学习测试合格计30学时。'",
      "zh: '学习测试合格'",
      'QUOTE_NOT_UNIQUE',
      'E28.0.zh',
      "zh: '学习测试合格计30学时。'",
    ],
    [
      'of another clause',
      'clause: 一(一)3',
      'clause: 一(一)2',
      'QUOTE_OF_OTHER_CLAUSE',
      'E04.0.clause',
      'clause: 一(一)3',
    ],
    [
      'of another sentence',
      'clause: 二(二)2 third',
      'clause: 二(二)2 first',
      'QUOTE_OF_OTHER_CLAUSE',
      'E36.0.clause',
      'clause: 二(二)2 third',
    ],
    ['of no source there is', 'source: regulation', 'source: rumour', 'MISSHAPED', 'E07b.0', '- clause: 医师法'],
  ])('%s', (_, from, to, code, path, at) => {
    const { programme, errors } = withNotice(sentences, from, to);
    expect(programme).toBeNull();
    const file = join(notices, sentences);
    expect(errors).toMatchObject([{ code, path: `wording.sentences.${path}`, file, line: lineOf(at) }]);
    for (const { message } of errors) expect(`${message.zh} ${message.en}`).not.toMatch(/\{\w+\}/);
  });

  test('a rule without a sentence, at the sentences', () => {
    const whole = readFileSync(join(notices, sentences), 'utf8');
    writeFileSync(join(notices, sentences), whole.replace(/ {2}E23:\n(?: {4}.*\n)+/, ''));
    expect(read().errors).toMatchObject([{ code: 'RULE_NOT_QUOTED', path: 'wording.sentences.E23' }]);
  });

  test('a rule nobody knows', () => {
    const { errors } = withNotice(sentences, '  E23:\n', '  E44:\n');
    expect(errors.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'RULE_NOT_QUOTED wording.sentences.E23',
      'UNKNOWN_RULE wording.sentences.E44',
    ]);
  });

  test('a text that is not the one that was quoted, at the hash', () => {
    const { errors } = withNotice(text, '分别满4年、6年、9年', '分别满4年、6年、8年');
    // The quote is looked for first, and no longer stands there.
    expect(errors).toMatchObject([{ code: 'QUOTE_NOT_IN_TEXT', path: 'wording.sentences.E01.0.zh' }]);
    rmSync(notices, { recursive: true });
    cpSync(partFolders.notices, notices, { recursive: true });
    const elsewhere = withNotice(text, '请一并贯彻实施', '请贯彻实施').errors;
    expect(elsewhere).toMatchObject([
      { code: 'TEXT_CHANGED', path: 'wording.sha256', file: join(notices, sentences), line: lineOf('sha256:') },
    ]);
  });

  test('no text at all, at the programme’s line', () => {
    rmSync(join(notices, text));
    const whole = programmeText('kaili-2023');
    const line = whole.slice(0, whole.indexOf('wording:')).split('\n').length;
    expect(read().errors).toMatchObject([{ code: 'NO_SUCH_FILE', path: 'wording', file: 'kaili-2023.yaml', line }]);
  });
});

describe('a programme that comes from elsewhere than its files is held to its text too', () => {
  const { wording } = kaili2023;
  test.each([
    ['a text altered', { 'wording.text': wording.text.replace('满4年', '满3年') }, 'TEXT_CHANGED wording.sha256'],
    ['a span moved', { 'wording.sentences.E23.0.from': 0 }, 'QUOTE_CHANGED wording.sentences.E23.0'],
    ['a hash altered', { 'wording.sentences.E23.0.sha256': 'a'.repeat(64) }, 'QUOTE_CHANGED wording.sentences.E23.0'],
    [
      'another clause named',
      { 'wording.sentences.E23.0.clause': '五(三)' },
      'QUOTE_OF_OTHER_CLAUSE wording.sentences.E23.0.clause',
    ],
    ['a rule without its sentence', { 'wording.sentences.E30': undefined }, 'RULE_NOT_QUOTED wording.sentences.E30'],
    ['no sentence in its place', { 'wording.sentences.E30': [] }, 'MISSHAPED wording.sentences.E30'],
  ])('%s', (_, changes, error) => {
    expect(errorsOf(changes)).toEqual([error]);
  });
});

describe('the place of a quote', () => {
  const text = '一、甲\n(一)乙。\n1.一是丙。二是丁。\n2.戊。\n(二)己。\n二、庚。丙。\n';
  test.each([
    ['丁', '一(一)1 second'],
    ['一是丙', '一(一)1 first'],
    ['丁', '一(一)1'],
    ['戊', '一(一)2'],
    ['己', '一(二)'],
    ['庚', '二'],
  ])('%s stands in %s', (quote, clause) => {
    const span = spanOf(text, quote);
    expect(span).toMatchObject({ to: expect.any(Number) });
    expect(standsIn(text, clause, typeof span === 'object' ? span.from : -1)).toBe(true);
    for (const other of ['一(一)1 third', '一(一)3', '一(三)', '三']) {
      expect(standsIn(text, other, typeof span === 'object' ? span.from : -1)).toBe(false);
    }
  });

  test('is none where it stands nowhere, or twice', () => {
    expect([spanOf(text, '辛'), spanOf(text, '丙')]).toEqual(['absent', 'several']);
  });
});
