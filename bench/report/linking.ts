import type { LinkingFigures } from '../linking/linking.ts';
import type { Verdict } from '../linking/verdict.ts';
import { markdown } from './tables.ts';

/** What the linking attack came to, as Markdown. */
export function linkingTable({ seed, ours, planted, controls, inWal, afterCrash }: LinkingFigures): string {
  const all = [...ours, ...planted, ...controls];
  const each = all.slice(1);
  return [
    `Seed ${seed}. A hit: the attacker names the choice of a voter on a case. p: of as many hits or more, by the totals alone (exact).`,
    markdown(
      ['urn', 'meetings', 'votes', 'hits', 'rate', 'by chance', 'p', 'all guessed with the majority', 'linked by'],
      all.map(rowOf),
    ),
    `Unanimous cases, which their totals tell whatever an urn does, are not among them: ${unanimousOf(each)}.`,
    markdown(
      ['urn', 'ballots in files', 'in the planner’s statistics', 'in kept statements'],
      all.map(({ urn, traces, statistics, statements }) => [urn, traces, statistics, statements].map(String)),
    ),
    `Ballots in files after a server killed while a meeting closed came up and the meeting was closed: ${afterCrash}. ` +
      `Outside what is withstood: of the last ${inWal.of} cases of ours, ${inWal.cases} still have ballots in pg_wal.`,
  ].join('\n\n');
}

function rowOf({ urn, meetings, votes, hits, expected, p, byMajority, ways }: Verdict): string[] {
  const linked = Object.entries(ways).map(([way, count]) => `${way} ${count}`);
  return [
    urn,
    String(meetings),
    String(votes),
    String(hits),
    percent(hits, votes),
    percent(expected, votes),
    p < 1e-300 ? '< 1e-300' : p < 0.001 ? p.toExponential(0) : p.toFixed(3),
    percent(byMajority, votes),
    linked.join(', '),
  ];
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function unanimousOf(all: readonly Verdict[]): string {
  const some = all.filter(({ unanimous }) => unanimous.cases > 0);
  if (some.length === 0) return 'there were none';
  return some.map(({ urn, unanimous }) => `${unanimous.cases} (${unanimous.votes} votes) of “${urn}”`).join('; ');
}
