import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openingOf } from '../support/applicants.ts';
import {
  type BadCall,
  bureau,
  expectRefused,
  openingWith,
  openRefusingOffice,
  type RefusingOffice,
  toCase,
  withdrawal,
} from '../support/refusals.ts';

/** A body nobody can mean is refused by a clear problem, and nothing is written. */

let there: RefusingOffice;
beforeAll(async () => {
  there = await openRefusingOffice();
});
afterAll(() => there.close());

type Row = [what: string, call: BadCall, pointer?: string];

const raw = (text: string | Uint8Array<ArrayBuffer>): BadCall => toCase({ raw: text });
const typed = (type: string): BadCall => toCase({ raw: '{}', headers: { 'content-type': type } });
const json = (body: unknown): BadCall => toCase({ json: body });
const withText = (text: string): BadCall => json({ ...withdrawal, reason: { code: 'PERSONAL', text } });
const signedOn = (date: string): BadCall => json({ ...withdrawal, signature: { date, seal: 'a'.repeat(64) } });
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const amending = (more: object): BadCall => {
  const node = {
    committee: 'kaili-teacher',
    node: 'unitPushDue',
    toDate: '2023-09-14',
    clause: '五(一)',
    source: 'notice',
  };
  const headers = { 'if-match': '"v1"' };
  return { path: '/v1/programmes/kaili-2023/amendments', as: bureau, headers, json: { ...node, ...more } };
};
const clockTo = (to: string): BadCall => ({ path: '/v1/clock', as: bureau, json: { to } });

describe('400 MALFORMED_BODY', () => {
  const rows: Row[] = [
    ['no JSON', raw('{"type":')],
    ['nothing', raw('')],
    ['bytes that are no UTF-8', raw(new Uint8Array([0x22, 0xff, 0x22]))],
    ['a raw NUL', raw('{"type":"with\u0000draw"}')],
  ];
  test.each(rows)('%s', (_what, call) => expectRefused(there, call, { status: 400, code: 'MALFORMED_BODY' }));
});

describe('415 UNSUPPORTED_MEDIA_TYPE', () => {
  const rows: Row[] = [
    ['text', typed('text/plain')],
    ['a form', typed('application/x-www-form-urlencoded')],
    ['JSON in GBK', typed('application/json; charset=gbk')],
    ['what is compressed', toCase({ raw: '{}', headers: { 'content-encoding': 'gzip' } })],
  ];
  test.each(rows)('%s', (_what, call) => expectRefused(there, call, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' }));
});

describe('413 BODY_TOO_LARGE', () => {
  const rows: Row[] = [
    ['10 MB', json({ x: 'x'.repeat(10_000_000) })],
    ['100,001 bytes', raw(`"${'x'.repeat(99_999)}"`)],
  ];
  test.each(rows)('%s', (_what, call) => expectRefused(there, call, { status: 413, code: 'BODY_TOO_LARGE' }));
});

describe('422 UNKNOWN_EVENT', () => {
  const rows: Row[] = [
    ['an event of nobody', json({ type: 'promote', data: {} })],
    ['no event at all', json({ data: {} })],
    ['an event of the engine', json({ type: 'xstate.done.state.application' })],
    ['a deadline', json({ type: 'intakeCutoff' })],
    ['an opening', json({ type: 'open', data: {} })],
    ['a property of every object', json({ type: 'constructor' })],
  ];
  test.each(rows)('%s', (_what, call) => expectRefused(there, call, { status: 422, code: 'UNKNOWN_EVENT' }));
});

describe('422 INVALID_BODY, by the place that is wrong', () => {
  const rows: Row[] = [
    ['a list', json([withdrawal]), ''],
    ['null', raw('null'), ''],
    ['what is nested too deep', raw(`{"type":"withdraw","data":${deep(40)}}`), `/data${'/0'.repeat(12)}`],
    ['what is nested deeper than any stack', raw(deep(49_000)), '/0'.repeat(13)],
    ['a number beyond a double', raw('{"type":"extend","data":{"cutoff":1e999}}'), '/data/cutoff'],
    ['a cut-off after the last year there is', json({ type: 'extend', data: { cutoff: 8.64e15 + 1 } }), '/data/cutoff'],
    ['a field nobody knows', json({ ...withdrawal, state: 'certified' }), '/state'],
    ['a prototype', raw('{"type":"withdraw","__proto__":{"a":1}}'), '/__proto__'],
    ['a reason nobody knows', json({ ...withdrawal, reason: { code: 'WHIM' } }), '/reason/code'],
    ['a reason without end', withText('x'.repeat(2_001)), '/reason/text'],
    ['NUL in a text', withText('a\u0000b'), '/reason/text'],
    ['half a surrogate pair in a text', withText('a\ud800b'), '/reason/text'],
    ['half a surrogate pair in a name', raw('{"type":"withdraw","\\udc00":1}'), ''],
    ['a day that does not exist', signedOn('2023-02-30'), '/signature/date'],
    ['a day of infinity', signedOn('infinity'), '/signature/date'],
    ['an id that is no UUID', { path: '/v1/cases', json: { ...openingOf('school-1-a1'), id: '7' } }, '/id'],
    ['a person in another script', openingWith({ person: '张三' }), '/data/person'],
    ['a person who is a list', openingWith({ person: ['school-1-a1'] }), '/data/person'],
    ['a person without end', openingWith({ person: 'x'.repeat(65) }), '/data/person'],
    ['a level nobody knows', openingWith({ level: 'HIGHEST' }), '/data/level'],
    ['a node on a day that does not exist', amending({ toDate: '2023-09-31' }), '/toDate'],
    ['a node at an hour that does not exist', amending({ time: '24:00' }), '/time'],
    ['a node nobody knows', amending({ node: 'lunch' }), '/node'],
    ['a committee nobody knows', amending({ committee: 'nobody' }), '/committee'],
    ['a committee every object has', amending({ committee: 'constructor' }), '/committee'],
    ['a clock set to a day that does not exist', clockTo('2023-02-29T00:00'), '/to'],
    ['a clock set to the end of time', clockTo('+275760-09-13T00:00Z'), '/to'],
  ];
  test.each(rows)('%s', (_what, call, pointer) => {
    return expectRefused(there, call, { status: 422, code: 'INVALID_BODY', pointer });
  });
});

describe('what the chart refuses', () => {
  test.each([
    ['a series of no committee', openingWith({ series: 'SERIES_OF_NOBODY' }), 409, 'NO_COMMITTEE'],
    ['a unit that is none', openingWith({ unit: 'kaili-hrss' }), 409, 'UNIT_UNKNOWN'],
    [
      'a case reopened by hand',
      openingWith({ reopens: '00000000-0000-4000-8000-000000000001' }),
      403,
      'ROLE_NOT_ENTITLED',
    ],
  ] as const)('%s', (_what, call, status, code) => expectRefused(there, call, { status, code }));
});

test('a list of faults is cut, not sent without end', async () => {
  const materials = Array.from({ length: 90 }, () => ({ item: '', sha256: '' }));
  const { path = '', ...rest } = json({ type: 'submit', data: { materials, content: 'x' } });
  const reply = await there.api.call({ ...rest, as: bureau, path: path.replace('{case}', there.id) });
  expect(reply.body.errors).toHaveLength(20);
});
