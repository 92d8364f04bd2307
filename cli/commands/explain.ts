/** `zhicheng explain <file>`: whether somebody may apply, by which sentence of the notice, and why not. */
import { readFileSync } from 'node:fs';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import { evaluate } from '../../machines/eligibility/evaluate.ts';
import type { Programme } from '../../machines/programme.ts';
import { type Command, exitCodes, type Language, readArguments, UsageError } from '../command.ts';
import { parseDossier } from '../explain/dossier-file.ts';
import { verdictLines } from '../explain/verdict.ts';

export const explain: Command = {
  name: 'explain',
  usage: 'explain <file…>',
  summary: {
    zh: '按通知判断一份材料能否申报:各条规则、依据原文、各途径是否开放(材料文件见 examples/)',
    en: 'tells whether a dossier may apply: rules, the sentences they stand on, ways open and closed (see examples/)',
  },
  options: [],
  async run({ args, language, terminal }) {
    const { positionals } = readArguments(args, {});
    if (positionals.length === 0) throw new UsageError({ zh: '请给出材料文件', en: 'which file?' });
    const programmes = loadProgrammes(calendarsOfFiles());
    const verdicts = positionals.map((file) => explained(file, readFileSync(file, 'utf8'), { programmes, language }));
    for (const line of verdicts.flat()) terminal.out(line);
    return exitCodes.ok;
  },
};

/** The verdict on a file's text. @throws FileRefusal as its reader. */
export function explained(
  file: string,
  text: string,
  { programmes, language }: { programmes: readonly Programme[]; language: Language },
): string[] {
  const { title, programme, on, dossier } = parseDossier(file, text, programmes);
  const situation = { programme, on, cutoff: programme.rules.tenureCutoff.value, process: null };
  // The file of a programme is its first version.
  const evaluation = evaluate(dossier, situation, { programmeVersion: 1 });
  return [
    ...(title === null ? [] : [`# ${title[language]}`]),
    ...verdictLines({ programme, dossier, situation, evaluation, language }),
    '',
  ];
}
