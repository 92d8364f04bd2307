import { describe, expect, test } from 'vitest';
import {
  casesChangeInOnePlace,
  everyFolderIsInTheTable,
  filesAreShort,
  functionsAreShort,
  functionsTakeFewParameters,
  importsFollowTheTable,
  layout,
  machinesArePure,
  noBarrels,
  noImportCycles,
  nothingIsCalledUtils,
  packagesAreDeclared,
  type Rule,
  theEnvironmentIsReadInOnePlace,
  typesAreNotSilenced,
} from './support/architecture.ts';
import { moduleOf, projectFiles, projectModules, readProjectFile } from './support/source-tree.ts';

const modules = projectModules();
const manifest = JSON.parse(readProjectFile('package.json'));

const rules: Readonly<Record<string, Rule>> = {
  'every folder of code is in the table of imports': everyFolderIsInTheTable,
  'imports follow the table': importsFollowTheTable,
  'what is imported is declared': packagesAreDeclared(manifest),
  'no module imports itself, over however many others': noImportCycles,
  'no barrels': noBarrels,
  'nothing is called utils': nothingIsCalledUtils,
  'the environment is read in config/ alone': theEnvironmentIsReadInOnePlace,
  'cases change in store/advance/write.ts and nowhere else': casesChangeInOnePlace,
  'machines know no clock, no chance, no world': machinesArePure,
  'a file has at most 300 lines': filesAreShort,
  'a function has at most 60 lines': functionsAreShort,
  'a function takes at most 4 parameters': functionsTakeFewParameters,
  'types are not silenced': typesAreNotSilenced,
};

describe('the layout', () => {
  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(modules)).toEqual([]);
  });

  test('the table of ARCHITECTURE.md is the one that holds', () => {
    const page = readProjectFile('ARCHITECTURE.md');
    const rows = [...page.matchAll(/^\| `(\w+)\/` \|[^|]*\| ([^|]*) \|$/gm)].map(([, folder = '', may = '']) => [
      folder,
      [...may.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    ]);
    const expected = Object.entries(layout).map(([folder, { folders, packages }]) => [
      folder,
      [...folders, ...packages],
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
  });
});

describe('a rule that is broken says where', () => {
  const long = (lines: number) => 'x;\n'.repeat(lines);
  const planted: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['every folder of code is in the table of imports', 'services/mail.ts', ''],
    ['imports follow the table', 'machines/step.ts', `import pg from 'pg';`],
    ['imports follow the table', 'machines/step.ts', `import { readFileSync } from 'node:fs';`],
    ['imports follow the table', 'store/cases.ts', `import type { Settings } from '../config/settings.ts';`],
    ['imports follow the table', 'api/cases.ts', `type Relay = import('../workers/relay.ts').Relay;`],
    ['imports follow the table', 'workers/relay.ts', `const app = await import('../api/app.ts');`],
    ['imports follow the table', 'store/outbox.ts', `import { Queue } from 'bullmq';`],
    ['imports follow the table', 'cli/start.ts', `import { freshDatabase } from '../test/support/database.ts';`],
    ['imports follow the table', 'workers/relay.ts', `import express from 'express';`],
    ['what is imported is declared', 'api/app.ts', `import cookie from 'cookie';`],
    ['what is imported is declared', 'api/app.ts', `import { test } from 'vitest';`],
    ['no module imports itself, over however many others', 'store/a.ts', `import type { A } from './a.ts';`],
    ['no barrels', 'store/cases.ts', `export { lock } from './lock.ts';`],
    ['no barrels', 'store/cases.ts', `export * from './lock.ts';`],
    ['no barrels', 'store/index.ts', ''],
    ['nothing is called utils', 'store/utils.ts', ''],
    ['nothing is called utils', 'store/common/dates.ts', ''],
    ['the environment is read in config/ alone', 'store/db.ts', 'const url = process.env.DATABASE_URL;'],
    ['the environment is read in config/ alone', 'store/db.ts', `import { env } from 'node:process';`],
    [
      'cases change in store/advance/write.ts and nowhere else',
      'store/mend.ts',
      'const sql = `update cases set ended`;',
    ],
    ['machines know no clock, no chance, no world', 'machines/step.ts', 'const at = Date.now();'],
    ['machines know no clock, no chance, no world', 'machines/step.ts', 'const at = new Date(0);'],
    ['machines know no clock, no chance, no world', 'machines/step.ts', 'const at = Temporal.Now.instant();'],
    ['machines know no clock, no chance, no world', 'machines/step.ts', 'const id = Math.random();'],
    ['a file has at most 300 lines', 'store/cases.ts', long(301)],
    ['a function has at most 60 lines', 'store/cases.ts', `const f = () => {\n${long(59)}};`],
    ['a function has at most 60 lines', 'test/cases.test.ts', `test('a case', () => {\n${long(59)}});`],
    ['a function takes at most 4 parameters', 'store/cases.ts', 'function f(a, b, c, d, e) {}'],
    ['types are not silenced', 'store/cases.ts', 'const row: any = {};'],
    ['types are not silenced', 'store/cases.ts', 'const row = {} as unknown as Row;'],
  ];

  test.each(planted)('%s: %s %s', (name, path, text) => {
    const others = modules.filter((module) => module.path !== path);
    expect(rules[name]!([...others, moduleOf(path, text)])).not.toEqual([]);
  });

  test('what looks like a breach and is none is let through', () => {
    const harmless = moduleOf(
      'machines/harmless.ts',
      `type Process = { Date: string }; const { at } = { at: { Date: 1 } }; const year = at.Date; // Date.now()`,
    );
    const heading = moduleOf('test/harmless.test.ts', `describe.each([1])('%s', () => {\n${long(80)}});`);
    for (const rule of [machinesArePure, functionsAreShort]) expect(rule([harmless, heading])).toEqual([]);
  });
});

describe('the files', () => {
  const texts = projectFiles()
    .filter((path) => !/\.(png|ico|ttf|woff2)$/.test(path))
    .map((path) => ({ path, text: readProjectFile(path) }));
  const saying = (pattern: RegExp) => texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  test('name no path of the machine they were written on, and no host packages were fetched from', () => {
    expect(saying(/(?<![\w.<>-])\/(work|home|Users)\/\w/)).toEqual([]);
    expect(saying(/https?:\/\/[^\s/'"]*(registry|artifactory|verdaccio|nexus)[^\s/'"]*/)).toEqual([]);
    expect(saying(/\.\.\/shared\//)).toEqual([]);
  });

  test('the lock file records no addresses: packages come from wherever npm is told to fetch them', () => {
    expect(readProjectFile('package-lock.json')).not.toMatch(/"resolved":/);
  });

  test('leave nothing for later, and silence no tool without saying why', () => {
    expect(saying(/\b(TODO|FIXME|XXX)\b(?!\))/)).toEqual(['test/architecture.test.ts']);
    expect(saying(/@ts-(ignore|nocheck)|eslint-disable|biome-ignore [\w/]+:?\s*(\n|\*\/)/)).toEqual([
      'test/architecture.test.ts',
    ]);
  });
});
