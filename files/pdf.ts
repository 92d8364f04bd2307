import { inflate } from './inflate.ts';
import { MOST_INFLATED } from './limits.ts';
import { type FileFinding, FileRefused } from './refusal.ts';
import { refuseMarkup } from './second-format.ts';

/**
 * PDF (ISO 32000): a head at the first byte, a table that the end points to, an end with nothing after it, and none of the
 * names that make a document act, carry files or be locked. Names are looked for in the raw bytes and in whatever unpacks
 * anywhere in them, not by following the document's structure: a reader that takes another way through it meets them too.
 */

/** `/Name` in any writing: each letter may stand as `#xx`; it ends where a name ends. */
function named(...names: readonly string[]): RegExp {
  const spelled = names.map((name) =>
    [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join(''),
  );
  return new RegExp(`/(?:${spelled.join('|')})(?=[\\s\\x00()<>[\\]{}/%]|$)`, 'i');
}

const forbidden: readonly (readonly [RegExp, FileFinding])[] = [
  [named('Encrypt', 'EncryptMetadata'), 'ENCRYPTED'],
  [
    named(
      'JavaScript',
      'Launch',
      'SubmitForm',
      'ImportData',
      'RichMedia',
      'RichMediaExecute',
      'Rendition',
      'GoToE',
      'GoToR',
    ),
    'ACTIVE_CONTENT',
  ],
  [named('EmbeddedFile', 'EmbeddedFiles', 'FileAttachment', 'Collection'), 'EMBEDDED_FILE'],
];
/** Too short to be looked for where chance writes too: only in what is text. */
const forbiddenInText: readonly (readonly [RegExp, FileFinding])[] = [
  [named('JS', 'AA', 'XFA', 'EF'), 'ACTIVE_CONTENT'],
];

const HEAD = /^%PDF-(?:1\.[0-7]|2\.0)[\r\n]/;
const END = /startxref\s{1,4}(\d{1,10})\s{1,4}%%EOF[\r\n\s]{0,4}$/;
const HEAD_BYTES = 1_024;

/** @throws FileRefused */
export async function inspectPdf(bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1');
  if (!HEAD.test(text)) throw new FileRefused('DAMAGED');
  const end = END.exec(text.slice(-64));
  if (end === null) throw new FileRefused(/%%EOF/.test(text) ? 'TRAILING_DATA' : 'TRUNCATED');
  const table = Number(end[1]);
  if (!/^(?:xref\s|\d{1,10}\s+\d{1,5}\s+obj\b)/.test(text.slice(table, table + 64))) throw new FileRefused('DAMAGED');
  refuseMarkup(bytes.subarray(8, HEAD_BYTES));
  const between = outsideStreams(text);
  refuseNames(text, forbidden);
  refuseNames(between, forbiddenInText);
  if (!named('Root').test(text) && !named('XRef').test(text)) throw new FileRefused('DAMAGED');
  refuseStrangePacking(between);
  await lookIntoStreams(bytes);
}

function refuseNames(text: string, names: typeof forbidden): void {
  for (const [pattern, finding] of names) if (pattern.test(text)) throw new FileRefused(finding);
}

function outsideStreams(text: string): string {
  return text.replaceAll(/\bstream\r?\n[\s\S]*?\bendstream\b/g, 'stream endstream');
}

/** Objects packed in another way than everybody does could not be looked into. */
function refuseStrangePacking(between: string): void {
  const filters = new RegExp(named('Filter').source, 'i');
  const packed = named('ObjStm');
  for (const object of between.split(/\bendobj\b/)) {
    if (!packed.test(object) || !filters.test(object)) continue;
    if (!/\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(object) || /\/DecodeParms/.test(object))
      throw new FileRefused('ACTIVE_CONTENT');
  }
}

/** Every place where a stream could begin, whether or not the document's own structure leads there. */
async function lookIntoStreams(bytes: Buffer): Promise<void> {
  const word = Buffer.from('stream');
  let left = MOST_INFLATED;
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) {
    const from = startOfStream(bytes, at + word.length);
    if (from === null || !isZlib(bytes, from)) continue;
    const to = bytes.indexOf('endstream', from);
    const onPiece = (piece: Buffer) => refuseNames(piece.toString('latin1'), forbidden);
    const { bytes: unpacked, end } = await inflate([bytes.subarray(from, to < 0 ? undefined : to)], {
      most: left,
      onPiece,
    });
    if (end === 'limit') throw new FileRefused('INFLATES_TOO_FAR');
    left -= unpacked;
  }
}

function startOfStream(bytes: Buffer, at: number): number | null {
  if (bytes[at] === 0x0a) return at + 1;
  if (bytes[at] !== 0x0d) return null;
  return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
}

function isZlib(bytes: Buffer, at: number): boolean {
  if (at + 2 > bytes.length) return false;
  return ((bytes[at] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(at) % 31 === 0;
}
