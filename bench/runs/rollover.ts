import type { Ground } from './measurement.ts';
import { JOB, JOBS_AT_ONCE, setSubject, workerSubject } from './subjects.ts';
import { type Line, type Round, runRounds } from './throughput.ts';
import { twoWorkersSubject } from './two-workers.ts';

const WARM_UP = 1_000;

/** The year's stop over so many cases at one instant: the door as workers ask it, beside the same rows in sets. */
export function rolloverLines(transitions: number): Line[] {
  const asked = { transitions, clients: 1, warmUp: WARM_UP };
  return [
    { name: 'rollover, one worker', asked: { ...asked, clients: JOBS_AT_ONCE, subject: workerSubject } },
    { name: 'rollover, set 500', asked: { ...asked, subject: (tasks) => setSubject(tasks, JOB) } },
    { name: 'rollover, two workers', asked: { ...asked, subject: twoWorkersSubject } },
  ];
}

export function runRollover(
  ground: Ground,
  { cases, ...how }: { cases: number; rounds: number; tell: (text: string) => void },
): Promise<Round[]> {
  return runRounds(ground, rolloverLines(cases), how);
}
