import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { inspectFile, type MediaType } from './inspect.ts';

/**
 * Files on the disk, each under the hash of its content (design D10). What comes in is written to a file of its own and only
 * put in its place when it is whole, on the disk, and what it should be: whatever ends the process before leaves a file that
 * no row names, and the night's round takes it away.
 */
export interface Shelf {
  /**
   * Takes a file in, without putting it in its place.
   * @throws WrongLength, WrongDigest, FileRefused; then nothing is left of it.
   */
  receive(stream: Readable, declared: Declared): Promise<Received>;
  /** The file of a hash. @throws ENOENT where it is not there. */
  read(sha256: string): Promise<{ readonly bytes: number; readonly stream: Readable }>;
  /** Everything on the disk, ordered by name within a folder: also what was left of files that never came in whole. */
  all(): AsyncGenerator<ShelvedFile>;
  /** Hashes of those that are not there. */
  missing(hashes: readonly string[]): Promise<string[]>;
  /** When it was written, UTC ms by the clock of the disk; null where it is not there. */
  writtenAt(file: ShelvedFile): Promise<number | null>;
  remove(file: ShelvedFile): Promise<void>;
}

export interface Declared {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** What the sender calls it; null: nothing. */
  readonly mediaType: string | null;
}

export interface Received {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: MediaType;
  /** Puts it in its place, for good: once this has ended, a row may name it. Done again, it is the same file. */
  keep(): Promise<void>;
  /** Takes away what was not kept. */
  discard(): Promise<void>;
}

/** `sha256` null: what was left of one that never came in whole. */
export interface ShelvedFile {
  readonly path: string;
  readonly sha256: string | null;
}

export class WrongLength extends Error {
  override name = 'WrongLength';
}
export class WrongDigest extends Error {
  override name = 'WrongDigest';
}

const INCOMING = 'incoming';
const HASH = /^[0-9a-f]{64}$/;

/** The shelf in a folder, which need not be there yet. */
export function openShelf(folder: string): Shelf {
  const placeOf = (sha256: string) => {
    if (!HASH.test(sha256)) throw new RangeError('no hash of a file');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    receive: (stream, declared) => receive(stream, declared, { folder, placeOf }),
    async read(sha256) {
      const path = placeOf(sha256);
      const { size } = await stat(path);
      return { bytes: size, stream: createReadStream(path) };
    },
    all: () => allIn(folder),
    async missing(hashes) {
      const there = await Promise.all(hashes.map((sha256) => timeOf(placeOf(sha256))));
      return hashes.filter((_, index) => there[index] === null);
    },
    writtenAt: ({ path }) => timeOf(path),
    remove: ({ path }) => rm(path, { force: true }),
  };
}

interface Place {
  readonly folder: string;
  readonly placeOf: (sha256: string) => string;
}

async function receive(stream: Readable, declared: Declared, { folder, placeOf }: Place): Promise<Received> {
  const incoming = join(folder, INCOMING);
  await mkdir(incoming, { recursive: true });
  const path = join(incoming, randomUUID());
  const discard = () => rm(path, { force: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await write(stream, file, declared);
      await file.sync();
    } finally {
      await file.close();
    }
    const mediaType = await inspectFile(await readFile(path), declared.mediaType);
    const { sha256, bytes } = declared;
    return { sha256, bytes, mediaType, keep: () => keep(path, placeOf(sha256)), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function write(stream: Readable, file: FileHandle, { bytes, sha256 }: Declared): Promise<void> {
  const hash = createHash('sha256');
  let count = 0;
  // Left early, the stream must not be destroyed: its sender still waits on it for an answer.
  for await (const piece of stream.iterator({ destroyOnReturn: false })) {
    const part = piece as Buffer;
    count += part.length;
    if (count > bytes) throw new WrongLength();
    hash.update(part);
    await file.writeFile(part);
  }
  if (count !== bytes) throw new WrongLength();
  if (hash.digest('hex') !== sha256) throw new WrongDigest();
}

/** The folder's own entry has to be on the disk too before a row may count on it. */
async function keep(from: string, to: string): Promise<void> {
  const folder = join(to, '..');
  const made = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(join(folder, '..'));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function timeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function* allIn(folder: string): AsyncGenerator<ShelvedFile> {
  for (const inner of await entriesOf(folder)) {
    if (!inner.isDirectory()) continue;
    for (const entry of await entriesOf(join(folder, inner.name))) {
      const sha256 = inner.name !== INCOMING && HASH.test(entry.name) ? entry.name : null;
      if (entry.isFile()) yield { path: join(folder, inner.name, entry.name), sha256 };
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
