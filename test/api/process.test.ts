import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { emptyDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const health = async ({ url }: ApiProcess) => (await fetch(`${url}/readyz`)).status;

describe('the api process', () => {
  const endings: readonly [string, (api: ApiProcess) => void][] = [
    ['when the channel to its launcher closes', ({ child }) => child.disconnect()],
    ['on SIGTERM', ({ child }) => child.kill('SIGTERM')],
    ['on SIGINT', ({ child }) => child.kill('SIGINT')],
  ];

  test.each(endings)('tells where it listens, and ends in good order %s', async (_when, end) => {
    const api = await startApiProcess(office.url);
    expect(await health(api)).toBe(200);
    end(api);
    expect(await api.ended).toBe(0);
    await expect(fetch(`${api.url}/livez`)).rejects.toThrow();
  });

  test('says why it does not start: on a database without our tables, on settings it cannot use', async () => {
    const bare = await emptyDatabase();
    await expect(startApiProcess(bare.url)).rejects.toThrow(/did not start/);
    await bare.drop();
    await expect(startApiProcess('mysql://nobody')).rejects.toThrow(/DATABASE_URL/);
  });

  test('writes nothing of a token or a body into its log', async () => {
    const api = await startApiProcess(office.url);
    const headers = { authorization: 'Bearer token-kaili-1-bureauOfficer', 'content-type': 'application/json' };
    const body = JSON.stringify({ programme: 'kaili-2023', data: { person: 'secret-person' } });
    await fetch(`${api.url}/v1/cases`, { method: 'POST', headers, body });
    api.child.kill('SIGTERM');
    await api.ended;
    expect(api.log.join('')).toContain('listens');
    expect(api.log.join('')).not.toMatch(/token-|secret-person/);
  });
});
