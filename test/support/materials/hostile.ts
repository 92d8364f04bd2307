import { deflateSync } from 'node:zlib';
import {
  catalog,
  chunk,
  jpeg,
  PNG_START,
  packedStream,
  page,
  pages,
  pdf,
  pdfOf,
  png,
  pngHead,
  segment,
} from './good.ts';

/** Files that must not be taken, by what is wrong with them; each kind in as many forms as are asked for, out of a number. */

export interface Hostile {
  readonly name: string;
  readonly bytes: Buffer;
  /** What it is sent as; else nothing is said. */
  readonly type?: string;
}

const text = (of: string) => Buffer.from(of, 'latin1');
const filler = (n: number) => 'x'.repeat(1 + ((n * 37) % 200));

/** An archive of one stored file. */
export function zip(name: string, content: string): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([local, text(name), text(content), central, text(name), end]);
}

/** `name` with some letters written `#xx`. */
const spelled = (name: string, n: number) =>
  [...name].map((letter, i) => ((n >> (i % 5)) & 1 ? `#${letter.charCodeAt(0).toString(16)}` : letter)).join('');

const withAction = (action: string) => pdfOf([catalog('/OpenAction 6 0 R'), pages, page(), '<<>>', '<<>>', action]);
const inObjects = (object: string) =>
  pdfOf([catalog(), pages, page(), '<<>>', '<<>>', packedStream('/Type/ObjStm/N 1/First 4', `9 0 ${object}`)]);
const goods = [pdf, jpeg, png] as const;
const goodOf = (n: number) => goods[n % 3]?.(n) ?? pdf(n);
const types = ['application/pdf', 'image/jpeg', 'image/png'] as const;

const wrongMagic: readonly ((n: number) => Buffer)[] = [
  (n) => text(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(${n})</script></svg>`),
  (n) => text(`<!doctype html><script>alert(${n})</script>`),
  (n) => Buffer.concat([text('MZ\x90\0\x03\0\0\0'), Buffer.alloc(200 + n), text('PE\0\0')]),
  (n) => zip(`a${n}.txt`, filler(n)),
  (n) => zip('word/document.xml', `<w:document>${filler(n)}</w:document>`),
  (n) => text(`GIF89a${filler(n)};`),
  (n) => text(`\x7fELF\x02\x01\x01${filler(n)}`),
  (n) => text(`BM${filler(n)}`),
  (n) => text(`RIFF\x24\0\0\0WEBP${filler(n)}`),
  (n) => text(`#!/bin/sh\necho ${n}\n`),
  (n) => text(`II*\0${filler(n)}`),
  (n) => Buffer.concat([text(' '.repeat(1 + n)), pdf(n)]),
  (n) => Buffer.concat([text('\xef\xbb\xbf'), png(n)]),
  // GIFAR: an archive behind a picture.
  (n) => Buffer.concat([text('GIF89a\x01\0\x01\0\0\0\0;'), zip(`A${n}.class`, filler(n))]),
];

const pictures: readonly ((n: number) => Buffer)[] = [
  (n) =>
    Buffer.concat([
      PNG_START,
      pngHead({ width: 60_000 + n, height: 60_000 }),
      chunk('IDAT', deflateSync(Buffer.alloc(9))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  // A small picture whose data unpack to much more than it is.
  (n) =>
    Buffer.concat([
      PNG_START,
      pngHead({ width: 4, height: 4 + n }),
      chunk('IDAT', deflateSync(Buffer.alloc(5_000_000))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  (n) => png(n, [chunk('tEXt', text(`Comment\0<script>alert(${n})</script>`))]),
  (n) => png(n, [chunk('tEXt', zip('a.txt', filler(n)))]),
  (n) => png(n, [chunk('evIl', text(filler(n)))]),
  (n) =>
    Buffer.concat([
      PNG_START,
      pngHead({ width: 2 + n, height: 9 }),
      chunk('IDAT', deflateSync(Buffer.alloc(3))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  (n) => flipped(png(n), 40),
  (n) => jpeg(n, [segment(0xfe, text(`*/=alert(${n});/*<script>`))]),
  (n) => jpeg(n, [segment(0xe1, text(`<?php system(${n}); ?>`))]),
  (n) => jpeg(n, [segment(0xfe, zip('a.js', filler(n)))]),
  (n) => jpeg(n, [segment(0xc0, Buffer.from([8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0]))]),
  (n) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xd9]), text(filler(n))]),
  // JPEG+JS: the length of its first segment opens a comment.
  (n) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x2f, 0x2a]), text(`${filler(n)}*/=1;alert(${n})`)]),
];

const documents: readonly ((n: number) => Buffer)[] = [
  (n) => withAction(`<</S/${spelled('JavaScript', n)}/JS(app.alert\\(${n}\\))>>`),
  (n) => withAction(`<</S/${spelled('Launch', n)}/F(cmd${n}.exe)>>`),
  (n) => withAction(`<</S/${spelled('SubmitForm', n)}/F(http://x.example/${n})>>`),
  (n) => pdfOf([catalog(`/Names<</${spelled('EmbeddedFiles', n)} 4 0 R>>`), pages, page()]),
  (n) => pdfOf([catalog(), pages, page(), `<</Type/${spelled('EmbeddedFile', n)}/Length 1>>\nstream\nx\nendstream`]),
  (n) => pdfOf([catalog(), pages, page()], { trailer: `/${spelled('Encrypt', n)} 4 0 R` }),
  (n) => pdfOf([catalog(), pages, page(`/AA<</O<</S/URI/URI(x${n})>>>>`)]),
  (n) => pdfOf([catalog(`/AcroForm<</XFA(${n})>>`), pages, page()]),
  (n) => pdfOf([catalog(), pages, page(`/Annots[<</Subtype/${spelled('RichMedia', n)}>>]`)]),
  // The same names where only whoever unpacks the objects finds them.
  (n) => inObjects(`<</S/${spelled('JavaScript', n)}/JS(${n})>>`),
  (n) => inObjects(`<</S/${spelled('Launch', n)}/F(x${n})>>`),
  (n) => inObjects(`<</Type/${spelled('Filespec', n)}/EF 1 0 R/AF/${spelled('EmbeddedFile', n)}>>`),
  (n) =>
    pdfOf([
      catalog(),
      pages,
      page(),
      `<</Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode/Length 9>>\nstream\n${n}\nendstream`,
    ]),
  (n) => Buffer.concat([text('%PDF-1.4\n<script>'), text(filler(n)), pdf(n)]),
  // An archive's end inside a comment before the document's own.
  (n) => pdfOf([catalog(), pages, page(), Buffer.concat([text('%'), zip(`a${n}`, filler(n))])]),
  (n) => pdfOf([catalog(), pages, page(), packedStream('', Buffer.alloc(n % 2 === 0 ? 260_000_000 : 257_000_000))]),
  (n) => text(`%PDF-1.7\n${filler(n)}\nstartxref\n9999999\n%%EOF\n`),
  (n) => text(`%PDF-9.${n}\n%%EOF`),
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
}

const cut = (n: number) => {
  const whole = goodOf(n);
  return whole.subarray(0, Math.max(4, whole.length - 1 - ((n * 13) % (whole.length >> 1)) - 6));
};
const after: readonly ((n: number) => Buffer)[] = [
  (n) => zip(`a${n}.txt`, filler(n)),
  (n) => text(`<html><script>alert(${n})</script>`),
  (n) => text(`\nPK${filler(n)}`),
  (n) => goodOf(n + 1),
  () => Buffer.from([0, 0, 0, 0, 0]),
];

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** 300 files; the dearest kind, documents that unpack too far, stands twice among them. */
export function hostileFiles(): Hostile[] {
  const dear = documents.length - 3;
  const cheap = documents.filter((_, index) => index !== dear);
  return [
    ...times(70, (n) => ({ name: `wrong start ${n}`, bytes: pick(wrongMagic, n)(n), type: pick(types, n) })),
    ...times(65, (n) => ({ name: `picture ${n}`, bytes: pick(pictures, n)(n) })),
    ...times(84, (n) => ({ name: `document ${n}`, bytes: pick(cheap, n)(n + 1) })),
    ...times(2, (n) => ({ name: `document that unpacks ${n}`, bytes: pick(documents, dear)(n) })),
    ...times(30, (n) => ({ name: `cut ${n}`, bytes: cut(n) })),
    ...times(33, (n) => ({
      name: `with something after it ${n}`,
      bytes: Buffer.concat([goodOf(n), pick(after, n)(n)]),
    })),
    ...times(15, (n) => ({ name: `under another name ${n}`, bytes: goodOf(n), type: pick(types, n + 1) })),
    { name: 'empty', bytes: Buffer.alloc(0) },
  ];
}
