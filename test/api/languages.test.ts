import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { preferredLanguage } from '../../api/language.ts';
import { problemWords } from '../../api/problem-words.ts';
import { ownCodes } from '../../api/problems.ts';
import { type Api, startApi } from '../support/api.ts';
import { opened } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
});

describe('the language preferred', () => {
  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['EN-us;q=0.5', 'en'],
    ['zh-Hans-CN, en;q=0.9', 'zh'],
    ['zh;q=0.2, en;q=0.9', 'en'],
    ['en;q=0.5, zh;q=0.5', 'en'],
    ['fr, de;q=0.9', 'zh'],
    ['fr, *;q=0.1', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=7', 'zh'],
    [';;;,,,', 'zh'],
    ['x'.repeat(10_000), 'zh'],
  ])('of %s is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a case is told', () => {
  test('in Chinese unless asked otherwise, in the language asked for, and ?lang wins', async () => {
    const id = await opened(api, 'school-1-a0');
    const read = async (query: string, accept?: string) => {
      const headers = accept === undefined ? {} : { 'accept-language': accept };
      const reply = await api.call({ path: `/v1/cases/${id}${query}`, as: 'school-1-a0/applicant', headers });
      expect(reply.headers.get('vary')).toContain('Accept-Language');
      return [reply.headers.get('content-language'), reply.body.stateLabel, reply.body.holder.label];
    };
    const zh = ['zh-CN', '填报', '申报人'];
    const en = ['en', 'being filled in', 'applicant'];
    expect(await read('')).toEqual(zh);
    expect(await read('', 'en-GB,en;q=0.8')).toEqual(en);
    expect(await read('?lang=en', 'zh')).toEqual(en);
    expect(await read('?lang=zh', 'en')).toEqual(zh);
  });

  test('by the same codes in both', async () => {
    const id = await opened(api, 'school-1-a1');
    const read = async (language: string) => {
      const path = `/v1/cases/${id}?lang=${language}`;
      const { body } = await api.call({ path, as: 'school-1-a1/applicant' });
      return JSON.stringify(body, (key, value: unknown) => (/label|message/i.test(key) ? undefined : value));
    };
    expect(await read('en')).toBe(await read('zh'));
  });
});

describe('a problem is told', () => {
  test('in the language asked for, with its parameters filled in', async () => {
    const id = await opened(api, 'school-1-a2');
    const send = (language: string) =>
      api.call({
        path: `/v1/cases/${id}/events?lang=${language}`,
        as: 'school-1-a2/applicant',
        headers: { 'if-match': '"v5"' },
        json: { type: 'withdraw', reason: { code: 'PERSONAL' } },
      });
    expect((await send('zh')).body.detail).toContain('当前版本为 1');
    expect((await send('en')).body.detail).toContain('stands at version 1');
    expect((await send('en')).headers.get('content-language')).toBe('en');
  });

  test('and so is what is wrong with a body', async () => {
    const message = async (language: string) => {
      const reply = await api.call({ path: `/v1/cases?lang=${language}`, as: 'school-1-a2/applicant', json: {} });
      return reply.body.errors[0].message;
    };
    expect(await message('zh')).toMatch(/\p{Script=Han}/u);
    expect(await message('en')).not.toMatch(/\p{Script=Han}/u);
  });

  test('also where no operation is asked for', async () => {
    const reply = await api.call({ path: '/nothing', headers: { 'accept-language': 'en' } });
    expect(reply.body.title).toBe('No such address');
  });
});

test.each(ownCodes)('%s has words in both languages, with the same parameters', (code) => {
  const { title, detail } = problemWords[code];
  for (const { zh, en } of [title, detail]) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    const params = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(params(en)).toEqual(params(zh));
  }
});
