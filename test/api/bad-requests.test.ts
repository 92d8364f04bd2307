import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../api/problems.ts';
import { sendBytes } from '../support/raw-http.ts';
import {
  type BadCall,
  expectRefused,
  openRefusingOffice,
  type RefusingOffice,
  toCase,
  withdrawal,
} from '../support/refusals.ts';

/** Headers, addresses and senders nobody can mean are refused by a clear problem, and nothing is written. */

let there: RefusingOffice;
beforeAll(async () => {
  there = await openRefusingOffice();
});
afterAll(() => there.close());

type Row = [what: string, call: BadCall, status: number, code: ProblemCode, pointer?: string];

const sent = (headers: Record<string, string>, more: BadCall = {}) => toCase({ json: withdrawal, headers, ...more });
const keyed = (key: string) => sent({ 'if-match': '"v2"', 'idempotency-key': key });
const from = (as: string | null) => toCase({ json: withdrawal, as });
const read = (path: string): BadCall => ({ path });

describe('a version', () => {
  const rows: Row[] = [
    ['that is missing', sent({}), 428, 'VERSION_REQUIRED'],
    ['that is old', sent({ 'if-match': '"v1"' }), 412, 'STALE_VERSION'],
    ['that is to come', sent({ 'if-match': '"v9"' }), 412, 'STALE_VERSION'],
    ['that is any', sent({ 'if-match': '*' }), 400, 'INVALID_HEADER', 'if-match'],
    ['of which there are two', sent({ 'if-match': '"v1", "v2"' }), 400, 'INVALID_HEADER', 'if-match'],
    ['that is none', sent({ 'if-match': '"v0"' }), 400, 'INVALID_HEADER', 'if-match'],
  ];
  test.each(rows)('%s', (_what, call, status, code, pointer) => expectRefused(there, call, { status, code, pointer }));
});

describe('a key', () => {
  const rows: Row[] = [
    ['that was used for another body', keyed('used'), 422, 'KEY_REUSED'],
    ['that is no text', keyed('"a"b"'), 400, 'INVALID_HEADER', 'idempotency-key'],
    ['of two', keyed('"a", "b"'), 400, 'INVALID_HEADER', 'idempotency-key'],
    ['without end', keyed('x'.repeat(201)), 400, 'INVALID_HEADER', 'idempotency-key'],
    ['in another script', keyed('\u00e9'), 400, 'INVALID_HEADER', 'idempotency-key'],
  ];
  test.each(rows)('%s', (_what, call, status, code, pointer) => expectRefused(there, call, { status, code, pointer }));
});

describe('a sender', () => {
  const basic = sent({ authorization: 'Basic YTpi', 'if-match': '"v2"' }, { as: null });
  const rows: Row[] = [
    ['of the wrong role', from('school-1-handler/unitHandler'), 403, 'ROLE_NOT_ENTITLED'],
    ['of another organisation', from('school-2-admin/unitAdmin'), 404, 'CASE_NOT_FOUND'],
    ['who is nobody', from(null), 401, 'UNAUTHENTICATED'],
    ['whom nobody knows', from('token-of-nobody'), 401, 'UNAUTHENTICATED'],
    ['by another scheme', basic, 401, 'UNAUTHENTICATED'],
  ];
  test.each(rows)('%s', (_what, call, status, code, pointer) => expectRefused(there, call, { status, code, pointer }));
});

describe('an address', () => {
  const rows: Row[] = [
    ['with NUL in its path', read('/v1/cases/a%00b'), 400, 'INVALID_PARAMETER', 'id'],
    ['with half a surrogate pair in its path', read('/v1/cases/%ED%A0%80'), 400, 'MALFORMED_REQUEST'],
    ['with an escape that is none in its path', read('/v1/cases/%zz'), 400, 'MALFORMED_REQUEST'],
    ['with NUL in its query', read('/v1/cases?unit=a%00'), 400, 'INVALID_PARAMETER'],
    ['with half a surrogate pair in its query', read('/v1/cases?unit=%ED%A0%80'), 400, 'INVALID_PARAMETER'],
    ['with a parameter given twice', read('/v1/cases?unit=a&unit=b'), 400, 'INVALID_PARAMETER', 'unit'],
    ['with a parameter nobody knows', read('/v1/cases?sort=name'), 400, 'INVALID_PARAMETER', 'sort'],
    ['with a parameter where none is taken', read('/v1/me?x=1'), 400, 'INVALID_PARAMETER', 'x'],
    ['in a language nobody speaks', read('/v1/me?lang=fr'), 400, 'INVALID_PARAMETER', 'lang'],
    ['for a page of 501', read('/v1/cases?limit=501'), 400, 'INVALID_PARAMETER', 'limit'],
    ['for a page of none', read('/v1/cases?limit=0'), 400, 'INVALID_PARAMETER', 'limit'],
    ['for a page of infinity', read('/v1/cases?limit=1e9'), 400, 'INVALID_PARAMETER', 'limit'],
    ['with a cursor that is none of ours', read('/v1/cases?cursor=AAAA'), 400, 'CURSOR_MISMATCH'],
    ['of nothing', read('/v1/nothing'), 404, 'NOT_FOUND'],
    ['that climbs', read('/docs/..%2f..%2fpackage.json'), 404, 'NOT_FOUND'],
    ['asked by a method it does not take', { path: '/v1/cases', method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
  ];
  test.each(rows)('%s', (_what, call, status, code, pointer) => expectRefused(there, call, { status, code, pointer }));
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
    const reply = await sendBytes(there.api.url, bytes);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ status, code });
    expect(reply.head).toContain('application/problem+json');
  });

  test('after a request that was answered, on the same connection', async () => {
    const first = `GET /livez HTTP/1.1\r\n${host}\r\n`;
    const { head, body } = await sendBytes(there.api.url, `${first}HELLO\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1.1 200/);
    expect(body).toContain('HTTP/1.1 400 Bad Request');
  });

  test('a body shorter than it says', async () => {
    const head = `POST /v1/cases HTTP/1.1\r\n${host}Authorization: Bearer token-school-1-a1-applicant\r\n`;
    const reply = await sendBytes(
      there.api.url,
      `${head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{}`,
    );
    expect([400, Number.NaN]).toContain(reply.status);
    const alive = await there.api.call({ path: '/livez' });
    expect(alive.status).toBe(200);
  });
});

test('a request’s id is taken over where it is one, and made where it is not', async () => {
  const given = await there.api.call({ path: '/livez', headers: { 'x-request-id': 'abc-1' } });
  expect(given.headers.get('x-request-id')).toBe('abc-1');
  const made = await there.api.call({ path: '/livez', headers: { 'x-request-id': 'a b;c' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
