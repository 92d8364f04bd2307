import { expect, test } from 'vitest';
import { assumedEntries } from '../../machines/programme-places.ts';
import { generatedSection, markdownTable } from '../support/pages.ts';
import { kaili2023 } from '../support/programmes.ts';

test('the page on programmes lists every assumed entry of 2023', () => {
  const rows = assumedEntries(kaili2023).map(({ path, clause, standIn }) => [
    `\`${path}\``,
    clause,
    // Lists are to be read in the file.
    standIn.startsWith('[') ? '(list)' : standIn,
  ]);
  expect(generatedSection('programme.md', 'assumed')).toBe(
    markdownTable(['entry', 'clause', 'what stands there'], rows),
  );
});
