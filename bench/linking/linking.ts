import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '../../season/random.ts';
import { closeUrns } from '../../store/ballots.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { tracesIn } from './files.ts';
import { planted } from './planted.ts';
import { attackRound, type RoundResult } from './round.ts';
import { type AttackedServer, type Logging, startAttackedServer } from './server.ts';
import { type Sitting, sittingOf } from './sitting.ts';
import { ours, oursOpen, oursOverheard, type Urn } from './urn.ts';
import { type Attacked, type Verdict, verdictOf } from './verdict.ts';

/**
 * The linking attack (docs/ballots.md): meetings vote on a real server, and when they have closed somebody with its files, its
 * logs, its statistics and the roster with the order in which everybody voted tries to tell who chose what.
 */

export interface LinkingSize {
  /** Meetings of ours, of each planted urn, and of each control. */
  readonly ours: number;
  readonly planted: number;
  readonly controls: number;
  readonly seed: number;
  readonly throwaway: boolean;
}

export const linkingSizes = {
  full: { ours: 500, planted: 100, controls: 25, seed: 1, throwaway: false },
  quick: { ours: 60, planted: 20, controls: 10, seed: 1, throwaway: false },
} as const satisfies Record<string, LinkingSize>;

export interface LinkingFigures {
  readonly seed: number;
  /** Ours: all, those on a server as it is by itself, and those on one told to log everything. */
  readonly ours: readonly Verdict[];
  readonly planted: readonly Verdict[];
  readonly controls: readonly Verdict[];
  /** Ballots in files after the server was killed while a meeting closed, came up again, and the meeting was closed. */
  readonly afterCrash: number;
  /** Cases of the last round of ours whose ballots still stand in what the server has written ahead. */
  readonly inWal: { readonly cases: number; readonly of: number };
}

/** Fewer than there are boxes: the control leaves them all open. */
const ROUND = 25;

export async function runLinking(size: LinkingSize, tell: (text: string) => void): Promise<LinkingFigures> {
  const home = mkdtempSync(join(tmpdir(), 'zhicheng-linking-'));
  const tables = planted.map((urn) => urn.tables).join('\n');
  const server = await startAttackedServer(home, { tables, throwaway: size.throwaway });
  try {
    return await figures(server, size, tell);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function figures(
  server: AttackedServer,
  size: LinkingSize,
  tell: (text: string) => void,
): Promise<LinkingFigures> {
  const attack = async (urn: Urn, meetings: number, logging: Logging): Promise<Attacked> => {
    tell(`${urn.name}, ${meetings} meetings, logging ${logging} …`);
    await server.setLogging(logging);
    const rounds: RoundResult[] = [];
    for (let begun = 0; begun < meetings; begun += ROUND) {
      const places = { from: begun, to: Math.min(meetings, begun + ROUND) };
      const sittings = sittingsOf(size.seed, `${urn.name} ${logging}`, places);
      rounds.push(await attackRound({ server, urn, sittings, chance: chanceOf(size.seed + begun) }));
      if (urn === oursOpen) await closeAll(server, sittings);
    }
    return { name: `${urn.name}${logging === 'everything' ? ', everything logged' : ''}`, meetings, rounds };
  };
  const half = Math.floor(size.ours / 2);
  const usual = await attack(ours, half, 'usual');
  const everything = await attack(ours, size.ours - half, 'everything');
  const inWal = walOf(server, size);
  const overheard = await attack(oursOverheard, size.controls, 'everything');
  const open = await attack(oursOpen, size.controls, 'usual');
  const naive: Attacked[] = [];
  for (const urn of planted) naive.push(await attack(urn, size.planted, 'usual'));
  const afterCrash = await crashWhileClosing(server, size);
  const all = { name: 'ours, all', meetings: size.ours, rounds: [...usual.rounds, ...everything.rounds] };
  return {
    seed: size.seed,
    ours: [all, usual, everything].map(verdictOf),
    planted: naive.map(verdictOf),
    controls: [overheard, open].map(verdictOf),
    inWal,
    afterCrash,
  };
}

function sittingsOf(seed: number, name: string, { from, to }: { from: number; to: number }): Sitting[] {
  const key = name.replaceAll(/[^a-z]/g, '');
  return Array.from({ length: to - from }, (_, n) => sittingOf(chanceOf(seed), `${key}-${from + n}`));
}

async function closeAll(server: AttackedServer, sittings: readonly Sitting[]): Promise<void> {
  const pool = createPool(server.url, { max: 1 });
  for (const sitting of sittings) await ours.close(pool, sitting);
  await pool.query('checkpoint');
  await pool.end();
}

/** Outside what is withstood, and told: the log of the database itself. */
function walOf({ directory }: AttackedServer, { seed, ours: meetings }: LinkingSize): LinkingFigures['inWal'] {
  const last = sittingsOf(seed, 'ours everything', { from: 0, to: meetings - Math.floor(meetings / 2) }).slice(-ROUND);
  const cases = last.flatMap((sitting) => sitting.cases);
  const found = new Set(tracesIn(directory, cases, 'wal').map((trace) => trace.case));
  return { cases: found.size, of: cases.length };
}

/** A server that dies between emptying the box and the commit leaves files behind: nothing may be in them. */
async function crashWhileClosing(server: AttackedServer, { seed }: LinkingSize): Promise<number> {
  const sittings = sittingsOf(seed, 'crash', { from: 0, to: 2 });
  const [closing, still] = sittings as [Sitting, Sitting];
  const pool = createPool(server.url, { max: 2 });
  for (const sitting of sittings) {
    await ours.open(pool, sitting);
    for (const ballot of sitting.ballots) await ours.cast(pool, sitting, ballot);
  }
  await pool.query('checkpoint');
  const dying = inTransaction(pool, async (tx) => {
    await closeUrns(tx, closing);
    await server.crash();
  });
  await dying.catch(() => undefined);
  await pool.end();
  await closeAll(server, [closing, still]);
  return tracesIn(server.directory, [...closing.cases, ...still.cases]).length;
}
