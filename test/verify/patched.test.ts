import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verify } from '../../verify/verification.ts';
import { freshDatabase } from '../support/database.ts';
import { applyPatch, type Patch, playPatched } from '../support/histories/patched-tree.ts';
import { patches } from '../support/histories/patches.ts';
import { makeHome } from '../support/home.ts';

async function findingsOf(patch: Patch): Promise<string[]> {
  const database = await freshDatabase();
  try {
    await playPatched(patch, database.url);
    const { counts } = await verify({ database: database.url, settled: true });
    return Object.keys(counts);
  } finally {
    await database.drop();
  }
}

/** A copy of the source starts as a process of its own and plays the whole year. */
const PATIENCE_MS = 120_000;

describe('a bug planted into a copy of the source is found by its consequence', () => {
  it.each(patches)(
    '$title',
    async (patch) => {
      expect(await findingsOf(patch)).toEqual(expect.arrayContaining([...patch.finds]));
    },
    PATIENCE_MS,
  );

  it(
    'and a copy without a bug is without a finding',
    async () => {
      const nothing = {
        title: 'nothing',
        file: 'package.json',
        find: '"name": "zhicheng"',
        replace: '"name": "zhicheng"',
      };
      expect(await findingsOf({ ...nothing, through: 'rollover', finds: [] })).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a patch that no longer fits its file', () => {
  it.each([
    ['is not found', 'const two = 2;'],
    ['is found twice', 'const one = 1;\nconst one = 1;'],
  ])('is refused when its text %s', (_, text) => {
    const home = makeHome();
    try {
      mkdirSync(join(home, 'store'));
      writeFileSync(join(home, 'store', 'numbers.ts'), text);
      const patch = { title: 'one is two', file: 'store/numbers.ts', find: 'const one = 1;', replace: '' };
      expect(() => applyPatch(home, { ...patch, through: 'august', finds: [] })).toThrow('out of date');
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
