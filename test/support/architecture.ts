import { dirname, join } from 'node:path';
import { isNode, lineOf, nameOf, type SourceModule, type SyntaxNode } from './source-tree.ts';

/** The rules of the layout. Each takes the modules and answers one line a violation; none has a list of exceptions. */

export type Rule = (modules: readonly SourceModule[]) => string[];

interface Row {
  /** Other folders it may import from. */
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Modules of Node; without it, any. */
  readonly node?: readonly string[];
}

/** Who may import what (ARCHITECTURE.md, Folders). */
export const layout: Readonly<Record<string, Row>> = {
  machines: { folders: [], packages: ['xstate', 'zod'], node: [] },
  config: { folders: ['machines'], packages: ['zod', 'yaml'], node: ['fs', 'path', 'url'] },
  files: { folders: ['machines'], packages: [] },
  store: { folders: ['machines'], packages: ['pg', 'canonicalize'] },
  workers: { folders: ['machines', 'files', 'store'], packages: ['bullmq', 'ioredis', 'node-cron', 'pg', 'pino'] },
  api: {
    folders: ['machines', 'files', 'store'],
    packages: ['express', 'helmet', 'zod', 'zod-openapi', 'swagger-ui-dist', 'canonicalize', 'pg', 'pino'],
  },
  season: { folders: ['machines'], packages: ['pure-rand', 'cli-progress', 'zod'] },
  verify: { folders: ['machines'], packages: ['pg', 'canonicalize'] },
  bench: {
    folders: ['machines', 'config', 'store', 'workers', 'api', 'season', 'verify', 'cli'],
    packages: ['pg', 'cli-progress'],
  },
  cli: {
    folders: ['machines', 'config', 'store', 'workers', 'api', 'season', 'verify', 'bench'],
    packages: ['pg', 'zod', 'cli-progress'],
  },
  scripts: { folders: [], packages: [] },
};

/** They join configuration and parts, and are started as processes. */
const compositionRoots: readonly string[] = ['api/main.ts', 'workers/main.ts'];

/** Tests see everything, and the tools of testing besides; so do the tools' own settings at the root. */
const unbound = (module: SourceModule) => module.folder === 'test' || module.folder === '';

export const everyFolderIsInTheTable: Rule = (modules) =>
  [...new Set(modules.filter((module) => !unbound(module)).map(({ folder }) => folder))]
    .filter((folder) => !(folder in layout))
    .map((folder) => `${folder}/ is not in the table`);

export const importsFollowTheTable: Rule = (modules) =>
  modules.flatMap((module) => {
    const row = layout[module.folder];
    if (row === undefined || unbound(module)) return [];
    return module.imports
      .filter(({ from }) => !mayImport(module, row, from))
      .map(({ from, line }) => `${module.path}:${line} imports ${from}`);
  });

function mayImport(module: SourceModule, row: Row, from: string): boolean {
  if (from.startsWith('.')) {
    const target = join(dirname(module.path), from).split('/')[0] ?? '';
    const joins = compositionRoots.includes(module.path) && target === 'config';
    return target === module.folder || row.folders.includes(target) || joins;
  }
  if (from.startsWith('node:')) return row.node?.includes(from.slice('node:'.length)) ?? true;
  return row.packages.includes(packageOf(from));
}

export function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What the program imports must be installed with the program, whatever else brings it along today. */
export const packagesAreDeclared =
  (manifest: { dependencies: object; devDependencies: object }): Rule =>
  (modules) =>
    modules.flatMap((module) =>
      module.imports
        .filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:'))
        .filter(({ from }) => !(packageOf(from) in manifest.dependencies))
        .filter(({ from }) => !(unbound(module) && packageOf(from) in manifest.devDependencies))
        .map(({ from, line }) => `${module.path}:${line} imports ${from}, which package.json does not name`),
    );

/** Types count: a cycle of types is as hard to read as any other. */
export const noImportCycles: Rule = (modules) => {
  const targets = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.filter(({ from }) => from.startsWith('.')).map(({ from }) => join(dirname(path), from)),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    done.add(path);
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
};

export const noBarrels: Rule = (modules) =>
  modules.flatMap(({ path, text, nodes }) => {
    const handsOn = nodes.filter(
      ({ node }) =>
        node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && isNode(node.source)),
    );
    const named = /(^|\/)index\.\w+$/.test(path) ? [`${path} is an index`] : [];
    return [...named, ...handsOn.map(({ node }) => `${path}:${lineOf(text, node.start)} hands on another module`)];
  });

export const nothingIsCalledUtils: Rule = (modules) =>
  modules
    .filter(({ path }) => path.split('/').some((part) => /^(utils?|helpers?|common|misc)(\.\w+)?$/.test(part)))
    .map(({ path }) => `${path} is named for nothing`);

const readsEnvironment = (module: SourceModule) =>
  module.folder === 'config' || module.folder === 'scripts' || module.path.startsWith('test/support/');

export const theEnvironmentIsReadInOnePlace: Rule = (modules) =>
  modules
    .filter((module) => !readsEnvironment(module))
    .flatMap(({ path, text, nodes }) =>
      nodes
        .filter(({ node }) => isMember(node, 'process', 'env') || importsEnv(node))
        .map(({ node }) => `${path}:${lineOf(text, node.start)} reads the environment`),
    );

function isMember({ type, object, property }: SyntaxNode, of: string, name: string): boolean {
  return type === 'MemberExpression' && nameOf(object) === of && nameOf(property) === name;
}

function importsEnv({ type, imported }: SyntaxNode): boolean {
  return type === 'ImportSpecifier' && nameOf(imported) === 'env';
}

/** The statements that change a case stand in one file (decision D3); tests corrupt records on purpose. */
export const casesChangeInOnePlace: Rule = (modules) => {
  const statement = /\b(update\s+(only\s+)?|insert\s+into\s+|delete\s+from\s+|merge\s+into\s+)(public\.)?cases\b/i;
  const files = modules
    .filter(({ folder }) => folder !== 'test')
    .filter(({ nodes }) => nodes.some(({ node }) => statement.test(textOf(node))))
    .map(({ path }) => path);
  return files.length === 1 && files[0] === 'store/advance/write.ts'
    ? []
    : [`cases are written in: ${files.join(', ')}`];
};

/** The text of a string, or of a piece of a template. */
function textOf({ type, value }: SyntaxNode): string {
  if (type === 'Literal') return typeof value === 'string' ? value : '';
  if (type !== 'TemplateElement' || typeof value !== 'object' || value === null || !('raw' in value)) return '';
  return String(value.raw);
}

const impure = ['Date', 'process', 'performance', 'crypto', 'fetch', 'console', 'globalThis', 'setTimeout'];

export const machinesArePure: Rule = (modules) =>
  modules
    .filter(({ folder }) => folder === 'machines')
    .flatMap(({ path, text, nodes }) =>
      nodes
        .filter(({ node, within: [parent] }) => isImpure(node, parent))
        .map(({ node }) => `${path}:${lineOf(text, node.start)} ${text.slice(node.start, node.end).split('\n')[0]}`),
    );

function isImpure(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (isMember(node, 'Math', 'random') || isMember(node, 'Temporal', 'Now')) return true;
  if (!impure.includes(nameOf(node) ?? '')) return false;
  const isName = parent?.type === 'Property' || parent?.type.startsWith('TS') || parent?.type === 'ImportSpecifier';
  return !isName && !(parent?.type === 'MemberExpression' && parent.property === node && parent.computed === false);
}

const longestFile = 300;
const longestFunction = 60;
const mostParameters = 4;

export const filesAreShort: Rule = (modules) =>
  modules
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** A `describe` is a heading over tests: it is not counted, the tests below it are. */
export const functionsAreShort: Rule = (modules) =>
  modules.flatMap(({ path, text, nodes }) =>
    nodes
      .filter(({ node, within: [parent] }) => functions.includes(node.type) && !isHeading(parent))
      .map(({ node }) => ({ start: lineOf(text, node.start), end: lineOf(text, node.end) }))
      .filter(({ start, end }) => end - start + 1 > longestFunction)
      .map(({ start, end }) => `${path}:${start} is a function of ${end - start + 1} lines`),
  );

function isHeading(parent: SyntaxNode | undefined): boolean {
  let called: unknown = parent?.type === 'CallExpression' ? parent.callee : undefined;
  // describe.each(…)(…), describe.runIf(…)(…)
  while (isNode(called) && nameOf(called) === undefined) called = called.object ?? called.callee;
  return nameOf(called) === 'describe';
}

/** The columns of a `test.each` table are no parameters: nobody calls it by hand. */
export const functionsTakeFewParameters: Rule = (modules) =>
  modules.flatMap(({ path, text, nodes }) =>
    nodes
      .filter(({ node, within: [parent] }) => functions.includes(node.type) && !takesTable(parent))
      .filter(({ node }) => Array.isArray(node.params) && node.params.length > mostParameters)
      .map(({ node }) => `${path}:${lineOf(text, node.start)} takes more than ${mostParameters} parameters`),
  );

function takesTable(parent: SyntaxNode | undefined): boolean {
  const called = parent?.type === 'CallExpression' && isNode(parent.callee) ? parent.callee.callee : undefined;
  return isNode(called) && nameOf(called.property) === 'each';
}

/** A test may read what came over a wire as `any`, where it says why: a wrong path then fails the test. */
export const typesAreNotSilenced: Rule = (modules) =>
  modules.flatMap(({ path, folder, text, nodes }) =>
    nodes
      .filter(({ node, within: [parent] }) => node.type === 'TSAnyKeyword' || isDoubleCast(node, parent))
      .filter(({ node }) => !(folder === 'test' && saysWhy(text, node)))
      .map(({ node }) => `${path}:${lineOf(text, node.start)} silences the types`),
  );

function saysWhy(text: string, { start }: SyntaxNode): boolean {
  return /biome-ignore lint\/suspicious\/noExplicitAny: \w.*$/.test(text.slice(0, start).split('\n').at(-2) ?? '');
}

/** `value as unknown as Other`. */
function isDoubleCast({ type, typeAnnotation }: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  const toUnknown = type === 'TSAsExpression' && isNode(typeAnnotation) && typeAnnotation.type === 'TSUnknownKeyword';
  return toUnknown && parent?.type === 'TSAsExpression';
}
