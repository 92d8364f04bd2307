import { readFileSync } from 'node:fs';
import { seasonEnd } from './dates.ts';
import { play } from './driver.ts';
import { httpApi } from './http-api.ts';
import { openLedger } from './ledger.ts';
import { type DriverMessage, told } from './messages.ts';
import { eveningOf, readPlan, rulesOf } from './plan.ts';
import { population } from './population.ts';

/** The driver process: plays the season of a plan, whose file is its only argument, and tells its launcher how far it is. */

const PROGRESS_MS = 200;

async function run(file: string): Promise<void> {
  const plan = readPlan(readFileSync(file, 'utf8'));
  const rules = rulesOf(plan);
  const people = population(rules, plan);
  const [operator] = people.directory.handsOf('bureauOfficer', 'kaili-hrss');
  if (!operator) throw new Error('nobody may move the clock');
  const api = httpApi({ ...plan, sockets: plan.senders, operator });
  const ledger = openLedger(plan.ledger);
  let toldAt = 0;
  const played = await play({
    api,
    cast: people.cast,
    offices: people.offices(),
    stage: { chance: people.chance, directory: people.directory, calendar: rules.calendar },
    ledger,
    senders: plan.senders,
    ends: seasonEnd,
    patienceMs: plan.patienceMs,
    occasions: [
      ...plan.published.map((gazette) => ({
        at: eveningOf(gazette.published),
        happens: () => api.loadGazette(gazette),
      })),
      ...plan.amendments.map(({ announced, ...amendment }) => ({
        at: eveningOf(announced),
        happens: () => api.amend(amendment),
      })),
    ],
    onProgress: (progress) => {
      if (performance.now() - toldAt < PROGRESS_MS) return;
      toldAt = performance.now();
      tell({ kind: 'progress', progress });
    },
  });
  api.close();
  ledger.close();
  tell({ kind: 'played', played: told(played) });
}

function tell(message: DriverMessage): void {
  process.send?.(message);
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new TypeError('season/main.ts needs the file of a plan; use `npm run season`');
// Without its launcher nobody asks for the season any more.
const leave = () => process.exit(1);
process.once('disconnect', leave);
await run(file);
process.off('disconnect', leave);
process.disconnect?.();
