import { startEmbedded } from '../../cli/embedded/postgres.ts';

/** A process that starts or adopts the server of the data directory it is given, tells of it on a line, and stays. */
const [dataDir = ''] = process.argv.slice(2);
const { url, pid, adopted } = await startEmbedded(dataDir, { throwaway: true });
console.log(JSON.stringify({ url, pid, adopted }));
// Its standard input ends with the test that started it, however that ends.
process.stdin.resume().once('end', () => process.exit());
