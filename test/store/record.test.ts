import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openText } from '../../store/sealing.ts';
import { act, caseOf, lead, moved, wholeWay } from '../support/case-path.ts';
import { actor, type Office, openOffice, sha } from '../support/office.ts';

/** History only grows, is chained, and holds nothing personal (design D7). */

type Row = Record<string, unknown> & { case_id: string; seq: number; prev: Buffer; hash: Buffer };

const secret = '因家中老人患病,需要照料。\u0041\u030a 🙂';

let office: Office;
/** Certified, withdrawn with a text, and objected to on behalf of somebody. */
let whole: string;
let withdrawn: string;
beforeAll(async () => {
  office = await openOffice();
  whole = await office.open('school-1-a0');
  withdrawn = await office.open('school-1-a1');
  await lead(office, withdrawn, ['submit']);
  moved(await act(office, withdrawn, 'withdraw', { text: secret, key: 'with a key' }));
  await lead(office, whole, wholeWay.slice(0, wholeWay.indexOf('convene')));
  const matter = caseOf('matter');
  const neighbour = { ...actor('citizen', 'neighbour'), onBehalfOf: 'school-2-a0' };
  moved(await office.send({ case: whole, type: 'complain', by: neighbour, data: { matter, alleges: 'OTHER' } }));
  const organiser = { case: whole, by: actor('organiserOfficer', 'kaili-1') };
  const data = { matter, outcome: 'dismissed' };
  moved(await office.send({ ...organiser, type: 'resolveComplaint', data, reason: 'OTHER', document: sha('finding') }));
  await lead(office, whole, wholeWay.slice(wholeWay.indexOf('convene')));
});
afterAll(() => office.close());

const events = () => office.query<Row>('select * from events order by case_id, seq');

/** As design D7 says it, written once more. */
function hashOf(row: Row): string {
  const told = Object.entries(row).filter(
    ([column, value]) => !['prev', 'hash', 'tx'].includes(column) && value !== null,
  );
  return createHash('sha256')
    .update(row.prev)
    .update(canonicalize(Object.fromEntries(told)) ?? '')
    .digest('hex');
}

describe('the chain', () => {
  test('begins with nothing, joins event to event, and ends in the case’s row', async () => {
    for (const id of [whole, withdrawn]) {
      const chain = (await events()).filter((row) => row.case_id === id);
      expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
      let before = Buffer.alloc(32).toString('hex');
      for (const row of chain) {
        expect(row.prev.toString('hex')).toBe(before);
        expect(hashOf(row), `${row.seq} ${String(row.type)}`).toBe(row.hash.toString('hex'));
        before = row.hash.toString('hex');
      }
      const [row] = await office.query<{ head: string }>(
        `select encode(head_hash, 'hex') as head from cases where id = $1`,
        [id],
      );
      expect(row?.head).toBe(before);
    }
  });

  test('holds every column: whichever is changed, and whatever is put into an empty one, it breaks', async () => {
    const columns = (
      await office.query<{ column_name: string }>(
        `select column_name from information_schema.columns where table_name = 'events'`,
      )
    ).map(({ column_name }) => column_name);
    const rows = await events();
    const hashed = columns.filter((column) => !['hash', 'tx'].includes(column));
    for (const column of hashed) {
      for (const row of rows) {
        const changed = column === 'prev' ? Buffer.alloc(32, 1) : row[column] === null ? 'x' : null;
        expect(hashOf({ ...row, [column]: changed }), column).not.toBe(row.hash.toString('hex'));
      }
      expect(
        rows.some((row) => row[column] !== null),
        `${column} is never filled in this test`,
      ).toBe(column !== 'request_id');
    }
  });

  test('is that of the row as it is read back, whatever JSON does on the way', async () => {
    const id = await office.open('school-1-a2');
    const data = { left: undefined, one: 1.0, tiny: 1e-7, text: '\u2028"\\/\u0001é😀', nested: [{ b: 1, a: null }] };
    moved(await act(office, id, 'withdraw', { data }));
    const [row] = (await events()).filter((event) => event.case_id === id && event.type === 'withdraw');
    const { left: _, ...kept } = data;
    expect(row?.payload).toEqual(kept);
    expect(hashOf(row!)).toBe(row?.hash.toString('hex'));
  });
});

describe('an event', () => {
  test.each([
    ['changed', `update events set reason = 'OTHER' where seq = 1`],
    ['taken away', 'delete from events where seq = 1'],
    ['taken away with all others', 'truncate events cascade'],
  ])('is not %s', async (_, statement) => {
    const before = await events();
    await expect(office.query(statement)).rejects.toMatchObject({ code: '23001' });
    expect(await events()).toEqual(before);
  });

  test('is not written twice', async () => {
    const copy = `insert into events select * from events where case_id = '${whole}' and seq = 1`;
    await expect(office.query(copy)).rejects.toMatchObject({ constraint: 'events_pkey' });
  });

  test('says who acted, for whom, by which clause and on what facts', async () => {
    const rows = await events();
    const of = (type: string) => rows.find((row) => row.case_id === whole && row.type === type);
    expect(of('complain')).toMatchObject({
      actor: 'neighbour',
      on_behalf_of: 'school-2-a0',
      role: 'citizen',
      organisation: null,
      past: 'complained',
    });
    expect(of('recommend')).toMatchObject({
      clause: '二(二)2',
      organisation: 'school-1',
      facts: { vacancy: { approved: 2, reserved: 0, own: false }, bars: [] },
      signature: { date: '2023-09-01' },
    });
    expect(of('resolveComplaint')).toMatchObject({ reason: 'OTHER', document: sha('finding') });
    expect(of('internalPublicityEnd')).toMatchObject({
      actor: null,
      role: 'clock',
      channel: 'clock',
      past: 'internalPublicityEnd',
      holder_role: 'unitAdmin',
      holder_org: 'school-1',
    });
    expect(of('confirm')).toMatchObject({ state: 'certified', holder_role: null });
  });
});

describe('a text', () => {
  const sealed = async () =>
    (
      await office.query<{ person: string; sealed: Buffer; seq: number }>(
        'select person, sealed, seq from texts where case_id = $1',
        [withdrawn],
      )
    )[0];
  const keyOf = async (person: string) =>
    (await office.query<{ key: Buffer | null }>('select key from people where id = $1', [person]))[0]?.key;

  test('is sealed with the key of the person it speaks of; the event holds its hash alone', async () => {
    const text = await sealed();
    expect(text?.person).toBe('school-1-a1');
    expect(openText((await keyOf('school-1-a1'))!, text!.sealed)).toBe(secret);
    const [event] = (await events()).filter((row) => row.case_id === withdrawn && row.seq === text?.seq);
    expect(event?.text_sha256).toBe(sha(secret));
    const everything = await office.query('select e::text as row from events e union all select o::text from outbox o');
    expect(JSON.stringify(everything)).not.toContain('老人');
  });

  test('is read by nobody with another key, and not once it was touched', async () => {
    const { sealed: text } = (await sealed())!;
    const other = (await keyOf('school-1-a0'))!;
    expect(() => openText(other, text)).toThrow();
    const touched = Buffer.from(text);
    touched.writeUInt8(touched.readUInt8(30) ^ 1, 30);
    const own = (await keyOf('school-1-a1'))!;
    expect(openText(own, text)).toBe(secret);
    expect(() => openText(own, touched)).toThrow();
  });

  test('is gone with the person’s key, and the history stands as it stood', async () => {
    const before = (await events()).map(({ hash }) => hash.toString('hex'));
    await office.query(`update people set key = null where id = 'school-1-a1'`);
    expect(await keyOf('school-1-a1')).toBeNull();
    const rows = await events();
    expect(rows.map(({ hash }) => hash.toString('hex'))).toEqual(before);
    expect(rows.map(hashOf)).toEqual(before);
  });

  test('about somebody whose key is gone is not kept, and the event is', async () => {
    const id = await office.open('school-1-a3');
    await office.query(`update people set key = null where id = 'school-1-a3'`);
    const answer = moved(await act(office, id, 'withdraw', { text: secret }));
    const [event] = (await events()).filter((row) => row.case_id === id && row.seq === answer.seq);
    expect(event?.text_sha256).toBe(sha(secret));
    expect(await office.query('select from texts where case_id = $1', [id])).toEqual([]);
  });
});
