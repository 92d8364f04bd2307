import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type Call, startApi } from '../support/api.ts';
import { opened, openingOf, submission } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';
import { sendBytes } from '../support/raw-http.ts';
import { rowCounts } from '../support/rows.ts';

/** What nobody can mean is refused by a clear problem, and nothing is written. */

let office: Office;
let api: Api;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  id = await opened(api, 'school-1-a0');
  const used = {
    path: `/v1/cases/${id}/events`,
    as: 'school-1-a0/applicant',
    headers: { 'idempotency-key': 'used', 'if-match': '"v1"' },
    json: submission,
  };
  const { status } = await api.call(used);
  if (status !== 200) throw new Error('the key was not used');
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const applicant = 'school-1-a0/applicant';
const bureau = 'kaili-1/bureauOfficer';
const withdrawal = { type: 'withdraw', data: {}, reason: { code: 'PERSONAL' } };
const event = (more: Omit<Call, 'path'>): Call => ({
  path: `/v1/cases/${id}/events`,
  as: applicant,
  headers: { 'if-match': '"v2"' },
  ...more,
});
const opening = (more: Omit<Call, 'path'>): Call => ({ path: '/v1/cases', as: 'school-1-a1/applicant', ...more });
const openingWith = (data: object): Call => {
  const valid = openingOf('school-1-a1') as { programme: string; data: object };
  return opening({ json: { ...valid, data: { ...valid.data, ...data } } });
};
const amendment = {
  committee: 'kaili-teacher',
  node: 'unitPushDue',
  toDate: '2023-09-14',
  clause: '五(一)',
  source: 'notice',
};
const amending = (more: object): Call => ({
  path: '/v1/programmes/kaili-2023/amendments',
  as: bureau,
  headers: { 'if-match': '"v1"' },
  json: { ...amendment, ...more },
});
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

type Row = [what: string, call: () => Call, status: number, code: string, pointer?: string];

const rows: Row[] = [
  ['a body that is no JSON', () => event({ raw: '{"type":' }), 400, 'MALFORMED_BODY'],
  ['a body of nothing', () => event({ raw: '' }), 400, 'MALFORMED_BODY'],
  [
    'a body in another encoding than UTF-8',
    () => event({ raw: new Uint8Array([0x22, 0xff, 0x22]) }),
    400,
    'MALFORMED_BODY',
  ],
  ['a body with a raw NUL', () => event({ raw: '{"type":"with\u0000draw"}' }), 400, 'MALFORMED_BODY'],
  [
    'a body of text/plain',
    () => event({ raw: '{}', headers: { 'content-type': 'text/plain' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a form',
    () => event({ raw: 'type=withdraw', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a body in GBK',
    () => event({ raw: '{}', headers: { 'content-type': 'application/json; charset=gbk' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a compressed body',
    () => event({ raw: '{}', headers: { 'content-encoding': 'gzip' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['a body of 10 MB', () => event({ raw: JSON.stringify({ x: 'x'.repeat(10_000_000) }) }), 413, 'BODY_TOO_LARGE'],
  ['a body of 100,001 bytes', () => event({ raw: `"${'x'.repeat(99_999)}"` }), 413, 'BODY_TOO_LARGE'],
  ['a body that is a list', () => event({ json: [withdrawal] }), 422, 'INVALID_BODY', ''],
  ['a body that is null', () => event({ raw: 'null' }), 422, 'INVALID_BODY', ''],
  ['a body nested too deep', () => event({ raw: `{"type":"withdraw","data":${deep(40)}}` }), 422, 'INVALID_BODY'],
  ['a body nested deeper than any stack', () => event({ raw: deep(49_000) }), 422, 'INVALID_BODY'],
  [
    'a number beyond a double',
    () => event({ raw: '{"type":"extend","data":{"cutoff":1e999}}' }),
    422,
    'INVALID_BODY',
    '/data/cutoff',
  ],
  [
    'a cut-off after the last year there is',
    () => event({ json: { type: 'extend', data: { cutoff: 8_640_000_000_000_001 } } }),
    422,
    'INVALID_BODY',
    '/data/cutoff',
  ],
  ['an unknown event', () => event({ json: { type: 'promote', data: {} } }), 422, 'UNKNOWN_EVENT'],
  ['an event without a type', () => event({ json: { data: {} } }), 422, 'UNKNOWN_EVENT'],
  ['an event of the engine', () => event({ json: { type: 'xstate.done.state.application' } }), 422, 'UNKNOWN_EVENT'],
  ['a deadline sent as an event', () => event({ json: { type: 'intakeCutoff' } }), 422, 'UNKNOWN_EVENT'],
  ['an opening sent to a case', () => event({ json: { type: 'open', data: {} } }), 422, 'UNKNOWN_EVENT'],
  ['a property of every object as a type', () => event({ json: { type: 'constructor' } }), 422, 'UNKNOWN_EVENT'],
  ['an unknown field', () => event({ json: { ...withdrawal, state: 'certified' } }), 422, 'INVALID_BODY', '/state'],
  [
    'a prototype as a field',
    () => event({ raw: '{"type":"withdraw","__proto__":{"a":1}}' }),
    422,
    'INVALID_BODY',
    '/__proto__',
  ],
  [
    'an unknown reason',
    () => event({ json: { ...withdrawal, reason: { code: 'WHIM' } } }),
    422,
    'INVALID_BODY',
    '/reason/code',
  ],
  [
    'NUL in a text',
    () => event({ json: { ...withdrawal, reason: { code: 'PERSONAL', text: 'a\u0000b' } } }),
    422,
    'INVALID_BODY',
    '/reason/text',
  ],
  [
    'half a surrogate pair in a text',
    () => event({ json: { ...withdrawal, reason: { code: 'PERSONAL', text: 'a\ud800b' } } }),
    422,
    'INVALID_BODY',
    '/reason/text',
  ],
  ['half a surrogate pair in a name', () => event({ raw: '{"type":"withdraw","\\udc00":1}' }), 422, 'INVALID_BODY', ''],
  [
    'a day that does not exist',
    () => event({ json: { ...withdrawal, signature: { date: '2023-02-30', seal: 'a'.repeat(64) } } }),
    422,
    'INVALID_BODY',
    '/signature/date',
  ],
  [
    'a day of infinity',
    () => event({ json: { ...withdrawal, signature: { date: 'infinity', seal: 'a'.repeat(64) } } }),
    422,
    'INVALID_BODY',
    '/signature/date',
  ],
  ['no version', () => event({ json: withdrawal, headers: {} }), 428, 'VERSION_REQUIRED'],
  ['an old version', () => event({ json: withdrawal, headers: { 'if-match': '"v1"' } }), 412, 'STALE_VERSION'],
  ['a version to come', () => event({ json: withdrawal, headers: { 'if-match': '"v9"' } }), 412, 'STALE_VERSION'],
  ['any version', () => event({ json: withdrawal, headers: { 'if-match': '*' } }), 400, 'INVALID_HEADER', 'if-match'],
  [
    'two versions',
    () => event({ json: withdrawal, headers: { 'if-match': '"v1", "v2"' } }),
    400,
    'INVALID_HEADER',
    'if-match',
  ],
  [
    'a version that is none',
    () => event({ json: withdrawal, headers: { 'if-match': '"v0"' } }),
    400,
    'INVALID_HEADER',
    'if-match',
  ],
  [
    'a key used for another body',
    () => event({ json: withdrawal, headers: { 'if-match': '"v2"', 'idempotency-key': 'used' } }),
    422,
    'KEY_REUSED',
  ],
  [
    'a key that is no text',
    () => event({ json: withdrawal, headers: { 'if-match': '"v2"', 'idempotency-key': '"a"b"' } }),
    400,
    'INVALID_HEADER',
    'idempotency-key',
  ],
  [
    'a key without end',
    () => event({ json: withdrawal, headers: { 'if-match': '"v2"', 'idempotency-key': 'x'.repeat(201) } }),
    400,
    'INVALID_HEADER',
    'idempotency-key',
  ],
  ['the wrong role', () => event({ json: withdrawal, as: 'school-1-handler/unitHandler' }), 403, 'ROLE_NOT_ENTITLED'],
  ['another organisation', () => event({ json: withdrawal, as: 'school-2-admin/unitAdmin' }), 404, 'CASE_NOT_FOUND'],
  ['nobody', () => event({ json: withdrawal, as: null }), 401, 'UNAUTHENTICATED'],
  ['somebody unknown', () => event({ json: withdrawal, as: 'token-of-nobody' }), 401, 'UNAUTHENTICATED'],
  [
    'another scheme',
    () => event({ json: withdrawal, as: null, headers: { authorization: 'Basic YTpi', 'if-match': '"v2"' } }),
    401,
    'UNAUTHENTICATED',
  ],
  ['NUL in a path', () => ({ path: '/v1/cases/a%00b', as: applicant }), 400, 'INVALID_PARAMETER', 'id'],
  ['half a surrogate pair in a path', () => ({ path: '/v1/cases/%ED%A0%80', as: applicant }), 400, 'MALFORMED_REQUEST'],
  ['an escape that is none in a path', () => ({ path: '/v1/cases/%zz', as: applicant }), 400, 'MALFORMED_REQUEST'],
  ['NUL in a query', () => ({ path: '/v1/cases?unit=a%00', as: applicant }), 400, 'INVALID_PARAMETER'],
  [
    'half a surrogate pair in a query',
    () => ({ path: '/v1/cases?unit=%ED%A0%80', as: applicant }),
    400,
    'INVALID_PARAMETER',
  ],
  [
    'a parameter given twice',
    () => ({ path: '/v1/cases?unit=a&unit=b', as: applicant }),
    400,
    'INVALID_PARAMETER',
    'unit',
  ],
  ['an unknown parameter', () => ({ path: '/v1/cases?sort=name', as: applicant }), 400, 'INVALID_PARAMETER', 'sort'],
  ['a parameter where none is taken', () => ({ path: '/v1/me?x=1', as: applicant }), 400, 'INVALID_PARAMETER', 'x'],
  ['an unknown language', () => ({ path: '/v1/me?lang=fr', as: applicant }), 400, 'INVALID_PARAMETER', 'lang'],
  ['a page of 501', () => ({ path: '/v1/cases?limit=501', as: applicant }), 400, 'INVALID_PARAMETER', 'limit'],
  ['a page of none', () => ({ path: '/v1/cases?limit=0', as: applicant }), 400, 'INVALID_PARAMETER', 'limit'],
  ['a page of infinity', () => ({ path: '/v1/cases?limit=1e9', as: applicant }), 400, 'INVALID_PARAMETER', 'limit'],
  ['a cursor that is none of ours', () => ({ path: '/v1/cases?cursor=AAAA', as: applicant }), 400, 'CURSOR_MISMATCH'],
  [
    'an id that is no UUID',
    () => opening({ json: { ...openingOf('school-1-a1'), id: '7' } }),
    422,
    'INVALID_BODY',
    '/id',
  ],
  ['a person of another spelling', () => openingWith({ person: '张三' }), 422, 'INVALID_BODY', '/data/person'],
  ['a person who is a list', () => openingWith({ person: ['school-1-a1'] }), 422, 'INVALID_BODY', '/data/person'],
  ['a person without end', () => openingWith({ person: 'x'.repeat(65) }), 422, 'INVALID_BODY', '/data/person'],
  ['an unknown level', () => openingWith({ level: 'HIGHEST' }), 422, 'INVALID_BODY', '/data/level'],
  ['a series of no committee', () => openingWith({ series: 'SERIES_OF_NOBODY' }), 409, 'NO_COMMITTEE'],
  ['a unit of nobody', () => openingWith({ unit: 'kaili-hrss' }), 409, 'UNIT_UNKNOWN'],
  [
    'a year’s case reopened by hand',
    () => openingWith({ reopens: '00000000-0000-4000-8000-000000000001' }),
    403,
    'ROLE_NOT_ENTITLED',
  ],
  ['a node on a day that does not exist', () => amending({ toDate: '2023-09-31' }), 422, 'INVALID_BODY', '/toDate'],
  ['a node at an hour that does not exist', () => amending({ time: '24:00' }), 422, 'INVALID_BODY', '/time'],
  ['a node nobody knows', () => amending({ node: 'lunch' }), 422, 'INVALID_BODY', '/node'],
  ['a committee nobody knows', () => amending({ committee: 'nobody' }), 422, 'INVALID_BODY', '/committee'],
  ['a committee every object has', () => amending({ committee: 'constructor' }), 422, 'INVALID_BODY', '/committee'],
  [
    'a clock set to a day that does not exist',
    () => ({ path: '/v1/clock', as: bureau, json: { to: '2023-02-29T00:00' } }),
    422,
    'INVALID_BODY',
    '/to',
  ],
  [
    'a clock set to the end of time',
    () => ({ path: '/v1/clock', as: bureau, json: { to: '+275760-09-13T00:00Z' } }),
    422,
    'INVALID_BODY',
    '/to',
  ],
  ['an address of nothing', () => ({ path: '/v1/nothing', as: applicant }), 404, 'NOT_FOUND'],
  ['an address that climbs', () => ({ path: '/docs/..%2f..%2fpackage.json' }), 404, 'NOT_FOUND'],
  ['a method of no use', () => ({ path: '/v1/cases', as: applicant, method: 'DELETE' }), 405, 'METHOD_NOT_ALLOWED'],
];

describe('is refused and leaves every table as it was', () => {
  test.each(rows)('%s', async (_what, call, status, code, pointer) => {
    const before = await rowCounts(office);
    const reply = await api.call(call());
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(reply.body).toMatchObject({
      status,
      type: `/problems/${code}`,
      request_id: reply.headers.get('x-request-id'),
    });
    for (const text of [reply.body.title, reply.body.detail]) expect(text).toMatch(/\p{Script=Han}/u);
    if (pointer !== undefined)
      expect(reply.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
    // Nothing of what a database or an engine would say.
    expect(reply.text).not.toMatch(/select |insert |violates|syntax|node_modules|\bat .*:\d+:\d+/i);
    expect(await rowCounts(office)).toEqual(before);
  });
});

describe('what is no HTTP', () => {
  const host = 'Host: x\r\n';
  const cases = [
    ['no request at all', 'HELLO\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['NUL in a header', `GET /livez HTTP/1.1\r\n${host}X-Thing: a\u0000b\r\n\r\n`, 400, 'MALFORMED_REQUEST'],
    [
      'headers without end',
      `GET /livez HTTP/1.1\r\n${host}X-Thing: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'two lengths',
      `POST /v1/cases HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      400,
      'MALFORMED_REQUEST',
    ],
  ] as const;

  test.each(cases)('%s', async (_what, bytes, status, code) => {
    const reply = await sendBytes(api.url, bytes);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ status, code });
    expect(reply.head).toContain('application/problem+json');
  });

  test('after a request that was answered, on the same connection', async () => {
    const first = `GET /livez HTTP/1.1\r\n${host}\r\n`;
    const { head, body } = await sendBytes(api.url, `${first}HELLO\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1.1 200/);
    expect(body).toContain('HTTP/1.1 400 Bad Request');
  });

  test('a body shorter than it says', async () => {
    const head = `POST /v1/cases HTTP/1.1\r\n${host}Authorization: Bearer token-school-1-a1-applicant\r\n`;
    const reply = await sendBytes(api.url, `${head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{}`);
    expect([400, Number.NaN]).toContain(reply.status);
    const alive = await api.call({ path: '/livez' });
    expect(alive.status).toBe(200);
  });
});

test('a list of findings is cut, not sent without end', async () => {
  const materials = Array.from({ length: 90 }, () => ({ item: '', sha256: '' }));
  const reply = await api.call(event({ json: { type: 'submit', data: { materials, content: 'x' } } }));
  expect(reply.body.errors).toHaveLength(20);
});

test('a request’s id is taken over where it is one, and made where it is not', async () => {
  const given = await api.call({ path: '/livez', headers: { 'x-request-id': 'abc-1' } });
  expect(given.headers.get('x-request-id')).toBe('abc-1');
  const made = await api.call({ path: '/livez', headers: { 'x-request-id': 'a b;c' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
