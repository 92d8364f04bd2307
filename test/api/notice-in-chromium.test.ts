import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { sent, signature, verified } from '../support/applicants.ts';
import { chromiumInstalled, openBrowser, openPage } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

/** The public page of a notice as whoever reads, prints or keeps it has it before them. */

describe.skipIf(!chromiumInstalled)('the page of a notice in Chromium', () => {
  let office: Office;
  let api: Api;
  let browser: Browser;
  let id: string;
  const admin = 'school-1-admin/unitAdmin';
  const names = ['示例school-1-a0', '示例school-1-a1', '示例school-1-a2'];
  const opened = (how = {}, path = `/notices/${id}`) => openPage(browser, `${api.url}${path}`, how);

  beforeAll(async () => {
    office = await openOffice();
    api = await startApi(office);
    browser = await openBrowser();
    const cases = [];
    for (const applicant of ['school-1-a0', 'school-1-a1', 'school-1-a2']) cases.push(await verified(api, applicant));
    const json = {
      programme: 'kaili-2023',
      id: randomUUID(),
      data: { kind: 'internal', organisation: 'school-1', cases },
    };
    id = (await api.call({ path: '/v1/notices', as: admin, json })).body.id;
    await sent(api, { id, as: admin, event: { type: 'post', signature } });
  });
  afterAll(async () => {
    await browser?.close();
    await api.close();
    await office.close();
  });

  test.each(['zh-CN', 'en-GB'])(
    'shows names, days and how to object without a script, in both languages, to a reader of %s',
    async (locale) => {
      const { page, complaints, asked } = await opened({ javaScriptEnabled: false, locale });
      const text = await page.locator('main').innerText();
      for (const name of names) expect(text).toContain(name);
      for (const said of [
        '单位内部公示',
        'internal publicity of the unit',
        '2023-08-09',
        '第40号第16条',
        '异议',
        'Objections',
      ])
        expect(text).toContain(said);
      expect(await page.locator('tr.listed').count()).toBe(3);
      expect(complaints).toEqual([]);
      expect(asked.every((address) => address.startsWith(api.url) || address.startsWith('data:'))).toBe(true);
      await page.context().close();
    },
  );

  test.each([1280, 360])('is read without scrolling to the side on a screen of %i', async (width) => {
    const { page, complaints } = await opened({ viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('prints on few sheets, in black, and whole', async () => {
    const { page } = await opened({ colorScheme: 'dark' });
    const sheets = await page.pdf({ format: 'A4' });
    expect(sheets.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sheets.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
    await page.emulateMedia({ media: 'print' });
    const looks =
      "getComputedStyle(document.body).color + getComputedStyle(document.querySelector('span[lang]')).opacity";
    expect(await page.evaluate(looks)).toBe('rgb(0, 0, 0)1');
    await page.context().close();
  });

  test('is found from the list of notices', async () => {
    const { page, complaints } = await opened({ javaScriptEnabled: false }, '/notices');
    await page.getByRole('link').first().click();
    expect(page.url()).toBe(`${api.url}/notices/${id}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('once it is over names nobody, and says why', async () => {
    await sent(api, { id, as: admin, event: { type: 'takeDown', reason: { code: 'OTHER' } } });
    const { page, complaints } = await opened({ javaScriptEnabled: false });
    const [text, source] = [await page.locator('main').innerText(), await page.content()];
    for (const name of names) expect(source).not.toContain(name);
    for (const said of ['已撤下', 'taken down', '个人信息保护法', 'no longer shown']) expect(text).toContain(said);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
