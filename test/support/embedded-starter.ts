import { startEmbedded } from '../../cli/embedded/postgres.ts';

/** A process that starts or adopts the server of the data directory it is given, tells of it on a line, and stays. */
const [dataDir = ''] = process.argv.slice(2);
const { url, pid, adopted } = await startEmbedded(dataDir, { throwaway: true });
console.log(JSON.stringify({ url, pid, adopted }));
setInterval(() => undefined, 60_000);
