import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Chromium, as the system has it. Tests in it are `describe.skipIf(!chromiumInstalled)`: skipped, and counted aloud, where there is none. */

const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
export const chromiumInstalled = found !== undefined;

/** It asks nobody but us: no updates, no reports. */
export function openBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error('there is no Chromium here');
  const quiet = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: found, args: [...quiet, '--no-first-run'] });
}

export interface Opened {
  readonly page: Page;
  /** What its console said, what failed in it and what it asked for that did not come. */
  readonly complaints: string[];
  /** Addresses it asked for. */
  readonly asked: string[];
}

export async function openPage(browser: Browser, url: string, how: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(how);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints, asked };
}
