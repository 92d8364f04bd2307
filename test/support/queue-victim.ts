/** Takes a job of the queue named in the first argument, says so, and keeps it for ever: to be killed. */
import { openQueue, type PostgresPlace, type RedisPlace } from '../../workers/queue.ts';

const { place, lockMs } = JSON.parse(process.argv[2] ?? '{}') as { place: RedisPlace | PostgresPlace; lockMs: number };
const onError = (error: Error) => console.error(error);
const queue = await openQueue(place, { onError, lockMs });
const taken = () => {
  console.log('taken');
  return new Promise<void>(() => undefined);
};
await queue.consume('deadlines', taken, { concurrency: 1 });
