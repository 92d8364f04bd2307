import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemCodes } from '../../api/problems.ts';
import { type Api, startApi } from '../support/api.ts';
import { submitted } from '../support/applicants.ts';
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
  expect(api.defects).toEqual([]);
});

describe('the page that says what runs', () => {
  test('tells cases by state, the next deadlines, the clock, how to sign in and where the reference is', async () => {
    await submitted(api, 'school-1-a0');
    const { status, text } = await api.call({ path: '/' });
    expect(status).toBe(200);
    expect(text).toContain(`${api.url}/v1/cases?limit=5`);
    for (const said of ['单位材料审查', 'material check by the unit', '单位推送节点', '2023-09-13T00:00:00+08:00'])
      expect(text).toContain(said);
    for (const said of ['2023-08-02T09:00:00+08:00', '模拟库', '演示令牌', 'href="/docs"', 'Authorization: Bearer'])
      expect(text).toContain(said);
  });

  test('names nobody, and escapes whatever stands in a row', async () => {
    await office.query(`update cases set state = '<script>alert(1)</script>&"'`);
    const { text } = await api.call({ path: '/' });
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/school-1|KL23/);
  });
});

describe('every page and every reply', () => {
  const paths = [
    '/',
    '/docs/',
    '/docs/init.js',
    '/docs/swagger-ui-bundle.js',
    '/page.css',
    '/problems/CASE_HELD',
    '/certificates',
    '/openapi.json',
    '/livez',
    '/v1/cases',
    '/nothing',
  ];

  test.each(paths)('%s runs no script but our own, and nothing from elsewhere', async (path) => {
    const { headers } = await api.call({ path });
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test.each(['/', '/docs/', '/problems/CASE_HELD', '/certificates'])(
    '%s has no script, style or address of another in it',
    async (path) => {
      const { text } = await api.call({ path });
      const elsewhere = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
      expect(elsewhere.every((address) => address?.startsWith('/') || address === 'data:,')).toBe(true);
      expect(text).not.toMatch(/<script>|<style|\son\w+=|style="/);
    },
  );
});

test('the reference is served whole by ourselves', async () => {
  for (const asset of ['swagger-ui.css', 'swagger-ui-bundle.js', 'init.js', 'favicon-32x32.png']) {
    const { status } = await api.call({ path: `/docs/${asset}` });
    expect([asset, status]).toEqual([asset, 200]);
  }
  const { text } = await api.call({ path: '/docs/init.js' });
  expect(text).not.toContain('http');
  expect(text).toContain('validatorUrl: null');
});

test.each(problemCodes)('the code %s has a page in both languages', async (code) => {
  const { status, text } = await api.call({ path: `/problems/${code}` });
  expect(status).toBe(200);
  expect(text).toContain(`<code>${code}</code>`);
  expect(text).not.toMatch(/\{\w+\}/);
});

test('a code of nobody has no page', async () => {
  const reply = await api.call({ path: '/problems/constructor' });
  expect([reply.status, reply.body.code]).toEqual([404, 'NOT_FOUND']);
});
