import { execFileSync } from 'node:child_process';
import { isCommand } from '../../scripts/system.mjs';
import { readProjectFile } from './source-tree.ts';

/** The commands the README shows, as they stand there. */

export type CurlName = 'first-curl' | 'second-curl' | 'third-curl';

/** The text of the code block between two comments of a page. */
export function commandOf(page: string, name: CurlName): string {
  const found = new RegExp(`<!-- ${name} -->\\n\`\`\`\\n([\\s\\S]*?)\\n\`\`\`\\n<!-- /${name} -->`).exec(
    readProjectFile(page),
  );
  if (found?.[1] === undefined) throw new Error(`${page} has no command ${name}`);
  return found[1];
}

export interface CurlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Runs a curl of the README against an address of ours: with curl where there is one, else asking the same ourselves. */
export async function runCurl(command: string, address: string): Promise<CurlAnswer> {
  const words = wordsOf(command.replaceAll('http://127.0.0.1:8080', address));
  if (isCommand('curl')) {
    const [, ...args] = words;
    const text = execFileSync('curl', [...args, '-w', '\n%{http_code}'], { encoding: 'utf8' });
    const end = text.lastIndexOf('\n');
    return { status: Number(text.slice(end)), body: JSON.parse(text.slice(0, end)) };
  }
  const { url, headers, data } = requestOf(words);
  const response = await fetch(url, data === undefined ? { headers } : { method: 'POST', headers, body: data });
  return { status: response.status, body: await response.json() };
}

/** The words of a shell command with single quotes and nothing else. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

function requestOf(words: readonly string[]) {
  const headers = words.flatMap((word, n): [string, string][] => {
    if (words[n - 1] !== '-H') return [];
    const [name = '', ...value] = word.split(': ');
    return [[name, value.join(': ')]];
  });
  const data = words.find((_, n) => words[n - 1] === '-d');
  const url = words.find((word) => word.startsWith('http')) ?? '';
  return { url, headers: Object.fromEntries(headers), data };
}
