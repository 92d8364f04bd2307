/** Generated tables in the pages of `docs/`, between `<!-- name -->` and `<!-- /name -->`. */
import { readFileSync } from 'node:fs';

/** What stands between the two comments; throws where they do not. */
export function generatedSection(page: string, name: string): string {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const found = new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)<!-- /${name} -->`).exec(text)?.[1];
  if (found === undefined) throw new Error(`docs/${page} has no section ${name}`);
  return found;
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
