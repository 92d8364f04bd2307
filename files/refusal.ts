/** Why a file is not taken; `words.ts` says it to people. */
export const fileFindings = [
  'EMPTY',
  'NOT_PDF_JPEG_PNG',
  'TYPE_DIFFERS',
  'TRUNCATED',
  'TRAILING_DATA',
  'DAMAGED',
  'TOO_MANY_PIXELS',
  'INFLATES_TOO_FAR',
  'SECOND_FORMAT',
  'ENCRYPTED',
  'ACTIVE_CONTENT',
  'EMBEDDED_FILE',
] as const;
export type FileFinding = (typeof fileFindings)[number];

/** A file that is not what it should be. Carries a code and nothing of the file. */
export class FileRefused extends Error {
  readonly finding: FileFinding;

  constructor(finding: FileFinding) {
    super(finding);
    this.name = 'FileRefused';
    this.finding = finding;
  }
}
