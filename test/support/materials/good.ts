import { crc32, deflateSync } from 'node:zlib';

/** Real files of the three types, small and of many forms, out of a number. */

export interface Sample {
  readonly name: string;
  readonly type: 'application/pdf' | 'image/jpeg' | 'image/png';
  readonly bytes: Buffer;
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export const PNG_START = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function pngHead(of: { width: number; height: number; depth?: number; colour?: number }): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(of.width, 0);
  head.writeUInt32BE(of.height, 4);
  head[8] = of.depth ?? 8;
  head[9] = of.colour ?? 2;
  return chunk('IHDR', head);
}

const kinds = [
  { colour: 0, depth: 1, bits: 1 },
  { colour: 0, depth: 8, bits: 8 },
  { colour: 2, depth: 8, bits: 24 },
  { colour: 2, depth: 16, bits: 48 },
  { colour: 4, depth: 8, bits: 16 },
  { colour: 6, depth: 8, bits: 32 },
];

export function png(n: number, besides: readonly Buffer[] = []): Buffer {
  const { colour, depth, bits } = kinds[n % kinds.length] ?? { colour: 2, depth: 8, bits: 24 };
  const [width, height] = [3 + n, 2 + ((n * 7) % 40)];
  const row = 1 + Math.ceil((width * bits) / 8);
  const pixels = Buffer.from(Array.from({ length: row * height }, (_, i) => (i % row === 0 ? 0 : (i * 31 + n) % 256)));
  const packed = deflateSync(pixels);
  const half = n % 2 === 0 ? packed.length : packed.length >> 1;
  const data = [packed.subarray(0, half), packed.subarray(half)].filter(({ length }) => length > 0);
  return Buffer.concat([
    PNG_START,
    pngHead({ width, height, depth, colour }),
    ...(n % 3 === 0 ? [chunk('tEXt', Buffer.from(`Software\0scanner ${n}`))] : []),
    ...besides,
    ...data.map((part) => chunk('IDAT', part)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** A grey picture of whole blocks, each of one tone: the Huffman tables know the lengths 0 and 1 of a difference. */
export function jpeg(n: number, besides: readonly Buffer[] = []): Buffer {
  const blocks = 1 + (n % 9);
  const bits = Array.from({ length: blocks }, (_, i) => (i === 0 ? `10${n % 2}0` : '00')).join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const scan = Buffer.from((padded.match(/.{8}/g) ?? []).flatMap((byte) => stuffed(Number.parseInt(byte, 2))));
  const table = (kind: number, values: number[]) =>
    segment(
      0xc4,
      Buffer.from([kind, values.length > 1 ? 1 : 1, values.length > 1 ? 1 : 0, ...Array(14).fill(0), ...values]),
    );
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(n % 4 === 0 ? [segment(0xfe, Buffer.from(`scanned ${n}`))] : []),
    ...besides,
    segment(0xdb, Buffer.from([0, ...Array(64).fill(1 + (n % 200))])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8 * blocks, 1, 1, 0x11, 0])),
    table(0x00, [0, 1]),
    table(0x10, [0]),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
}

const stuffed = (byte: number) => (byte === 0xff ? [0xff, 0] : [byte]);

/** Objects numbered from 1, their table and the end; `trailer` is added to the trailer's dictionary. */
export function pdfOf(objects: readonly (string | Buffer)[], of: { head?: string; trailer?: string } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(of.head ?? '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  const at = () => parts.reduce((sum, { length }) => sum + length, 0);
  objects.forEach((object, index) => {
    offsets.push(at());
    const body = typeof object === 'string' ? Buffer.from(object, 'latin1') : object;
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  });
  const table = at();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${of.trailer ?? ''}>>\nstartxref\n${table}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

export function packedStream(dictionary: string, content: string | Buffer): Buffer {
  const packed = deflateSync(Buffer.from(content));
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${packed.length}/Filter/FlateDecode>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

export const catalog = (more = '') => `<</Type/Catalog/Pages 2 0 R${more}>>`;
export const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
export const page = (more = '') =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${more}>>`;
const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

export function pdf(n: number): Buffer {
  const text = `BT /F 12 Tf 72 720 Td (Form ${n} about JavaScript, Launch \\(not run\\)) Tj ET\n`.repeat(1 + n);
  const plain = `<</Length ${text.length}>>\nstream\n${text}\nendstream`;
  const opens = n % 3 === 0 ? '/OpenAction[3 0 R/Fit]' : '';
  const packed = n % 5 === 0 ? [packedStream('/Type/ObjStm/N 1/First 4', '9 0 <</Title(Form)>>')] : [];
  const content = n % 2 === 0 ? plain : packedStream('', text);
  return pdfOf([catalog(opens), pages, page(), content, font, ...packed], n % 4 === 0 ? { head: '%PDF-1.4\n' } : {});
}

/** So many of each type. */
export function goodFiles(count: number): Sample[] {
  return Array.from({ length: count }, (_, n) => [
    { name: `pdf ${n}`, type: 'application/pdf' as const, bytes: pdf(n) },
    { name: `jpeg ${n}`, type: 'image/jpeg' as const, bytes: jpeg(n) },
    { name: `png ${n}`, type: 'image/png' as const, bytes: png(n) },
  ]).flat();
}
