import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimiter } from '../../api/limiter.ts';
import { networkOf } from '../../api/router.ts';
import { checkCode } from '../../store/certificates/code.ts';
import { keyRingOf, newKeyPair, type PublishedKey } from '../../store/certificates/keys.ts';
import { isGenuineList } from '../../store/certificates/revocation-list.ts';
import { type Api, startApi } from '../support/api.ts';
import { lead, moved, openAll, wholeWay } from '../support/case-path.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { actor, type Office, openOffice, sha } from '../support/office.ts';

/** Certificates over HTTP: verified by anybody who has number and name, by the signed code, and read by holder and unit. */

const pair = newKeyPair();
const keys = keyRingOf({ privatePem: pair.privatePem, publicPems: [] });

let office: Office;
let crew: TestCrew;
let api: Api;
let number: string;
let certificate: string;
beforeAll(async () => {
  office = await openOffice();
  crew = await crewOn(office);
  api = await startApi(office, { keys });
  const [application] = (await openAll(office, ['school-1-a0'])) as [string];
  await lead(office, application, wholeWay);
  for (let round = 0; round < 3; round += 1) await crew.sweep.once();
  const [row] = await office.query<{ id: string; number: string }>(
    `select id, number from cases where lifecycle = 'certificate'`,
  );
  number = row?.number ?? '';
  certificate = row?.id ?? '';
});
afterAll(async () => {
  await api.close();
  await crew.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const NAME = '示例school-1-a0';
const verify = (of: { number?: string; name?: string; lang?: string } = {}, on = api) =>
  on.call({
    path: `/v1/certificates/verifications?lang=${of.lang ?? 'zh'}`,
    json: { number: of.number ?? number, name: of.name ?? NAME },
  });
const lookups = async () =>
  (await api.call({ path: `/v1/certificates/${number}/lookups`, as: 'school-1-a0/applicant' })).body.lookups.map(
    ({ kind, times }: { kind: string; times: number }) => [kind, times],
  );
const form = (fields: Record<string, string>, on = api) =>
  on.call({
    path: '/certificates',
    method: 'POST',
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

describe('anybody verifies a certificate', () => {
  test('by number and name, and is told no more than the certificate prints', async () => {
    expect((await verify({ lang: 'en' })).body).toEqual({
      status: 'VALID',
      statusLabel: 'valid',
      certificate: {
        number,
        series: 'School teachers',
        level: 'INTERMEDIATE',
        levelLabel: 'intermediate',
        scope: 'ORDINARY',
        scopeLabel: 'not limited to grassroots units',
        approvedOn: '2023-08-26',
        countsFrom: '2023-08-26',
        revokedOn: null,
      },
    });
  });

  test('whichever way the name is spaced', async () => {
    expect((await verify({ name: ` ${NAME.split('').join('　')} ` })).body.status).toBe('VALID');
  });

  test('and cannot tell a number that is not there from a name that is another’s', async () => {
    const headersOf = ({ headers }: Awaited<ReturnType<typeof verify>>) =>
      [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    const answers = [
      await verify({ name: '张三' }),
      await verify({ number: 'KL23-999999' }),
      await verify({ number: 'KL23-999999', name: '张三' }),
      await verify({ number: 'no number at all' }),
    ];
    const [first] = answers;
    expect(first?.body).toMatchObject({ status: 'NOT_FOUND', certificate: null });
    for (const answer of answers) {
      expect([answer.status, answer.text, headersOf(answer)]).toEqual([200, first?.text, headersOf(first!)]);
    }
  });

  test('and neither can one who counts statements: each asks the same of the database', async () => {
    const counted = async (of: Parameters<typeof verify>[0]) => {
      const before = await rowsOfLookups();
      await verify(of);
      return (await rowsOfLookups()) - before;
    };
    expect(await counted({ name: '张三' })).toBe(1);
    expect(await counted({ number: 'KL23-888888' })).toBe(1);
    expect(await counted({})).toBe(1);
  });

  test('only so often from one address, so that nobody tries out names', async () => {
    const limited = await startApi(office, { lookups: createLimiter(3, () => 0) });
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await verify({ name: `张${n}` }, limited)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await form({ number, name: NAME }, limited)).status).toBe(429);
    await limited.close();
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['2001:db8:1:2:aaaa::7', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('whoever has a whole network of addresses is one: %s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

async function rowsOfLookups(): Promise<number> {
  const [row] = await office.query<{ sum: number }>('select sum(times)::integer as sum from certificate_lookups');
  return row?.sum ?? 0;
}

describe('the holder', () => {
  test('sees when and how his certificate was looked up, and nothing tells by whom', async () => {
    const before = new Map<string, number>(await lookups());
    await verify();
    await verify({ name: '李四' });
    const after = new Map<string, number>(await lookups());
    expect(after.get('found')).toBe((before.get('found') ?? 0) + 1);
    expect(after.get('nameDiffers')).toBe((before.get('nameDiffers') ?? 0) + 1);
    const columns = await office.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'certificate_lookups'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(['certificate', 'hour', 'kind', 'times']);
  });

  test('alone sees that', async () => {
    for (const as of ['school-1-a1/applicant', 'school-1-admin/unitAdmin', 'kaili-1/bureauOfficer']) {
      const { body } = await api.call({ path: `/v1/certificates/${number}/lookups`, as });
      expect([as, body.code]).toEqual([as, 'CERTIFICATE_NOT_FOUND']);
    }
  });

  test('reads and prints his certificate, and so does his unit; nobody else', async () => {
    for (const as of ['school-1-a0/applicant', 'school-1-admin/unitAdmin']) {
      const { body } = await api.call({ path: `/v1/certificates/${number}/copy`, as });
      expect(body).toMatchObject({ number, name: NAME, status: 'VALID', approvedOn: '2023-08-26' });
      const { text, status } = await api.call({ path: `/certificates/${number}`, as });
      expect(status).toBe(200);
      for (const said of [number, NAME, '2023-08-26', '中小学教师', '验证码']) expect(text).toContain(said);
      expect(text).not.toContain('<script');
    }
    for (const as of ['school-1-a1/applicant', 'school-2-admin/unitAdmin', 'kaili-1/bureauOfficer']) {
      expect((await api.call({ path: `/v1/certificates/${number}/copy`, as })).status, as).toBe(404);
      expect((await api.call({ path: `/certificates/${number}`, as })).status, as).toBe(404);
    }
    expect((await api.call({ path: `/certificates/${number}` })).status).toBe(401);
  });
});

describe('the signed code', () => {
  const copy = async () =>
    (await api.call({ path: `/v1/certificates/${number}/copy`, as: 'school-1-a0/applicant' })).body;

  test('is checked offline with the published keys', async () => {
    const { body } = await api.call({ path: '/v1/certificates/keys' });
    expect(body).toEqual({ current: keys.signing?.id, keys: keys.published });
    expect(checkCode((await copy()).code, body.keys)).toMatchObject({
      outcome: 'genuine',
      content: { number, name: NAME, level: 'INTERMEDIATE', approvedOn: '2023-08-26' },
    });
  });

  test('is checked by the service, which says what the register says today', async () => {
    const check = (code: string) => api.call({ path: '/v1/certificates/checks', json: { code } });
    const { code } = await copy();
    expect((await check(code)).body).toMatchObject({
      outcome: 'GENUINE',
      status: 'VALID',
      certificate: { name: NAME },
    });
    expect((await check(`${code.slice(0, -3)}AAA`)).body).toMatchObject({ outcome: 'NOT_GENUINE', certificate: null });
    const { text } = await form({ code });
    expect(text).toContain('验证码真实');
    expect(text).toContain(NAME);
  });

  test('made under a retired key is genuine, under a withdrawn one it is not; the keys say which is which', async () => {
    const { code } = await copy();
    const check = async (on: Api) => (await on.call({ path: '/v1/certificates/checks', json: { code } })).body.outcome;
    const next = newKeyPair();
    const ringWith = (kept: object) => keyRingOf({ privatePem: next.privatePem, publicPems: [], ...kept });
    const rotated = await startApi(office, { keys: ringWith({ publicPems: [pair.publicPem] }) });
    const withdrawn = await startApi(office, { keys: ringWith({ withdrawnPems: [pair.publicPem] }) });
    const strange = await startApi(office, { keys: ringWith({}) });
    expect([await check(rotated), await check(withdrawn), await check(strange)]).toEqual([
      'GENUINE',
      'WITHDRAWN_KEY',
      'UNKNOWN_KEY',
    ]);
    const { body } = await withdrawn.call({ path: '/v1/certificates/keys' });
    expect(body.current).toBe(next.id);
    expect(Object.fromEntries(body.keys.map((one: PublishedKey) => [one.id, one.status]))).toEqual({
      [next.id]: 'inUse',
      [pair.id]: 'withdrawn',
    });
    for (const one of [rotated, withdrawn, strange]) await one.close();
  });

  test('is not there where no key is, and the service says so; certificates are verified all the same', async () => {
    const without = await startApi(office);
    const { body } = await without.call({ path: `/v1/certificates/${number}/copy`, as: 'school-1-a0/applicant' });
    expect([body.status, body.code]).toEqual(['VALID', null]);
    expect((await without.call({ path: '/v1/certificates/keys' })).body).toEqual({ current: null, keys: [] });
    expect((await without.call({ path: '/v1/certificates/revocations' })).body.code).toBe('NOTHING_SIGNED');
    expect((await verify({}, without)).body.status).toBe('VALID');
    const page = await without.call({ path: `/certificates/${number}`, as: 'school-1-a0/applicant' });
    expect(page.text).toContain('未配置签名密钥');
    await without.close();
  });
});

describe('the public page', () => {
  test('has a form in both languages and needs no script', async () => {
    const { text, status } = await api.call({ path: '/certificates' });
    expect(status).toBe(200);
    for (const said of ['证书编号', 'number', '核验', 'Verify', 'method="post"']) expect(text).toContain(said);
    expect(text).not.toContain('<script');
  });

  test('answers by number and name, and escapes whatever is typed', async () => {
    expect((await form({ number, name: NAME })).text).toContain('2023-08-26');
    const { text } = await form({ number: '"><script>alert(1)</script>', name: NAME });
    expect(text).toContain('未查到');
    expect(text).not.toContain('<script');
  });

  test('takes nothing but a form', async () => {
    const { status } = await api.call({ path: '/certificates', json: { number, name: NAME } });
    expect(status).toBe(415);
  });
});

describe('a revoked certificate', () => {
  beforeAll(async () => {
    for (const by of ['kaili-1', 'kaili-2']) {
      moved(
        await office.send({
          case: certificate,
          lifecycle: 'certificate',
          type: 'revoke',
          by: actor('bureauOfficer', by),
          reason: 'FRAUD',
          document: sha('finding'),
        }),
      );
    }
    for (let round = 0; round < 3; round += 1) await crew.sweep.once();
  });

  test('is said to be revoked, since when, to whoever verifies it', async () => {
    expect((await verify()).body).toMatchObject({ status: 'REVOKED', certificate: { revokedOn: '2023-08-26' } });
    expect((await form({ number, name: NAME })).text).toContain('已撤销');
  });

  test('gets no new code, on no page', async () => {
    const as = 'school-1-a0/applicant';
    const { body } = await api.call({ path: `/v1/certificates/${number}/copy`, as });
    expect([body.status, body.code]).toEqual(['REVOKED', null]);
    expect((await api.call({ path: `/certificates/${number}`, as })).text).not.toContain('ZC1');
  });

  test('stands in the signed list, with its number alone', async () => {
    const { body } = await api.call({ path: '/v1/certificates/revocations' });
    expect(body.numbers).toEqual([number]);
    expect(isGenuineList(body, keys.published)).toBe(true);
  });

  test('is told to its holder', async () => {
    expect(
      await office.query('select about, person from inbox where case_id = $1 and role = $2 order by id desc limit 1', [
        certificate,
        'applicant',
      ]),
    ).toEqual([{ about: 'revoked', person: 'school-1-a0' }]);
  });
});
