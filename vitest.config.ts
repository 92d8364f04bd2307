import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What is pure is tested without a database, and its files share what they import: they keep nothing between tests. */
const PURE = [
  'test/*.test.ts',
  'test/season/{chance,filings,groups,population}.test.ts',
  'test/machines/**/*.test.ts',
  'test/config/**/*.test.ts',
  'test/docs/**/*.test.ts',
];

/** What takes minutes begins first, so that the end of a run is not one worker waiting for the other. */
const LONG = [
  'test/whole/',
  'test/season/scripts',
  'test/verify/patched',
  'test/verify/corruptions',
  'test/machines/joint/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((part) => moduleId.includes(part));
      return found === -1 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    silent: 'passed-only',
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'running',
          include: ['test/**/*.test.ts'],
          exclude: [...PURE, '**/node_modules/**'],
          globalSetup: ['test/support/global.ts'],
        },
      },
    ],
  },
});
