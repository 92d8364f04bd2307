import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Addition, Side } from '../../machines/eligibility/additions.ts';
import type { Entry, FactEntry } from '../../machines/eligibility/entries.ts';
import type { Judgement } from '../../machines/eligibility/judgement.ts';
import { inTransaction } from '../../store/db.ts';
import { loadEntries } from '../../store/registers/entries.ts';
import { eraseKey, findByNationalId, putNationalId } from '../../store/registers/national-ids.ts';
import { addEntries } from '../../store/registers/write.ts';
import { lead, moved, openAll, wholeWay } from '../support/case-path.ts';
import { actor, type Office, openOffice, seed } from '../support/office.ts';

/** Registers of people (domain §1.2): one log a person, sealed, numbered without gaps, and what an event remembers of it. */

const BORN = '1988-03-17';
const NUMBER = '52260119880317002x';
const SECRET = Buffer.alloc(32, 7);

const born: FactEntry = { kind: 'born', fact: { on: BORN, category: 'man' } };
const course = (publicCourse: string, year = 2022): FactEntry => ({
  kind: 'hours',
  fact: { year, course: 'PUBLIC', hours: 30, publicCourse },
});
const graded: Entry = { kind: 'assessment', fact: { year: 2022, grade: 'QUALIFIED' } };
const sanction: Entry = {
  kind: 'sanction',
  fact: { regime: 'PARTY', kind: 'WARNING', sanctionedOn: '2023-01-05' },
};
const check = (of: number): Entry => ({ kind: 'check', of, source: 'hrss', result: 'MATCH', on: '2023-08-01' });

let office: Office;
beforeAll(async () => {
  const people = seed.people.map((one) => (one.id === 'company-1-a0' ? { ...one, entries: [graded, check(1)] } : one));
  office = await openOffice({ seed: { ...seed, people } });
});
afterAll(() => office.close());

const add = (person: string, entries: readonly Entry[], side: Side = 'declarer') =>
  addAll([{ person, additions: entries.map((entry) => ({ case: null, entry })) }], side);
const addAll = (additions: readonly { person: string; additions: readonly Addition[] }[], side: Side = 'declarer') => {
  const role = side === 'declarer' ? 'unitHandler' : side === 'hrssBureau' ? 'bureauOfficer' : 'departmentOfficer';
  const author = { person: 'school-1-handler', role, organisation: 'school-1', side };
  return inTransaction(office.pool, (tx) => addEntries(tx, additions, { author, recorded: 1 }));
};
const registerOf = async (person: string) => (await loadEntries(office.pool, [person])).get(person)!;

describe('a register', () => {
  test('is numbered from 1 without gaps, also where many add at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => add('school-1-a1', [course(`course-${n}`), graded])));
    const { entries } = await registerOf('school-1-a1');
    expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
  });

  test('is read as it was written, as of an entry where one is named, and of many people in one statement', async () => {
    await addAll([
      {
        person: 'school-1-a2',
        additions: [
          { case: null, entry: born },
          { case: null, entry: graded },
        ],
      },
      { person: 'school-1-a3', additions: [{ case: null, entry: graded }] },
    ]);
    const people = ['school-1-a2', 'school-1-a3', 'school-1-a4'];
    const registers = await loadEntries(office.pool, people);
    expect(people.map((one) => registers.get(one)?.entries.map(({ entry }) => entry))).toEqual([
      [born, graded],
      [graded],
      [],
    ]);
    expect((await loadEntries(office.pool, people, { upTo: 1 })).get('school-1-a2')?.entries).toHaveLength(1);
  });

  test('may begin with the installation, with what offices had entered before', async () => {
    const { entries } = await registerOf('company-1-a0');
    expect(entries).toMatchObject([
      { n: 1, role: 'system', by: null, entry: graded },
      { n: 2, entry: check(1) },
    ]);
  });

  test('only grows', async () => {
    for (const change of ['update register_entries set n = n + 100', 'delete from register_entries']) {
      await expect(office.query(change)).rejects.toThrow('the history only grows');
    }
  });

  test('holds nothing personal in the clear, and no hash that could be guessed', async () => {
    await add('school-1-a5', [born, born]);
    const rows = await office.query<{ sha256: string; row: string }>(
      `select sha256, row_to_json(r)::text as row from register_entries r where person = 'school-1-a5'`,
    );
    expect(rows[0]?.sha256).not.toBe(rows[1]?.sha256);
    for (const { row } of rows) expect(row).not.toContain(BORN);
  });

  test.each([
    ['speaks of no entry', [check(9)], 'hrssBureau', 'ENTRY_UNKNOWN'],
    ['checks what the same side declared', [graded, check(1)], 'declarer', 'ENTRY_NOT_ENTITLED'],
    [
      'speaks of what was withdrawn',
      [graded, { kind: 'withdrawal', of: 1 }, check(1)],
      'hrssBureau',
      'ENTRY_WITHDRAWN',
    ],
    [
      'corrects a fact into another',
      [graded, { kind: 'correction', of: 1, replacement: born }],
      'declarer',
      'ENTRY_OTHER_KIND',
    ],
    ['takes a sanction back', [sanction, { kind: 'withdrawal', of: 1 }], 'declarer', 'ENTRY_OF_OTHERS'],
    ['credits a course twice', [course('law'), course('law', 2021)], 'declarer', 'ALREADY_CREDITED'],
    [
      'verifies hours for another office',
      [
        course('law'),
        { kind: 'hoursVerification', of: 1, by: 'hrssBureau', on: '2023-08-01', signed: true, sealed: true },
      ],
      'healthAuthority',
      'ENTRY_NOT_ENTITLED',
    ],
  ] as const)('takes no entry that %s, and of a batch with one takes nothing', async (_, entries, side, code) => {
    expect(await add('school-1-a6', entries, side)).toMatchObject({ outcome: 'refused', code, at: entries.length - 1 });
    expect((await registerOf('school-1-a6')).hashes).toEqual([]);
  });

  test('credits a public course once, also over two commands, and a correction of it is no second credit', async () => {
    await add('school-1-a7', [course('ethics')]);
    expect(await add('school-1-a7', [course('ethics', 2020)])).toMatchObject({ code: 'ALREADY_CREDITED' });
    const correction: Entry = { kind: 'correction', of: 1, replacement: course('ethics', 2021) };
    expect(await add('school-1-a7', [correction])).toMatchObject({ outcome: 'added' });
  });

  test('of somebody whose key is gone tells nothing and takes nothing, and nothing throws', async () => {
    await add('school-1-a8', [born]);
    await inTransaction(office.pool, (tx) => eraseKey(tx, 'school-1-a8'));
    expect(await registerOf('school-1-a8')).toMatchObject({ entries: [], hashes: [expect.stringMatching(/^\w{64}$/)] });
    expect(await add('school-1-a8', [graded])).toMatchObject({ code: 'REGISTER_CLOSED' });
    expect(await add('nobody', [graded])).toMatchObject({ code: 'PERSON_NOT_FOUND' });
  });
});

describe('an ID number', () => {
  const put = (person: string, number = NUMBER) =>
    inTransaction(office.pool, (tx) => putNationalId(tx, { person, number }, SECRET));

  test('is found by whoever has the key, however it is written, and by nobody else', async () => {
    expect([await put('school-1-a9'), await put('school-1-a9')]).toEqual(['put', 'put']);
    expect(await findByNationalId(office.pool, '522601 19880317 002X', SECRET)).toBe('school-1-a9');
    expect(await findByNationalId(office.pool, NUMBER, Buffer.alloc(32, 8))).toBeNull();
  });

  test('is one person’s, and of a person there is one', async () => {
    expect(await put('school-1-a10')).toBe('taken');
    expect(await put('school-1-a9', '522601199001010011')).toBe('taken');
  });

  test('finds nobody once the person’s key is gone', async () => {
    await inTransaction(office.pool, (tx) => eraseKey(tx, 'school-1-a9'));
    expect(await findByNationalId(office.pool, NUMBER, SECRET)).toBeNull();
    expect(await put('school-1-a9')).toBe('closed');
  });
});

describe('a case', () => {
  const facts = async (id: string, type: string) =>
    (
      await office.query<{
        facts: { eligibility?: Judgement | null };
      }>('select facts from events where case_id = $1 and type = $2', [id, type])
    )[0]?.facts.eligibility;

  test('of somebody without any entry is judged by nothing', async () => {
    const [id] = (await openAll(office, ['school-2-a0'])) as [string];
    await lead(office, id, ['submit']);
    expect(await facts(id, 'submit')).toBeNull();
  });

  test('is stamped at every act that asks who may apply, and nothing personal stands in its events', async () => {
    await add('school-1-a0', [born, graded]);
    await inTransaction(office.pool, (tx) => putNationalId(tx, { person: 'school-1-a0', number: NUMBER }, SECRET));
    const [id] = (await openAll(office, ['school-1-a0'])) as [string];
    await lead(office, id, wholeWay);
    const submitted = await facts(id, 'submit');
    expect(submitted?.stamp).toEqual({
      programme: 'kaili-2023',
      programmeVersion: 1,
      rulesVersion: 1,
      on: '2023-08-02',
      cutoff: '2023-12-31',
    });
    expect(submitted?.dossier).toEqual({ entries: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(submitted?.evaluated).toMatchObject({
      route: 'ORDINARY',
      outcome: 'FAIL',
      outcomes: { E09: expect.any(String) },
    });
    for (const act of ['passPolicy', 'confirm']) expect((await facts(id, act))?.dossier.entries, act).toBe(2);
    const everything = await office.query<{ text: string }>(
      `select row_to_json(e)::text as text from events e union all select row_to_json(c)::text from cases c
        union all select row_to_json(o)::text from outbox o union all select row_to_json(i)::text from inbox i`,
    );
    expect(everything.length).toBeGreaterThan(20);
    for (const { text } of everything) expect(text).not.toMatch(new RegExp(`${BORN}|${NUMBER}`, 'i'));
  });

  test('is judged by the programme it was opened under, whatever is amended since', async () => {
    await add('school-2-a1', [graded]);
    const [id] = (await openAll(office, ['school-2-a1'])) as [string];
    await office.query(
      `insert into programmes (id, version, body) select id, version + 1, body from programmes where id = 'kaili-2023'`,
    );
    await lead(office, id, ['submit']);
    expect((await facts(id, 'submit'))?.stamp).toMatchObject({ programmeVersion: 1 });
    const [row] = await office.query<{ rules: object }>(
      `select snapshot -> 'context' -> 'rules' as rules from cases where id = $1`,
      [id],
    );
    expect(row?.rules).toEqual({ programme: 1, eligibility: 1 });
    const later = moved(
      await office.send({ case: id, type: 'withdraw', by: actor('applicant', 'school-2-a1'), reason: 'PERSONAL' }),
    );
    expect(later.now.ended).toBe('withdrawn');
  });

  test('whose register nobody can read any more is stamped all the same', async () => {
    await add('school-2-a2', [graded]);
    const [id] = (await openAll(office, ['school-2-a2'])) as [string];
    await inTransaction(office.pool, (tx) => eraseKey(tx, 'school-2-a2'));
    await lead(office, id, ['submit']);
    expect(await facts(id, 'submit')).toMatchObject({ dossier: { entries: 1 }, evaluated: null });
  });
});
