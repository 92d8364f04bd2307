import { type Ground, type Measured, measure } from './measurement.ts';
import { doorSubject, setSubject } from './subjects.ts';
import type { Round } from './throughput.ts';

/** The year's stop over many cases at once: the door as a worker asks it, 500 at a time, beside the same rows in sets of 500. */
export async function runRollover(
  ground: Ground,
  { cases, rounds, tell }: { cases: number; rounds: number; tell: (text: string) => void },
): Promise<Round[]> {
  const counted: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const measured = new Map<string, Measured>();
    const door = { transitions: cases, clients: 500, warmUp: 1_000, subject: doorSubject };
    const set = { ...door, clients: 1, subject: (tasks: Parameters<typeof setSubject>[0]) => setSubject(tasks, 500) };
    const order =
      round % 2 === 0
        ? ([
            ['set 500', set],
            ['door 500', door],
          ] as const)
        : ([
            ['door 500', door],
            ['set 500', set],
          ] as const);
    for (const [name, asked] of order) {
      const found = await measure(ground, asked);
      measured.set(name, found);
      tell(`rollover ${round}/${rounds}: ${name}: ${Math.round(found.perSecond)}/s`);
    }
    counted.push(measured);
  }
  return counted;
}
