import { crc32 } from 'node:zlib';
import { inflate } from './inflate.ts';
import { LONGEST_SIDE, MOST_METADATA, MOST_PIXELS } from './limits.ts';
import { FileRefused } from './refusal.ts';
import { refuseMarkup } from './second-format.ts';

/** PNG (ISO/IEC 15948): every chunk with its checksum, to the last byte; the picture as long as its head says. */

export const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** @throws FileRefused */
export async function inspectPng(bytes: Buffer): Promise<void> {
  const chunks = chunksOf(bytes);
  const [head] = chunks;
  if (head?.type !== 'IHDR' || head.data.length !== 13) throw new FileRefused('DAMAGED');
  const length = pictureBytes(head.data);
  const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
  if (data.length === 0) throw new FileRefused('TRUNCATED');
  checkMetadata(chunks);
  const packed = data.reduce((sum, part) => sum + part.length, 0);
  const { bytes: unpacked, end, used } = await inflate(data, { most: length });
  if (end === 'limit') throw new FileRefused('INFLATES_TOO_FAR');
  if (end === 'damaged') throw new FileRefused('DAMAGED');
  if (unpacked < length) throw new FileRefused('TRUNCATED');
  if (used < packed) throw new FileRefused('TRAILING_DATA');
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) throw new FileRefused('TRUNCATED');
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new FileRefused('TRUNCATED');
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw new FileRefused('DAMAGED');
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    at = end;
    if (type !== 'IEND') continue;
    if (at < bytes.length) throw new FileRefused('TRAILING_DATA');
    return chunks;
  }
  throw new FileRefused('TRUNCATED');
}

/** Samples a pixel by colour type, and the depths it may have. */
const colours = new Map<number, { samples: number; depths: readonly number[] }>([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
]);

/** Of the seven passes of an interlaced picture: first column and row, and the steps. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Bytes of the picture when it is unpacked: a byte before each row, and its pixels. */
function pictureBytes(head: Buffer): number {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth = 0, colour = 0, packing, filter, interlace = 0] = head.subarray(8);
  const kind = colours.get(colour);
  if (width === 0 || height === 0 || !kind?.depths.includes(depth) || packing !== 0 || filter !== 0 || interlace > 1)
    throw new FileRefused('DAMAGED');
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new FileRefused('TOO_MANY_PIXELS');
  const bits = kind.samples * depth;
  const rows = (across: number, down: number) => (across === 0 ? 0 : down * (1 + Math.ceil((across * bits) / 8)));
  if (interlace === 0) return rows(width, height);
  return passes.reduce(
    (sum, [x, y, dx, dy]) =>
      sum + rows(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy))),
    0,
  );
}

/** What pictures of scanners, cameras and office programs have. */
const known = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP iCCP sBIT bKGD hIST pHYs sPLT tIME tEXt zTXt iTXt eXIf iDOT'.split(' '),
);

function checkMetadata(chunks: readonly Chunk[]): void {
  const besides = chunks.filter(({ type }) => type !== 'IDAT');
  if (besides.some(({ type }) => !known.has(type))) throw new FileRefused('SECOND_FORMAT');
  if (besides.reduce((sum, { data }) => sum + data.length, 0) > MOST_METADATA) throw new FileRefused('SECOND_FORMAT');
  for (const { data } of besides) refuseMarkup(data);
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  const last = chunks.findLastIndex(({ type }) => type === 'IDAT');
  const apart = chunks.slice(first, last).some(({ type }) => type !== 'IDAT');
  if (apart || besides.filter(({ type }) => type === 'IHDR').length > 1) throw new FileRefused('DAMAGED');
}
