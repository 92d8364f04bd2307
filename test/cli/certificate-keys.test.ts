import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canSign, ensureKeys } from '../../cli/certificate-keys.ts';
import { run } from '../../cli/zhicheng.ts';
import { readKeyFiles } from '../../config/certificate-keys.ts';
import { keyRingOf } from '../../store/certificates/keys.ts';
import { makeHome } from '../support/home.ts';

/** Keys of an installation, from the first to one that is withdrawn. */

let home: string;
let folder: string;
beforeEach(() => {
  home = makeHome();
  folder = join(home, 'keys');
  vi.stubEnv('CERTIFICATE_KEYS', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

async function zhicheng(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run([...args, '--lang', 'en'], { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const statuses = () =>
  Object.fromEntries(keyRingOf(readKeyFiles(folder)).published.map(({ id, status }) => [id, status]));

test('a new key signs from now on, and the one before it is retired', async () => {
  const { out: first } = await zhicheng('certificate', 'new-key');
  expect(statuses()).toEqual({ [first]: 'inUse' });
  const { out: second } = await zhicheng('certificate', 'new-key');
  expect(statuses()).toEqual({ [first]: 'retired', [second]: 'inUse' });
  expect(statSync(join(folder, 'private.pem')).mode & 0o777).toBe(0o600);
});

test('a withdrawn key does not sign, and no other takes its place by itself', async () => {
  const { out: id } = await zhicheng('certificate', 'new-key');
  const { code, err } = await zhicheng('certificate', 'withdraw-key', id);
  expect([code, err]).toEqual([0, expect.stringContaining('no key is left that signs')]);
  expect(statuses()).toEqual({ [id]: 'withdrawn' });
  expect(canSign(folder)).toBe(false);
  const { out: next } = await zhicheng('certificate', 'new-key');
  expect(statuses()).toEqual({ [id]: 'withdrawn', [next]: 'inUse' });
});

test.each(['00000000', '../keys', ''])('what is no key of ours is not withdrawn: %j', async (id) => {
  ensureKeys(folder);
  const before = statuses();
  expect((await zhicheng('certificate', 'withdraw-key', id)).code).not.toBe(0);
  expect(statuses()).toEqual(before);
});

test('a demonstration makes its key once', () => {
  expect(canSign(folder)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  ensureKeys(folder);
  const made = statuses();
  ensureKeys(folder);
  expect(statuses()).toEqual(made);
});
