import type { BenchName } from '../options.ts';

/** A part of docs/measured.md, by the bench that writes it. */
export interface Part {
  readonly name: BenchName;
  readonly text: string;
}

const begin = (name: string) => `<!-- bench ${name} -->`;
const end = (name: string) => `<!-- /bench ${name} -->`;

/** The document with these parts in their places. @throws Error where it has no place for one. */
export function withParts(document: string, parts: readonly Part[]): string {
  return parts.reduce((text, part) => {
    const [from, to] = [text.indexOf(begin(part.name)), text.indexOf(end(part.name))];
    if (from < 0 || to < from) throw new Error(`the document has no place for ${part.name}`);
    return `${text.slice(0, from)}${begin(part.name)}\n\n${part.text}\n\n${text.slice(to)}`;
  }, document);
}
