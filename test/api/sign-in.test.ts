import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimiter } from '../../api/limiter.ts';
import { createPool } from '../../store/db.ts';
import { tokenHash } from '../../store/install.ts';
import { type Api, startApi } from '../support/api.ts';
import { openingOf } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';
import { rowCounts } from '../support/rows.ts';

describe('a token', () => {
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

  test('names a person, one role and an organisation', async () => {
    const { body } = await api.call({ path: '/v1/me', as: 'kaili-1/bureauOfficer' });
    expect(body).toEqual({
      person: 'kaili-1',
      role: 'bureauOfficer',
      roleLabel: '人社部门经办人',
      organisation: { id: 'kaili-hrss', title: 'kaili-hrss' },
    });
    const other = await api.call({ path: '/v1/me?lang=en', as: 'kaili-1/departmentOfficer' });
    expect(other.body).toMatchObject({ person: 'kaili-1', role: 'departmentOfficer', roleLabel: 'department officer' });
  });

  test('that names the clock or the system speaks for nobody', async () => {
    for (const role of ['clock', 'system', 'emperor']) {
      const token = `a-token-of-${role}`;
      await office.query('insert into tokens (hash, person, role) values ($1, $2, $3)', [
        tokenHash(token),
        'kaili-1',
        role,
      ]);
      const reply = await api.call({ path: '/v1/me', as: token });
      expect([role, reply.status, reply.body.code]).toEqual([role, 401, 'UNAUTHENTICATED']);
    }
  });

  test('that is taken back is refused at once', async () => {
    const as = 'secretary-2/committeeSecretary';
    expect((await api.call({ path: '/v1/me', as })).status).toBe(200);
    await office.query('delete from tokens where hash = $1', [tokenHash('token-secretary-2-committeeSecretary')]);
    const reply = await api.call({ path: '/v1/me', as });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });
});

describe('a database of a production', () => {
  test('takes no demonstration token, shows no figures, and has no clock to be moved', async () => {
    const office = await openOffice({ kind: 'production', clock: { mode: 'real', graceMs: 5_000 } });
    const api = await startApi(office);
    const before = await rowCounts(office);
    for (const path of ['/v1/me', '/v1/cases', '/v1/clock', '/v1/overview']) {
      const reply = await api.call({ path, as: 'kaili-1/bureauOfficer' });
      expect([path, reply.status, reply.body.code]).toEqual([path, 401, 'SIGN_IN_REFUSED']);
    }
    const open = await api.call({ path: '/v1/cases', as: 'school-1-a0/applicant', json: openingOf('school-1-a0') });
    expect(open.status).toBe(401);
    expect(await rowCounts(office)).toEqual(before);
    const home = await api.call({ path: '/' });
    expect(home.text).toContain('正式库');
    expect(home.text).not.toMatch(/最近的期限|演示令牌/);
    expect((await api.call({ path: '/readyz' })).status).toBe(200);
    await api.close();
    await office.close();
  });
});

describe('a demonstration on the real time', () => {
  test('has no clock to be read or moved', async () => {
    const office = await openOffice({ kind: 'demonstration', clock: { mode: 'real', graceMs: 5_000 } });
    const api = await startApi(office);
    const as = 'kaili-1/bureauOfficer';
    const read = await api.call({ path: '/v1/clock', as });
    const move = await api.call({ path: '/v1/clock', as, json: { to: '2099-01-01T00:00' } });
    for (const reply of [read, move]) expect([reply.status, reply.body.code]).toEqual([404, 'CLOCK_NOT_MOVABLE']);
    await api.close();
    await office.close();
  });
});

describe('so many requests a minute', () => {
  test('are taken from one person, and others are not kept waiting', async () => {
    const office = await openOffice();
    let now = 0;
    const api = await startApi(office, { limiter: createLimiter(3, () => now) });
    const asked = async (as: string) => (await api.call({ path: '/v1/me', as })).status;
    for (let n = 0; n < 3; n += 1) expect(await asked('kaili-1/bureauOfficer')).toBe(200);
    const refused = await api.call({ path: '/v1/me', as: 'kaili-1/organiserOfficer' });
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'TOO_MANY_REQUESTS',
      '20',
    ]);
    expect(await asked('kaili-2/bureauOfficer')).toBe(200);
    now += 20_000;
    expect(await asked('kaili-1/bureauOfficer')).toBe(200);
    expect(await asked('kaili-1/bureauOfficer')).toBe(429);
    await api.close();
    await office.close();
  });
});

describe('a database that is away', () => {
  test('is a reason to try again, for commands and for reads, and the process is not ready', async () => {
    const office = await openOffice();
    const pool = createPool(office.url, { max: 2 });
    const api = await startApi(office, { pool });
    await pool.end();
    for (const path of ['/v1/me', '/readyz', '/']) {
      const reply = await api.call({ path, as: 'kaili-1/bureauOfficer' });
      expect([path, reply.status, reply.body.code]).toEqual([path, 503, 'TRY_AGAIN']);
      expect(reply.headers.get('retry-after')).toBe('1');
    }
    expect((await api.call({ path: '/livez' })).status).toBe(200);
    expect(api.defects).toEqual([]);
    await api.close();
    await office.close();
  });
});
