import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, type FindingName, findingNames } from '../../verify/findings.ts';
import { verify } from '../../verify/verification.ts';
import { doubted } from '../support/histories/afterwards.ts';
import { damage, type PlayedYear, playedYear } from '../support/histories/copies.ts';
import { idOf } from '../support/histories/corruption.ts';
import { corruptionsAround } from '../support/histories/corruptions-around.ts';
import { corruptionsOfBallots, lawfulVote } from '../support/histories/corruptions-ballots.ts';
import { corruptionsOfDuties } from '../support/histories/corruptions-duties.ts';
import { corruptionsOfPublicities } from '../support/histories/corruptions-publicities.ts';
import { corruptionsOfSittings } from '../support/histories/corruptions-sittings.ts';
import { corruptionsOfTitles } from '../support/histories/corruptions-titles.ts';
import { corruptionsWithin } from '../support/histories/corruptions-within.ts';
import { patches } from '../support/histories/patches.ts';
import { onDatabase } from '../support/sql.ts';

let year: PlayedYear;
beforeAll(async () => {
  year = await playedYear();
});
afterAll(() => year.drop());

async function findingsAfter(work: Parameters<typeof damage>[1]): Promise<readonly Finding[]> {
  const database = await year.copy();
  try {
    await damage(database.url, work);
    return (await verify({ database: database.url, settled: true })).findings;
  } finally {
    await database.drop();
  }
}

const corruptions = [
  ...corruptionsWithin,
  ...corruptionsAround,
  ...corruptionsOfBallots,
  ...corruptionsOfDuties,
  ...corruptionsOfTitles,
  ...corruptionsOfPublicities,
];

/** In the tests of the seal, of what is under way, and of rows that cannot be read. */
const FOUND_ELSEWHERE: readonly FindingName[] = [
  'sealBroken',
  'sealTailCut',
  'sealFileEdited',
  'inFlight',
  'overdue',
  'rowUnreadable',
  'rulesUnknown',
];

const namesIn = (findings: readonly Finding[]) => new Set<FindingName>(findings.map(({ name }) => name));

describe('what somebody with all rights does to the record is found and named', () => {
  it.each(corruptions)('$title', async ({ damage: corrupt, finds }) => {
    let damaged = '';
    const findings = await findingsAfter(async (db) => {
      damaged = await corrupt(db);
    });
    expect([...namesIn(findings)]).toEqual(expect.arrayContaining([...finds]));
    expect(findings.filter((finding) => finds.includes(finding.name)).map((finding) => finding.case)).toContain(
      damaged,
    );
  });

  it('every name of a finding is expected of some damage, some planted bug, or the seal', () => {
    const expected = [...corruptions, ...corruptionsOfSittings, ...patches].flatMap(({ finds }) => finds);
    const known = new Set<FindingName>([...expected, ...FOUND_ELSEWHERE]);
    expect(findingNames.filter((name) => !known.has(name))).toEqual([]);
  });

  it('nothing is found where nothing was done, or a lawful vote was held', async () => {
    expect(await findingsAfter(async () => undefined)).toEqual([]);
    expect(await findingsAfter(lawfulVote)).toEqual([]);
  });
});

describe('the history only grows', () => {
  it.each(['update events set actor = null', 'delete from events', 'truncate events cascade'])('%s', async (sql) => {
    await expect(onDatabase(year.url, (db) => db.query(sql))).rejects.toThrow('the history only grows');
  });

  it('and a trigger that was left off is found', async () => {
    const findings = await findingsAfter(async () => undefined);
    expect(namesIn(findings)).not.toContain('fenceDown');
    const database = await year.copy();
    await onDatabase(database.url, (db) => db.query('alter table events disable trigger events_only_grow'));
    const { findings: after } = await verify({ database: database.url });
    await database.drop();
    expect(namesIn(after)).toEqual(new Set(['fenceDown']));
  });
});

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Another value of the same type, whatever stands there. */
const OTHER: Readonly<Record<string, (name: string) => string>> = {
  bigint: (name) => `coalesce(${name}, 0) + 1`,
  integer: (name) => `coalesce(${name}, 0) + 1000`,
  text: (name) => `coalesce(${name}, '') || 'x'`,
  json: () => `'{"other": 1}'`,
  bytea: (name) => `set_byte(${name}, 31, 255 - get_byte(${name}, 31))`,
  uuid: () => `'00000000-0000-4000-8000-000000000000'`,
  xid8: (name) => `(${name}::text::bigint + 1)::text::xid8`,
};

/** `tx` is outside the chain, for it is no part of what happened; that it is the row's own is checked apart. */
const OUTSIDE: Readonly<Record<string, readonly FindingName[]>> = {
  tx: ['rowRewritten'],
  prev: ['chainBroken', 'hashWrong'],
};

describe('every column of events is covered', () => {
  it('a change of any of them, as the catalog lists them, breaks the chain at its event', async () => {
    const changed: { column: string; case: string; seq: number }[] = [];
    let columns: Column[] = [];
    const findings = await findingsAfter(async (db) => {
      const listed = await db.query<Column>(
        `select column_name as name, data_type as type from information_schema.columns
         where table_schema = 'public' and table_name = 'events' order by ordinal_position`,
      );
      columns = listed.rows;
      const { rows } = await db.query<{ case_id: string; seq: number }>(
        'select case_id, seq from events where seq in (2, 4, 6, 8) order by case_id, seq',
      );
      for (const [index, { name, type }] of columns.entries()) {
        const { case_id, seq } = rows[index]!;
        const value = OTHER[type]!(name);
        await db.query(`update events set ${name} = ${value} where case_id = $1 and seq = $2`, [case_id, seq]);
        changed.push({ column: name, case: case_id, seq });
      }
    });
    expect(columns.length).toBeGreaterThanOrEqual(37);
    const uncaught = changed.filter(({ column, ...at }) => !isCaught(findings, column, at)).map(({ column }) => column);
    expect(uncaught).toEqual([]);
  });
});

function isCaught(findings: readonly Finding[], column: string, at: { case: string; seq: number }): boolean {
  const expected = OUTSIDE[column] ?? ['hashWrong'];
  // A row whose case or number was changed is found where it stands now.
  const moved: Readonly<Record<string, Partial<typeof at>>> = {
    case_id: { case: '00000000-0000-4000-8000-000000000000' },
    seq: { seq: at.seq + 1000 },
  };
  const place = { ...at, ...moved[column] };
  const here = namesIn(findings.filter((finding) => finding.case === place.case && finding.seq === place.seq));
  return expected.every((name) => here.has(name));
}

describe('a damaged row does not stop the checker', () => {
  it('the other cases are still checked, and what is damaged is named', async () => {
    const certified = idOf('certified');
    const findings = await findingsAfter(async (db) => {
      await db.query(`update events set facts = '{"vacancy": 1e999}' where case_id = $1 and seq = 5`, [certified]);
      await db.query(`update events set lifecycle = 'appeal' where case_id = $1`, [idOf('declined')]);
      await db.query(`update events set arms = '"none"' where case_id = $1 and seq = 1`, [idOf('missed')]);
      await db.query(`update cases set snapshot = '7' where id = $1`, [idOf('carried')]);
      await db.query('delete from year_slots where case_id = $1', [idOf('terminated')]);
      await db.query(`update events set payload = '{"result": "none"}' where case_id = $1 and seq = 1`, [doubted]);
      const another = `cause:${'-'.repeat(36)}:1:0`;
      await db.query(`update events set cause = $1 where lifecycle = 'certificate' and seq = 1`, [another]);
    });
    const named = (name: string) => new Set(findings.filter((one) => one.case === idOf(name)).map((one) => one.name));
    expect(named('certified')).toContain('rowUnreadable');
    expect(named('declined')).toContain('rulesUnknown');
    expect(named('missed')).toContain('rowUnreadable');
    expect(named('carried')).toContain('snapshotWrong');
    expect(named('terminated')).toEqual(new Set(['slotMissing']));
  });
});
