import { createInflate } from 'node:zlib';

/** How unpacking ended: at its end, at the limit, or because it is no such stream. */
export interface Inflated {
  readonly bytes: number;
  readonly end: 'whole' | 'limit' | 'damaged';
  /** Bytes of the input that were used. */
  readonly used: number;
}

/**
 * Unpacks a zlib stream piece by piece and keeps none of it: `onPiece` sees each with the last 64 bytes before it, so that
 * what stands across two pieces is seen whole.
 */
export function inflate(
  packed: readonly Buffer[],
  { most, onPiece = () => undefined }: { most: number; onPiece?: (piece: Buffer) => void },
): Promise<Inflated> {
  return new Promise((resolve, reject) => {
    const stream = createInflate();
    let bytes = 0;
    let tail: Buffer = Buffer.alloc(0);
    const end = (how: Inflated['end']) => {
      resolve({ bytes, end: how, used: stream.bytesWritten });
      stream.destroy();
    };
    stream.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > most) return end('limit');
      try {
        onPiece(Buffer.concat([tail, piece]));
      } catch (error) {
        reject(error);
        stream.destroy();
      }
      tail = piece.subarray(-64);
    });
    stream.on('end', () => end('whole'));
    stream.on('error', () => end('damaged'));
    for (const part of packed) stream.write(part);
    stream.end();
  });
}
