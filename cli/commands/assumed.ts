/** `zhicheng assumed <file…>`: what of a programme nobody published, and the bureau has still to replace. */
import { calendarsOfFiles, readProgrammeFile } from '../../config/programmes.ts';
import { assumedEntries } from '../../machines/programme-places.ts';
import { type Command, exitCodes, readArguments, UsageError } from '../command.ts';

export const assumed: Command = {
  name: 'assumed',
  usage: 'assumed <file…>',
  summary: {
    zh: '列出方案中推定(非通知、非法规)的条目:路径、条款、现值;须由主管单位替换',
    en: 'lists the entries of programmes that are assumed, to be replaced: path, clause, what stands there',
  },
  options: [],
  async run({ args, language, terminal }) {
    const { positionals } = readArguments(args, {});
    if (positionals.length === 0) throw new UsageError({ zh: '请给出方案文件', en: 'which file?' });
    const calendarOf = calendarsOfFiles();
    let code: number = exitCodes.ok;
    for (const file of positionals) {
      const { programme } = readProgrammeFile(file, calendarOf);
      if (programme === null) {
        const said = {
          zh: `${file}:有错误,请先运行 zhicheng check`,
          en: `${file}: has errors; run zhicheng check first`,
        };
        terminal.err(said[language]);
        code = exitCodes.error;
        continue;
      }
      for (const { path, clause, standIn } of assumedEntries(programme)) {
        terminal.out([path, clause, standIn].join('\t'));
      }
    }
    return code;
  },
};
