// npm run explore: the charts explored together, as far as docs/exploration.md says, with the ways that open when something is taken away.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', 'test/machines/joint/explore.test.ts', '--silent=false'], {
  stdio: 'inherit',
  env: { NODE_OPTIONS: '--max-old-space-size=8192', ...process.env, EXPLORE: 'whole' },
});
process.exit(status ?? 1);
