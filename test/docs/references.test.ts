import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFiles, readProjectFile } from '../support/source-tree.ts';

/** Comments cite the pages by label; whoever looks a label up must find it. */

const sources = projectFiles()
  .filter((path) => /\.(ts|tsx|mjs|sql|yaml)$/.test(path))
  // Where labels are cited in order to test the citing.
  .filter((path) => path !== 'test/docs/references.test.ts')
  .map((path) => ({ path, text: readProjectFile(path) }));

/** Every label cited after a word such as `design`, also the second of «design D2, D3» and both of «domain §2.1–2.3». */
function cited(word: string, label: RegExp): { path: string; label: string }[] {
  const one = label.source;
  const list = new RegExp(`\\b${word}(?:\\.md)?,? ((?:${one})(?:(?:, |–| and )(?:${one}))*)`, 'g');
  return sources.flatMap(({ path, text }) =>
    [...text.replaceAll(/\n\s*(\*|\/\/|--|#)\s?/g, ' ').matchAll(list)].flatMap(([, labels = '']) =>
      [...labels.matchAll(new RegExp(one, 'g'))].map(([found]) => ({ path, label: found })),
    ),
  );
}

function missing(citations: readonly { path: string; label: string }[], page: (label: string) => boolean): string[] {
  return [...new Set(citations.filter(({ label }) => !page(label)).map(({ path, label }) => `${path}: ${label}`))];
}

const architecture = readProjectFile('ARCHITECTURE.md');
const domain = readProjectFile('docs/domain.md');
const reliability = readProjectFile('docs/reliability.md');

describe('every label a comment cites is there to be read', () => {
  const decisions = cited('design', /D\d+/);
  const sections = cited('design', /§\d/);
  const readings = cited('domain', /A\d+/);
  const chapters = cited('domain', /§?\d+(?:\.[\dA-Z]+)?/);
  const hazards = cited('reliability', /[HI]\d+/);

  test('decisions', () => {
    expect(decisions.length).toBeGreaterThan(20);
    expect(missing(decisions, (label) => architecture.includes(`\n| ${label} |`))).toEqual([]);
  });

  test('sections of ARCHITECTURE.md', () => {
    expect(sections.length).toBeGreaterThan(0);
    expect(missing(sections, (label) => architecture.includes(`\n## ${label.slice(1)}. `))).toEqual([]);
  });

  test('readings of the notice', () => {
    expect(readings.length).toBeGreaterThan(5);
    expect(missing(readings, (label) => domain.includes(`\n| ${label} |`))).toEqual([]);
  });

  test('sections of the domain', () => {
    expect(chapters.length).toBeGreaterThan(5);
    const isThere = (label: string) => new RegExp(`\\n#+ §${label.replace('§', '')}\\.? `).test(domain);
    expect(missing(chapters, isThere)).toEqual([]);
  });

  test('known ways to fail, and invariants', () => {
    expect(hazards.length).toBeGreaterThan(3);
    expect(missing(hazards, (label) => reliability.includes(`\n| ${label} |`))).toEqual([]);
  });

  test('nothing else is cited: no page that is not here', () => {
    const elsewhere = /\((charts|performance|dependencies|anchors|style|ux)(\.md)?,? (§|finding)/;
    expect(sources.filter(({ text }) => elsewhere.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('a reading that is cited by its label alone is one of ours', () => {
    const alone = sources
      .filter(({ path }) => !path.startsWith('test/'))
      .flatMap(({ path, text }) => [...text.matchAll(/\bA\d\d\b/g)].map(([label]) => ({ path, label })));
    expect(missing(alone, (label) => domain.includes(`\n| ${label} |`))).toEqual([]);
  });
});

describe('the pages', () => {
  const pages = projectFiles().filter((path) => path.endsWith('.md'));

  test('link to files that exist', () => {
    const files = new Set(projectFiles());
    const folders = new Set(
      [...files].flatMap((path) => path.split('/').map((_, n, all) => all.slice(0, n).join('/'))),
    );
    const broken = pages.flatMap((page) =>
      [...readProjectFile(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
        .map(([, link = '']) => ({ link, target: join(dirname(page), link).replace(/\/$/, '') }))
        .filter(({ target }) => !files.has(target) && !folders.has(target))
        .map(({ link }) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('name every decision in ARCHITECTURE.md', () => {
    const decisions = projectFiles().filter((path) => path.startsWith('docs/decisions/'));
    expect(decisions.filter((path) => !architecture.includes(`(${path})`))).toEqual([]);
  });

  test('give every dependency its line, and no line to what is none', () => {
    const page = readProjectFile('docs/decisions/0013-each-dependency-earns-a-line.md');
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readProjectFile('package.json'));
    const named = [...page.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    );
    const fits = (name: string, pattern: string) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
    const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter((name) => !named.some((pattern) => fits(name, pattern)))).toEqual([]);
    expect(named.filter((pattern) => !all.some((name) => fits(name, pattern)))).toEqual([]);
  });
});
