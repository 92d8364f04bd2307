import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of the keys that certificates are signed with: `private.pem` signs, and every `*.public.pem` that ever did stays, so
 * that old certificates are still checked; one whose private half is in doubt becomes `*.withdrawn.pem`. A folder without them is
 * one that cannot sign.
 */
export interface KeyFiles {
  readonly privatePem: string | null;
  readonly publicPems: readonly string[];
  readonly withdrawnPems: readonly string[];
}

export const PRIVATE_KEY_FILE = 'private.pem';
export const PUBLIC_KEY_ENDING = '.public.pem';
export const WITHDRAWN_KEY_ENDING = '.withdrawn.pem';

/** @throws what reading a file throws that is there and cannot be read. */
export function readKeyFiles(folder: string): KeyFiles {
  if (!existsSync(folder)) return { privatePem: null, publicPems: [], withdrawnPems: [] };
  const files = readdirSync(folder).sort();
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    privatePem: files.includes(PRIVATE_KEY_FILE) ? read(PRIVATE_KEY_FILE) : null,
    publicPems: files.filter((file) => file.endsWith(PUBLIC_KEY_ENDING)).map(read),
    withdrawnPems: files.filter((file) => file.endsWith(WITHDRAWN_KEY_ENDING)).map(read),
  };
}
