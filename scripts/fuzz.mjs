// npm run fuzz: the fuzzed requests of the suite, 20,000 of them (or FUZZ_REQUESTS), with the seed in FUZZ_SEED or the usual one.
import { spawnSync } from 'node:child_process';

const test = ['vitest', 'run', 'test/api/fuzz.test.ts', '--silent=false'];
const { status } = spawnSync('npx', test, {
  stdio: 'inherit',
  env: { FUZZ_REQUESTS: '20000', ...process.env },
});
process.exit(status ?? 1);
