import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

/** The project's own files, and what the syntax of its modules says: for tests of the layout. */

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A node of the ESTree; every other member by its name. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

export interface Import {
  /** As written: `./step.ts`, `node:fs`, `zod`. */
  readonly from: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface SourceModule {
  /** Below the root, with slashes. */
  readonly path: string;
  /** The top-level folder; `''` for a file at the root. */
  readonly folder: string;
  readonly text: string;
  /** Of the whole program, each with the nodes it stands in, nearest first. */
  readonly nodes: readonly { readonly node: SyntaxNode; readonly within: readonly SyntaxNode[] }[];
  readonly imports: readonly Import[];
}

/** Paths below the root of every file that is or could be committed: all but what `.gitignore` names. */
export function projectFiles(): string[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const isIgnored = (name: string) =>
    ignored.some((line) => (line.startsWith('*') ? name.endsWith(line.slice(1)) : line.replaceAll('/', '') === name));
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name === '.git' || isIgnored(entry.name)) return [];
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('').sort();
}

export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every module of the project, parsed. */
export function projectModules(): SourceModule[] {
  return projectFiles()
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => moduleOf(path, readProjectFile(path)));
}

/** A module out of its text. @throws SyntaxError for what is no TypeScript. */
export function moduleOf(path: string, text: string): SourceModule {
  const program: unknown = parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' });
  const nodes: { node: SyntaxNode; within: SyntaxNode[] }[] = [];
  const visit = (value: unknown, within: SyntaxNode[]): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, within);
    } else if (isNode(value)) {
      nodes.push({ node: value, within });
      for (const member of Object.values(value)) visit(member, [value, ...within]);
    }
  };
  visit(program, []);
  const folder = dirname(path) === '.' ? '' : (path.split('/')[0] ?? '');
  return { path, folder, text, nodes, imports: nodes.flatMap(({ node }) => importOf(node, text)) };
}

/** 1-based. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `name` of an identifier, else undefined. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? String(value.name) : undefined;
}

const importing = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

function importOf(node: SyntaxNode, text: string): Import[] {
  const { source } = node;
  if (!importing.includes(node.type) || !isNode(source) || typeof source.value !== 'string') return [];
  const typeOnly = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
  return [{ from: source.value, typeOnly, line: lineOf(text, node.start) }];
}
