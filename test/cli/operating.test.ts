import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { alarmWords } from '../../cli/commands/alarms.ts';
import { run } from '../../cli/zhicheng.ts';
import { calendarsFolder } from '../../config/calendars.ts';
import { parseInstant } from '../../machines/time.ts';
import { alarmKinds, raiseAlarms } from '../../store/alarms.ts';
import { inTransaction } from '../../store/db.ts';
import { emptyDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { programmeText } from '../support/programmes.ts';

/** `zhicheng` on a database, in English. */
async function zhicheng(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run([...args, '--lang', 'en'], { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const noon = parseInstant('2023-08-07T12:00');
const offices: Office[] = [];

async function onDatabaseOf(kind: 'demonstration' | 'production'): Promise<Office> {
  const clock = kind === 'production' ? ({ mode: 'real' } as const) : ({ mode: 'offset', instant: noon } as const);
  const office = await openOffice({ kind, clock: { ...clock, graceMs: 5_000 } });
  offices.push(office);
  vi.stubEnv('DATABASE_URL', office.url);
  return office;
}

afterEach(() => vi.unstubAllEnvs());
afterAll(() => Promise.all(offices.map((office) => office.close())));

describe('zhicheng clock', () => {
  test('says what the clock says, and sets that of a demonstration forward', async () => {
    await onDatabaseOf('demonstration');
    expect(await zhicheng('clock', 'show')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2023-08-07T12:00.*runs, and can be set forward\ngrace: 5000 ms\ntimers: going$/),
    });
    const moved = await zhicheng('clock', 'move', '2023-08-11');
    expect(moved).toMatchObject({ code: 0, out: expect.stringMatching(/^2023-08-11T00:00:0/) });
  });

  test('does not set it back, nor that of a production at all', async () => {
    await onDatabaseOf('demonstration');
    const back = await zhicheng('clock', 'move', '2023-08-01T09:00');
    expect(back).toMatchObject({ code: 1, err: expect.stringContaining('the clock only moves forward') });
    await onDatabaseOf('production');
    const real = await zhicheng('clock', 'move', '2030-01-01');
    expect(real).toMatchObject({ code: 1, err: expect.stringContaining('the clock of a production cannot be moved') });
  });

  test('asks the workers for a round, in a demonstration', async () => {
    const office = await onDatabaseOf('demonstration');
    expect(await zhicheng('clock', 'round', 'observation')).toMatchObject({ code: 0 });
    expect(await office.query('select round, outcome from asked_rounds')).toEqual([
      { round: 'observation', outcome: null },
    ]);
    await onDatabaseOf('production');
    expect(await zhicheng('clock', 'round', 'night')).toMatchObject({ code: 1 });
  });

  test('holds the timers, and releases them for somebody who is named', async () => {
    const office = await onDatabaseOf('production');
    expect((await zhicheng('clock', 'hold')).out).toContain('timers: held');
    expect(await zhicheng('clock', 'release')).toMatchObject({ code: 2 });
    expect((await zhicheng('clock', 'show')).out).toContain('timers: held');
    expect((await zhicheng('clock', 'release', '--by', '张三')).out).toContain('timers: going');
    expect(await office.query('select kind, by_person from clock_moves order by id')).toEqual([
      { kind: 'hold', by_person: null },
      { kind: 'release', by_person: '张三' },
    ]);
  });

  test('refuses what is no instant and what it does not know, with how it is used', async () => {
    for (const args of [['move', 'tomorrow'], ['move'], ['back'], ['show', 'now'], ['round', 'noon']]) {
      expect(await zhicheng('clock', ...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage') });
    }
  });
});

describe('zhicheng alarms', () => {
  test('lists the latest first, in words, and says when there are none', async () => {
    const office = await onDatabaseOf('demonstration');
    expect(await zhicheng('alarms')).toMatchObject({ code: 0, out: 'no alarms' });
    const all = alarmKinds.map((kind) => ({ kind, body: { of: kind } }));
    await inTransaction(office.pool, (tx) => raiseAlarms(tx, all));
    const lines = (await zhicheng('alarms')).out.split('\n');
    expect(lines).toHaveLength(alarmKinds.length);
    for (const [index, kind] of alarmKinds.toReversed().entries()) {
      expect(lines[index]).toContain(alarmWords[kind].en);
      expect(lines[index]).toContain(`{"of":"${kind}"}`);
    }
    expect((await zhicheng('alarms', '--most', '1')).out.split('\n')).toHaveLength(1);
    expect(await zhicheng('alarms', '--most', 'all')).toMatchObject({ code: 2 });
  });
});

describe('zhicheng programme import', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'programme-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (id: string, change: (text: string) => string) => {
    const path = join(folder, `${id}.yaml`);
    writeFileSync(path, change(programmeText('kaili-2023')));
    return path;
  };
  const versions = (office: Office) =>
    office.query<{ id: string; version: number }>('select id, version from programmes order by id, version');

  test('makes a new file version 1, and changes nothing for the same again', async () => {
    const office = await onDatabaseOf('production');
    const next = file('leishan-2023', (text) => text.replace('id: kaili-2023', 'id: leishan-2023'));
    expect(await zhicheng('programme', 'import', next)).toMatchObject({
      code: 0,
      out: 'leishan-2023: imported as version 1',
    });
    expect(await zhicheng('programme', 'import', next)).toMatchObject({
      code: 0,
      out: 'leishan-2023: the same as version 1, which runs',
    });
    expect(await versions(office)).toEqual(
      ['kaili-2022', 'kaili-2023', 'leishan-2023'].map((id) => ({ id, version: 1 })),
    );
  });

  test('does not amend what runs, but says how that is done', async () => {
    const office = await onDatabaseOf('production');
    const before = await versions(office);
    const changed = file('kaili-2023', (text) => text.replace('toDate: 2023-09-19', 'toDate: 2023-09-18'));
    expect(await zhicheng('programme', 'import', changed)).toMatchObject({
      code: 1,
      err: expect.stringContaining('amend it: POST /v1/programmes/kaili-2023/amendments'),
    });
    expect(await versions(office)).toEqual(before);
  });

  test('does not import what zhicheng check would refuse', async () => {
    const broken = file('kaili-2023', (text) => text.replace('{ value: 13,', '{ value: 12,'));
    expect(await zhicheng('programme', 'import', broken)).toMatchObject({
      code: 1,
      err: expect.stringContaining('has 1 errors: see zhicheng check'),
    });
  });
});

describe('zhicheng gazette import', () => {
  const gazette2026 = join(calendarsFolder, '2026.yaml');

  test('loads a notice once, and orders the deadlines it touches to be computed anew', async () => {
    const office = await onDatabaseOf('production');
    await office.query('delete from gazettes where year = 2026');
    expect(await zhicheng('gazette', 'import', gazette2026)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2026: loaded; version \d+ of the calendar$/),
    });
    expect(await office.query('select count(*)::int as n from recomputations')).toEqual([{ n: 1 }]);
    expect(await zhicheng('gazette', 'import', gazette2026)).toMatchObject({ code: 0, out: '2026: loaded before' });
    expect(await office.query('select count(*)::int as n from recomputations')).toEqual([{ n: 1 }]);
  });

  test('refuses another text for the same notice', async () => {
    const office = await onDatabaseOf('production');
    await office.query(`update gazettes set body = '{}' where year = 2026`);
    expect(await zhicheng('gazette', 'import', gazette2026)).toMatchObject({
      code: 1,
      err: expect.stringContaining('another notice for 2026'),
    });
  });
});

describe('zhicheng verify', () => {
  test('ends with the number of violations, and says where they are', async () => {
    const office = await onDatabaseOf('demonstration');
    const id = await office.open('school-1-a0');
    expect(await zhicheng('verify')).toEqual({ code: 0, out: '1 events of 1 cases, 0 violations', err: '' });
    // What was told has not been delivered: that is under way, and no violation unless all should be done.
    expect(await zhicheng('verify', '--settled')).toMatchObject({ code: 1, err: expect.stringContaining('inFlight') });
    await office.query('delete from deadlines where case_id = $1', [id]);
    const after = await zhicheng('verify');
    expect(after.code).toBe(1);
    expect(after.err).toContain(id);
  });
});

describe('where there is nothing yet', () => {
  test('every command says so', async () => {
    const database = await emptyDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'nothing-'));
    for (const [name, value] of [
      ['DATABASE_URL', database.url],
      ['DATA_DIR', folder],
    ] as const) {
      vi.unstubAllEnvs();
      vi.stubEnv(name, value);
      expect(await zhicheng('clock', 'show')).toEqual({
        code: 1,
        out: '',
        err: 'there is no database yet: run npm start first',
      });
    }
    rmSync(folder, { recursive: true });
    await database.drop();
  });
});
