import { LONGEST_SIDE, MOST_METADATA, MOST_PIXELS } from './limits.ts';
import { FileRefused } from './refusal.ts';
import { refuseMarkup } from './second-format.ts';

/** JPEG (ITU-T T.81): segment by segment to its end, with one frame, its tables and a scan, and nothing after it. */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const COM = 0xfe;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
const isMetadata = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === COM;

interface Seen {
  frames: number;
  scans: number;
  tables: number;
  metadata: number;
}

/** @throws FileRefused */
export function inspectJpeg(bytes: Buffer): void {
  const seen: Seen = { frames: 0, scans: 0, tables: 0, metadata: 0 };
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) throw new FileRefused('DAMAGED');
    const marker = bytes[at + 1];
    if (marker === undefined) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      checkEnd(bytes, at + 2, seen);
      return;
    }
    if (marker === SOI || marker < 0xc0 || isRestart(marker)) throw new FileRefused('DAMAGED');
    const end = segmentEnd(bytes, at);
    look(marker, bytes.subarray(at + 4, end), seen);
    at = marker === SOS ? scanEnd(bytes, end) : end;
  }
  throw new FileRefused('TRUNCATED');
}

function segmentEnd(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw new FileRefused('TRUNCATED');
  const length = bytes.readUInt16BE(at + 2);
  if (length < 2) throw new FileRefused('DAMAGED');
  const end = at + 2 + length;
  if (end > bytes.length) throw new FileRefused('TRUNCATED');
  return end;
}

function look(marker: number, data: Buffer, seen: Seen): void {
  if (isFrame(marker)) {
    seen.frames += 1;
    checkFrame(data);
  }
  if (marker === DQT) seen.tables += 1;
  if (marker === SOS) seen.scans += 1;
  if (marker === SOS && seen.frames !== 1) throw new FileRefused('DAMAGED');
  if (!isMetadata(marker)) return;
  seen.metadata += data.length;
  if (seen.metadata > MOST_METADATA) throw new FileRefused('SECOND_FORMAT');
  refuseMarkup(data);
}

function checkFrame(data: Buffer): void {
  const components = data[5] ?? 0;
  if (components < 1 || components > 4 || data.length !== 6 + 3 * components) throw new FileRefused('DAMAGED');
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  if (height === 0 || width === 0) throw new FileRefused('DAMAGED');
  if (height > LONGEST_SIDE || width > LONGEST_SIDE || height * width > MOST_PIXELS)
    throw new FileRefused('TOO_MANY_PIXELS');
}

/** A scan goes on to the next marker that is none of its own. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
    if (next !== 0xff) at += 1;
  }
  throw new FileRefused('TRUNCATED');
}

function checkEnd(bytes: Buffer, end: number, { frames, scans, tables }: Seen): void {
  if (frames !== 1 || scans === 0 || tables === 0) throw new FileRefused('DAMAGED');
  if (end < bytes.length) throw new FileRefused('TRAILING_DATA');
}
