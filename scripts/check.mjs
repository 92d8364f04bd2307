// `npm test`: types, lint and format, and every test (or those whose file matches the arguments). The last line is
// `N passed, N failed, N skipped`; a failing type check or lint counts as one failed. The exit code tells the same.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPackages } from './system.mjs';

/**
 * @typedef {object} TestFile
 * @property {string} name
 * @property {string} status
 * @property {string} [message]
 * @property {{ fullName: string, status: string }[]} assertionResults
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORT = join('.zhicheng', `tests-${process.pid}.json`);

process.chdir(ROOT);
mkdirSync(dirname(REPORT), { recursive: true });
const checks = [run('Types', 'tsc', ['-p', '.']), run('Lint and format', 'biome', ['check', '.'])];
const vitest = [
  'run',
  ...process.argv.slice(2),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
];
const testsPassed = run('Tests', 'vitest', vitest);
const { passed, failed, skipped } = count(readReport());
const failedChecks = checks.filter((succeeded) => !succeeded).length;
// A run that failed without a failing test (no test found, an error outside of any) is a failure too.
const failures = (testsPassed ? failed : Math.max(failed, 1)) + failedChecks;
reportSkipped(skipped);
console.log(`${passed} passed, ${failures} failed, ${skipped.length} skipped`);
process.exitCode = failures === 0 ? 0 : 1;

/**
 * Whether a tool of node_modules/.bin succeeds; it prints for itself.
 * @param {string} title
 * @param {string} tool
 * @param {string[]} args
 */
function run(title, tool, args) {
  console.log(`\n${title}: ${tool} ${args.join(' ')}`);
  const bin = join(ROOT, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  return spawnSync(tool, args, { stdio: 'inherit', env }).status === 0;
}

/** @returns {TestFile[]} */
function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8')).testResults;
  } catch {
    return []; // vitest did not get as far; its exit code has said so
  } finally {
    rmSync(REPORT, { force: true });
  }
}

/** @param {TestFile[]} files */
function count(files) {
  const sum = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) };
  for (const { name, status, assertionResults } of files) {
    const failedHere = assertionResults.filter((test) => test.status === 'failed').length;
    // A file that does not load has no tests to fail.
    sum.failed += status === 'failed' ? Math.max(failedHere, 1) : failedHere;
    sum.passed += assertionResults.filter((test) => test.status === 'passed').length;
    const others = assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed');
    sum.skipped.push(...others.map(({ fullName }) => `${relative(ROOT, name)}: ${fullName}`));
  }
  return sum;
}

/** @param {string[]} tests */
function reportSkipped(tests) {
  if (tests.length === 0) return;
  console.log(`\nSkipped (${tests.length}):`);
  for (const test of tests) console.log(`  ${test}`);
  for (const { name, skipped } of missingPackages()) console.log(`  ${name} is not installed: ${skipped}`);
  console.log('');
}
