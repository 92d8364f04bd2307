import type { Subject } from './subjects.ts';

/** Latencies in ms, ascending, of all pieces of work done by so many clients, each beginning as its last piece ends. */
export async function closedLoop(subject: Pick<Subject, 'pieces' | 'perform'>, clients: number): Promise<number[]> {
  const latencies: number[] = [];
  let next = 0;
  const client = async () => {
    while (next < subject.pieces) {
      const index = next++;
      const start = performance.now();
      await subject.perform(index);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return latencies.sort((a, b) => a - b);
}
