import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { languages } from '../../cli/command.ts';
import { explained } from '../../cli/commands/explain.ts';
import { ruleTable } from '../support/eligibility/rule-table.ts';
import { kaili2022, kaili2023 } from '../support/programmes.ts';
import { readProjectFile } from '../support/source-tree.ts';

const page = readProjectFile('docs/eligibility.md');
const examples = readdirSync(fileURLToPath(new URL('../../examples/', import.meta.url))).map((name) =>
  name.replace('.yaml', ''),
);

/** What stands between the two comments of a section, replaced. */
function withSection(text: string, name: string, contents: string): string {
  const section = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`docs/eligibility.md has no section ${name}`);
  return text.replace(section, (_, begin: string, end: string) => `${begin}${contents}${end}`);
}

/** A verdict as `npm run explain` prints it. */
function verdict(name: string, language: (typeof languages)[number]): string {
  const file = `examples/${name}.yaml`;
  const lines = explained(file, readProjectFile(file), { programmes: [kaili2022, kaili2023], language });
  return `\`\`\`text\n${lines.join('\n').trimEnd()}\n\`\`\`\n`;
}

describe('the page on who may apply', () => {
  // A rule or a word that changes changes the page: `npx vitest run test/docs/eligibility.test.ts -u` writes it anew.
  test('has every rule with its clauses, and the verdicts on the examples as they are printed', async () => {
    const verdicts = examples.flatMap((name) => languages.map((language) => ({ name, language })));
    const anew = verdicts.reduce(
      (text, { name, language }) => withSection(text, `${name} ${language}`, verdict(name, language)),
      withSection(page, 'rules', ruleTable()),
    );
    await expect(anew).toMatchFileSnapshot('../../docs/eligibility.md');
  });

  test('shows the examples there are, and five of them at least', () => {
    const shown = [...page.matchAll(/<!-- ([a-z-]+) (?:zh|en) -->/g)].map(([, name]) => name);
    expect([...new Set(shown)].sort()).toEqual([...examples].sort());
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });
});
