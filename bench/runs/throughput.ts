import { type Asked, type Ground, type Measured, measure } from './measurement.ts';
import { doorSubject, oneByOneSubject, setSubject } from './subjects.ts';

/** Rates and latencies of the door beside the baselines, everybody once a round, in an order that turns with the round. */

export interface Line {
  readonly name: string;
  readonly asked: Asked;
}

export interface Sizes {
  readonly alone: number;
  readonly few: number;
  readonly many: number;
  readonly flood: number;
  readonly warmUp: number;
}

export const sizes = {
  full: { alone: 500, few: 2_000, many: 6_000, flood: 9_000, warmUp: 1_000 },
  quick: { alone: 150, few: 400, many: 1_000, flood: 1_500, warmUp: 500 },
} as const satisfies Record<string, Sizes>;

/** Who is measured next to whom: what is compared stands together. */
export function linesOf({ alone, few, many, flood, warmUp }: Sizes): Line[] {
  const door = (clients: number, transitions: number): Line => ({
    name: `door ${clients}`,
    asked: { transitions, clients, warmUp, subject: doorSubject },
  });
  const one = (clients: number, transitions: number): Line => ({
    name: `one by one ${clients}`,
    asked: { transitions, clients, warmUp, subject: (tasks) => oneByOneSubject(tasks, clients) },
  });
  const set = (size: number, transitions: number): Line => ({
    name: `set ${size}`,
    asked: { transitions, clients: 1, warmUp, subject: (tasks) => setSubject(tasks, size) },
  });
  return [
    door(1, alone),
    one(1, alone),
    door(8, few),
    one(8, few),
    one(32, few),
    one(64, few),
    door(64, many),
    set(64, many),
    door(512, flood),
    set(500, flood),
  ];
}

export type Round = ReadonlyMap<string, Measured>;

/** A round nobody counts, then so many that do. */
export async function runRounds(
  ground: Ground,
  lines: readonly Line[],
  { rounds, tell }: { rounds: number; tell: (text: string) => void },
): Promise<Round[]> {
  const counted: Round[] = [];
  for (let round = 0; round <= rounds; round++) {
    const measured = new Map<string, Measured>();
    for (const { name, asked } of turned(lines, round)) {
      const found = await measure(ground, asked);
      measured.set(name, found);
      tell(`round ${round === 0 ? 'to warm up' : `${round}/${rounds}`}: ${name}: ${Math.round(found.perSecond)}/s`);
    }
    if (round > 0) counted.push(measured);
  }
  return counted;
}

/** Begins elsewhere each round, and every other round goes backwards. */
export function turned<T>(list: readonly T[], round: number): T[] {
  const shift = (round * 3) % list.length;
  const shifted = [...list.slice(shift), ...list.slice(0, shift)];
  return round % 2 === 0 ? shifted : shifted.reverse();
}
