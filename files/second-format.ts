import { FileRefused } from './refusal.ts';

/** Files that another program would read as something else than what they were taken for. */

const MARKUP = /<(?:script|html|svg|iframe|!doctype|\?php|\?xml-stylesheet)|javascript:|%PDF-|GIF8[79]a/i;
const ARCHIVES_AND_PROGRAMS = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('\x7fELF', 'latin1')];

/** @throws FileRefused SECOND_FORMAT for text of a picture or the head of a document that is a page, a script or an archive. */
export function refuseMarkup(part: Buffer): void {
  if (MARKUP.test(part.toString('latin1')) || ARCHIVES_AND_PROGRAMS.some((start) => part.includes(start)))
    throw new FileRefused('SECOND_FORMAT');
}

const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const END_OF_ZIP_BYTES = 22;
const LONGEST_ZIP_COMMENT = 65_535;

/**
 * An archive is read from its end: a comment may hide the rest of any other file behind it.
 * @throws FileRefused SECOND_FORMAT
 */
export function refuseZip(bytes: Buffer): void {
  const from = Math.max(0, bytes.length - END_OF_ZIP_BYTES - LONGEST_ZIP_COMMENT);
  for (let at = bytes.indexOf(END_OF_ZIP, from); at >= 0; at = bytes.indexOf(END_OF_ZIP, at + 1)) {
    if (at + END_OF_ZIP_BYTES > bytes.length) return;
    // Readers are lenient about the comment's length; where the archive begins and how long it is must fit in any case.
    const directory = bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16);
    if (directory <= at) throw new FileRefused('SECOND_FORMAT');
  }
}
