import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../verify/findings.ts';
import { verify } from '../../verify/verification.ts';
import { damage, type PlayedYear } from '../support/histories/copies.ts';
import { corruptionsOfSittings } from '../support/histories/corruptions-sittings.ts';
import { playedSitting } from '../support/histories/sitting.ts';

/** What somebody with all rights does to the record of a sitting: its agenda, its draw, its roster, what its cases were told. */

let sittings: PlayedYear;
beforeAll(async () => {
  sittings = await playedSitting();
}, 60_000);
afterAll(() => sittings.drop());

async function findingsAfter(work: Parameters<typeof damage>[1]): Promise<readonly Finding[]> {
  const database = await sittings.copy();
  try {
    await damage(database.url, work);
    return (await verify({ database: database.url })).findings;
  } finally {
    await database.drop();
  }
}

test.each(corruptionsOfSittings)('found: $title', async ({ damage: corrupt, finds }) => {
  let damaged = '';
  const findings = await findingsAfter(async (db) => {
    damaged = await corrupt(db);
  });
  expect(findings.map(({ name }) => name)).toEqual(expect.arrayContaining([...finds]));
  expect(findings.filter(({ name }) => finds.includes(name)).map((finding) => finding.case)).toContain(damaged);
});

test('nothing is found where nothing was done', async () => {
  expect(await findingsAfter(async () => undefined)).toEqual([]);
});
