/** `zhicheng draw`: the drawings of the lifecycles, generated from the charts into `docs/lifecycles/` and the READMEs. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overviewBlock, pagesOf } from '../../machines/draw-pages.ts';
import { lifecycleNames } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { type Command, exitCodes, type Language, readArguments } from '../command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the project as it must be; paths from the project's root. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const readmes: readonly { path: string; language: Language }[] = [
  { path: 'README.md', language: 'en' },
  { path: 'README.zh.md', language: 'zh' },
];
const SECTION = /(<!-- lifecycle -->\n)[\s\S]*?(<!-- \/lifecycle -->)/;

/** Everything that is drawn from the charts, as it must stand in the project. */
export async function drawnFiles(): Promise<GeneratedFile[]> {
  const pages = lifecycleNames.flatMap((name) => pagesOf(currentLifecycle(name)));
  const picture = (language: Language) => `${overviewBlock(currentLifecycle('application'), language)}\n`;
  const illustrated = readmes.map(async ({ path, language }) => {
    const page = await readFile(join(root, path), 'utf8');
    // A function, because `$` stands for itself in a drawing.
    return { path, text: page.replace(SECTION, (_, begin: string, end: string) => begin + picture(language) + end) };
  });
  return [
    ...pages.map(({ file, text }) => ({ path: `docs/lifecycles/${file}`, text })),
    ...(await Promise.all(illustrated)),
  ];
}

export const draw: Command = {
  name: 'draw',
  usage: 'draw',
  summary: {
    zh: '由状态图重新生成 docs/lifecycles/ 和 README 中的图',
    en: 'draws docs/lifecycles/ and the picture of the README anew from the charts',
  },
  options: [],
  async run({ args, terminal }) {
    readArguments(args, {});
    await mkdir(join(root, 'docs/lifecycles'), { recursive: true });
    for (const { path, text } of await drawnFiles()) {
      await writeFile(join(root, path), text);
      terminal.out(path);
    }
    return exitCodes.ok;
  },
};
