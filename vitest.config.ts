import { defineConfig } from 'vitest/config';

/** What is pure is tested without a database: at once, and also while a migration is being written. */
const PURE = [
  'test/*.test.ts',
  'test/season/{chance,filings,groups,population}.test.ts',
  'test/machines/**/*.test.ts',
  'test/config/**/*.test.ts',
  'test/docs/**/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    silent: 'passed-only',
    projects: [
      { extends: true, test: { name: 'pure', include: PURE } },
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
