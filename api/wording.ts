import type { Fault } from './problems.ts';

/** Strings nobody can mean: refused wherever they stand, before a schema sees them and long before a database does. */

/** More than any request of ours nests. */
export const DEEPEST = 12;
const MOST_FAULTS = 20;

export type TextFault = 'CONTROL_CHARACTER' | 'LONE_SURROGATE';

/** What is wrong with a text: NUL and its like (tab and line ends excepted), or half of a surrogate pair. */
export function textFault(text: string): TextFault | null {
  if (!text.isWellFormed()) return 'LONE_SURROGATE';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return 'CONTROL_CHARACTER';
    if (code === 127) return 'CONTROL_CHARACTER';
  }
  return null;
}

type Found = Pick<Fault, 'pointer'> & { readonly code: TextFault | 'TOO_DEEP' | 'NUMBER_OUT_OF_RANGE' };

/** Everything of the kind in a parsed body, by JSON pointer; at most 20. Numbers beyond a double are `Infinity` by now. */
export function bodyFaults(body: unknown): Found[] {
  const found: Found[] = [];
  walk(body, '', { found, depth: 0 });
  return found.slice(0, MOST_FAULTS);
}

function walk(value: unknown, pointer: string, { found, depth }: { found: Found[]; depth: number }): void {
  if (found.length >= MOST_FAULTS) return;
  if (depth > DEEPEST) {
    found.push({ pointer: pointerEnd(pointer), code: 'TOO_DEEP' });
    return;
  }
  if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault) found.push({ pointer, code: fault });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) found.push({ pointer, code: 'NUMBER_OUT_OF_RANGE' });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const at = `${pointer}/${escaped(key)}`;
      const fault = textFault(key);
      if (fault) found.push({ pointer, code: fault });
      else walk(inner, at, { found, depth: depth + 1 });
    }
  }
}

/** A pointer's segment (RFC 6901), short enough to be said. */
function escaped(key: string): string {
  return key.slice(0, 64).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerEnd(pointer: string): string {
  return pointer.slice(0, 200);
}

/** The pointer of a path of keys and indices. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escaped(String(key))}`).join('');
}
