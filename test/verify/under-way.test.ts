import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VerifyOptions, verify } from '../../verify/verification.ts';
import { type PlayedYear, playedYear } from '../support/histories/copies.ts';
import { idOf } from '../support/histories/corruption.ts';
import { onDatabase } from '../support/sql.ts';

let year: PlayedYear;
beforeAll(async () => {
  year = await playedYear();
});
afterAll(() => year.drop());

async function checkedAfter(statements: readonly string[], options: Omit<VerifyOptions, 'database'> = {}) {
  const database = await year.copy();
  try {
    await onDatabase(database.url, async (db) => {
      for (const statement of statements) await db.query(statement);
    });
    return await verify({ database: database.url, ...options });
  } finally {
    await database.drop();
  }
}

const open = [
  `update outbox set settled = null where case_id = '${idOf('certified')}'`,
  `insert into recomputations (programme, programme_version) values ('kaili-2023', 2)`,
];

describe('what is under way', () => {
  it('is counted in a running system, and no violation', async () => {
    const { underWay, violations } = await checkedAfter(open);
    expect(violations).toBe(0);
    expect(underWay).toMatchObject({ recomputations: 1, due: 0 });
    expect(underWay.outbox).toBeGreaterThan(3);
  });

  it('is a violation where everything should have settled', async () => {
    const { underWay, counts } = await checkedAfter(open, { settled: true });
    expect(counts).toEqual({ inFlight: underWay.outbox + 1 });
  });

  it('a deadline that is due counts as under way on a clock moved by hand, for it jumps over weeks', async () => {
    const moved = [`update clock set instant = (select max(due_at) from deadlines where status = 'armed')`];
    expect(await checkedAfter(moved)).toMatchObject({ violations: 0, underWay: { due: 2 } });
    expect((await checkedAfter(moved, { settled: true })).counts).toEqual({ overdue: 2 });
  });
});

describe('on a clock that runs', () => {
  const real = `update clock set mode = 'real', instant = null, grace_ms = 5000`;

  it('nothing may have fired before its grace was over, and what is long overdue is lost', async () => {
    const { counts, findings } = await checkedAfter([real]);
    expect(Object.keys(counts)).toEqual(['firedEarly', 'overdue']);
    const overdue = findings.filter(({ name }) => name === 'overdue').map((finding) => finding.case);
    // The publicity's end, of the case and of its notice.
    expect(overdue).toHaveLength(2);
    expect(overdue).toContain(idOf('undecided'));
  });

  it('unless the timers are held for an operator', async () => {
    const { counts, underWay } = await checkedAfter([real, 'update clock set held = true']);
    expect(Object.keys(counts)).toEqual(['firedEarly']);
    expect(underWay.due).toBe(2);
  });
});
