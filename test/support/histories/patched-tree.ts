import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindingName } from '../../../verify/findings.ts';
import { makeHome } from '../home.ts';
import type { Part } from './year.ts';

/** A bug planted into a copy of the source: one piece of text of one file replaced by another. */
export interface Patch {
  readonly title: string;
  /** Below the root of the project. */
  readonly file: string;
  /** Stands exactly once in the file, else the patch is out of date and nothing runs. */
  readonly find: string;
  readonly replace: string;
  /** How much of the year is played: no more than it takes. */
  readonly through: Part;
  /** What the checker must call the consequence; each of them must be found. */
  readonly finds: readonly FindingName[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const COPIED = ['machines', 'config', 'store', 'verify', 'cli', 'scripts', 'test/support', 'package.json'];
const PLAY = 'test/support/histories/play.ts';

/** @throws Error where the text to be replaced does not stand exactly once in the file. */
export function applyPatch(tree: string, { title, file, find, replace }: Patch): void {
  const path = join(tree, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) {
    throw new Error(`«${title}» is out of date: its text stands ${parts.length - 1} times in ${file}, not once`);
  }
  writeFileSync(path, parts.join(replace));
}

/**
 * Plays the year on an empty, migrated database with a copy of the source into which the bug is planted. Acts may fail;
 * a copy that does not start at all is an error with what it said.
 */
export async function playPatched(patch: Patch, url: string): Promise<void> {
  const home = makeHome();
  try {
    for (const part of COPIED) {
      mkdirSync(join(home, part, '..'), { recursive: true });
      cpSync(join(root, part), join(home, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
    applyPatch(home, patch);
    await run(home, [url, patch.through]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function run(home: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(home, PLAY), ...args], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the patched copy ended with ${code}: ${said.slice(-2_000)}`));
    });
  });
}
