import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { openShelf } from '../../../files/shelf.ts';
import { createPool, inTransaction } from '../../../store/db.ts';
import { addMaterial, lockFile } from '../../../store/materials.ts';
import { pdf } from './good.ts';

/** A process that hands in one file after the other, as the API does, until it is killed: `url folder case from`. */
const [url = '', folder = '', id = '', from = '0'] = process.argv.slice(2);
const pool = createPool(url, { max: 4 });
const shelf = openShelf(folder);
process.send?.('begun');

async function work(start: number): Promise<never> {
  for (let n = start; ; n += 4) {
    const bytes = Buffer.concat([pdf(n % 50).subarray(0, 9), Buffer.from(`%${n}\n`), moved(n)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const received = await shelf.receive(Readable.from([bytes]), { bytes: bytes.length, sha256, mediaType: null });
    await inTransaction(pool, async (tx) => {
      await lockFile(tx, sha256);
      await received.keep();
      const { mediaType } = received;
      await addMaterial(tx, { case: id, item: 'form-1-9', sha256, bytes: bytes.length, mediaType, by: 'victim' });
    });
  }
}

/** The rest of a document that has no table's place wrong: one that begins where its own object does. */
function moved(n: number): Buffer {
  const head = 9 + `%${n}\n`.length;
  return Buffer.from(`1 0 obj\n<</Type/Catalog/Root 1 0 R>>\nendobj\nstartxref\n${head}\n%%EOF\n`);
}

await Promise.all([0, 1, 2, 3].map((lane) => work(Number(from) + lane)));
