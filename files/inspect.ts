import { inspectJpeg } from './jpeg.ts';
import { inspectPdf } from './pdf.ts';
import { inspectPng, PNG_SIGNATURE } from './png.ts';
import { FileRefused } from './refusal.ts';
import { refuseZip } from './second-format.ts';

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof mediaTypes)[number];

const starts: readonly (readonly [MediaType, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', PNG_SIGNATURE],
];

/**
 * What a file is by its content, whatever its sender calls it (reliability §6, uploads); `declared` may only agree.
 * @throws FileRefused for what is none of the three, not sound, or something else besides.
 */
export async function inspectFile(bytes: Buffer, declared: string | null): Promise<MediaType> {
  if (bytes.length === 0) throw new FileRefused('EMPTY');
  const found = starts.find(([, start]) => bytes.subarray(0, start.length).equals(start));
  if (found === undefined) throw new FileRefused('NOT_PDF_JPEG_PNG');
  const [type] = found;
  const named = declared?.split(';')[0]?.trim().toLowerCase() ?? type;
  if (named !== type && named !== 'application/octet-stream') throw new FileRefused('TYPE_DIFFERS');
  if (type === 'application/pdf') await inspectPdf(bytes);
  else if (type === 'image/png') await inspectPng(bytes);
  else inspectJpeg(bytes);
  refuseZip(bytes);
  return type;
}
