import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawnFiles } from '../../cli/commands/draw.ts';
import { clocksOf, compoundsOf, drawOverview, drawParts, everyPart, partWords, waysOf } from '../../machines/draw.ts';
import { lifecycleNames } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { deadlineWords } from '../../machines/words/deadlines.ts';
import { readProjectFile, root } from '../support/source-tree.ts';

/** What is drawn from the charts is what stands in the project. */

const drawn = await drawnFiles();
const languages = ['zh', 'en'] as const;

describe('the drawings in the project', () => {
  test.each(drawn)('$path is as the chart has it: `npm run draw` changes nothing', ({ path, text }) => {
    expect(readProjectFile(path)).toBe(text);
  });

  test('are all drawn: nothing else lies in docs/lifecycles/', () => {
    const files = readdirSync(join(root, 'docs/lifecycles')).map((file) => `docs/lifecycles/${file}`);
    expect(files.sort()).toEqual(
      drawn
        .map(({ path }) => path)
        .filter((path) => path.startsWith('docs/'))
        .sort(),
    );
  });

  test('stand in both READMEs', () => {
    for (const path of ['README.md', 'README.zh.md']) {
      expect(readProjectFile(path)).toMatch(/<!-- lifecycle -->\n```mermaid\nstateDiagram-v2\n/);
    }
  });
});

describe.each(lifecycleNames)('a drawing of the %s', (name) => {
  const lifecycle = currentLifecycle(name);
  const parts = everyPart(lifecycle.machine.root).slice(1);
  const pages = new Map(languages.map((language) => [language, pageIn(name, language)]));

  test.each(languages)('names every part of the chart in %s', (language) => {
    const page = pages.get(language) ?? '';
    const region = lifecycle.stage.join('.');
    const missing = parts.filter((part) => !page.includes(partWords(lifecycle, part)[language]));
    expect(missing.map(({ path }) => path.join('.')).filter((path) => path !== region)).toEqual([]);
  });

  test.each(languages)('has a line for every transition, with clause and sender, in %s', (language) => {
    const page = pages.get(language) ?? '';
    const lines = page.split('\n').filter((line) => line.startsWith('| '));
    for (const { event, meta } of waysOf(lifecycle, everyPart(lifecycle.machine.root))) {
      expect(lines.some((line) => line.includes(`| ${event[language]} |`) && line.includes(`| ${meta.clause} |`))).toBe(
        true,
      );
    }
  });

  test('declares every state it draws an arrow to', () => {
    const drawings = [...pages.values()].flatMap((page) =>
      [...page.matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text]) => text),
    );
    expect(drawings.length).toBeGreaterThan(0);
    for (const drawing of drawings as string[]) {
      const declared = new Set([...drawing.matchAll(/ as (\w+)/g)].map(([, id]) => id));
      const used = [...drawing.matchAll(/(\w+) --> (\w+)/g)].flatMap(([, from, to]) => [from, to]);
      expect(used.filter((id) => !declared.has(id))).toEqual([]);
    }
  });
});

describe('the drawing of a stage', () => {
  const lifecycle = currentLifecycle('application');

  test('marks a deadline by a word, in both languages', () => {
    const review = compoundsOf(lifecycle).filter(({ key }) => key === 'policyReview');
    expect(drawParts(lifecycle, review, 'en')).toContain(`[timer] ${deadlineWords.supplementDue.en}`);
    expect(drawParts(lifecycle, review, 'zh')).toContain(`〔期限〕${deadlineWords.supplementDue.zh}`);
  });

  test('shows where it begins and where it leads', () => {
    const draft = compoundsOf(lifecycle).filter(({ key }) => key === 'draft');
    expect(drawParts(lifecycle, draft, 'en').split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "draft" as draft {',
      '    [*] --> draft_editing',
      '    state "being filled in" as draft_editing',
      '    state "locked: not submitted in the click window" as draft_locked',
      '  }',
      '  state "withdrawn" as withdrawn',
      '  state "material check by the unit" as beforeIntake_unitVerification_materialCheck',
      '  draft --> withdrawn : withdraw',
      '  draft_editing --> beforeIntake_unitVerification_materialCheck : submit',
      '  draft_editing --> draft_locked : [timer] end of the click window',
      '  classDef ended font-weight:bold',
      '  class withdrawn ended',
    ]);
  });

  test('is one for each stage that has parts, and one for the clocks', () => {
    expect(compoundsOf(lifecycle).map(({ key }) => key)).toEqual([
      'draft',
      'beforeIntake',
      'unitVerification',
      'departmentPush',
      'materialIntake',
      'policyReview',
      'expertReview',
      'resultPublicity',
    ]);
    expect(clocksOf(lifecycle)).toHaveLength(6);
    expect(clocksOf(currentLifecycle('certificate'))).toEqual([]);
  });

  test('at a glance has two levels, and every end', () => {
    const overview = drawOverview(lifecycle, 'en');
    expect(overview).toContain('as beforeIntake_unitVerification\n');
    expect(overview).not.toContain('materialCheck');
    for (const end of everyPart(lifecycle.machine.root).filter(({ type }) => type === 'final')) {
      expect(overview).toMatch(new RegExp(`--> ${end.key} :`));
    }
  });
});

function pageIn(name: string, language: (typeof languages)[number]): string {
  const path = `docs/lifecycles/${name}${language === 'zh' ? '.zh' : ''}.md`;
  return drawn.find((file) => file.path === path)?.text ?? '';
}
