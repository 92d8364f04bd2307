/** `npm run verify`: checks the record of a database, and compares it with the seal. Exit code 1 where it finds anything. */
import { parseArgs } from 'node:util';
import type { Finding } from './findings.ts';
import { logHash } from './hashing.ts';
import { runningDatabase } from './running.ts';
import { onSnapshot } from './snapshot.ts';
import { type Verification, verify } from './verification.ts';

const USAGE = `npm run verify -- [--database URL] [--seal FILE] [--settled] [--json]
npm run verify -- [--database URL] --log-hash [--json]

  --database URL  the database to check; without it the one that \`npm start\` runs here
  --seal FILE     a file outside the database: compared with, then appended to
  --settled       everything should be done: what is under way counts as a violation
  --log-hash      only the hash over the event log of a season, with its number of rows
  --json          one JSON document instead of lines for people`;

const SHOWN_PER_NAME = 20;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: { type: 'string' },
      seal: { type: 'string' },
      settled: { type: 'boolean', default: false },
      'log-hash': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const database = values.database ?? runningDatabase(process.cwd());
  if (database === undefined) throw new TypeError('no database is given, and none is said to run here');
  if (values['log-hash']) {
    const { hash, rows } = await onSnapshot(database, logHash);
    console.log(values.json ? JSON.stringify({ hash, rows }) : `${hash} ${rows} rows`);
    return 0;
  }
  const begun = performance.now();
  const result = await verify({ database, seal: values.seal, settled: values.settled });
  if (values.json) console.log(JSON.stringify(result));
  else for (const line of linesOf(result, performance.now() - begun)) console.log(line);
  return result.violations === 0 ? 0 : 1;
}

function* linesOf(result: Verification, ms: number): Generator<string> {
  const { findings, counts, violations, underWay, cases, events, sealed } = result;
  const byName = Map.groupBy(findings, ({ name }) => name);
  for (const [name, count] of Object.entries(counts)) {
    yield `${name}: ${count}`;
    const some = byName.get(name as Finding['name']) ?? [];
    for (const finding of some.slice(0, SHOWN_PER_NAME)) yield `  ${placeOf(finding)}${finding.detail}`;
    if (count > SHOWN_PER_NAME) yield `  and ${count - SHOWN_PER_NAME} more`;
  }
  if (sealed !== null) yield `sealed: run ${sealed.run}, ${sealed.cases} cases moved since the run before`;
  const { outbox, due, recomputations } = underWay;
  if (outbox + due + recomputations > 0) {
    yield `under way: ${outbox} messages and commands, ${due} deadlines due, ${recomputations} amendments`;
  }
  yield `${events} events of ${cases} cases in ${(ms / 1000).toFixed(1)} s`;
  yield `${violations} violations`;
}

function placeOf({ case: id, seq }: Finding): string {
  if (id === null) return '';
  return seq === null ? `${id}: ` : `${id} event ${seq}: `;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Wrong arguments are said with the usage, a database that is not to be had by its own message.
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof TypeError) console.error(USAGE);
  process.exitCode = 2;
}
