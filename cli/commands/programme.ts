/** `zhicheng programme import <file>`: the file of a notice becomes the version that runs (decision D5). */
import { readFileSync } from 'node:fs';
import { calendarsOfFiles, parseProgramme } from '../../config/programmes.ts';
import type { Programme } from '../../machines/programme.ts';
import { inTransaction } from '../../store/db.ts';
import { addProgrammeVersion } from '../../store/programmes.ts';
import { type Command, exitCodes, Refusal, readArguments, UsageError } from '../command.ts';
import { withDatabase } from '../database.ts';
import { type Standing, standingOf } from '../launcher/programmes.ts';

export const programme: Command = {
  name: 'programme',
  usage: 'programme import <file>',
  summary: {
    zh: '导入年度方案：文件成为第 1 版；内容相同则不变，不同则须按修订办理',
    en: 'imports a programme: the file becomes version 1; the same again changes nothing, another is an amendment',
  },
  options: [],
  async run({ args, language, terminal }) {
    const [verb, file, ...more] = readArguments(args, {}).positionals;
    if (verb !== 'import' || file === undefined || more.length > 0) {
      throw new UsageError({ zh: '请给出 import <文件>', en: 'import <file>' });
    }
    const given = programmeOf(file);
    const before = await withDatabase(async (pool) => {
      const standing = await standingOf(pool, given);
      if (standing.is === 'new') await inTransaction(pool, (tx) => addProgrammeVersion(tx, given));
      return standing;
    });
    terminal.out(outcomeOf(given, before)[language]);
    return exitCodes.ok;
  },
};

/** @throws Refusal for a file that `zhicheng check` would not pass. */
function programmeOf(file: string): Programme {
  const reading = parseProgramme(file, readFileSync(file, 'utf8'), calendarsOfFiles());
  if (reading.programme === null) {
    throw new Refusal({
      zh: `${file} 有 ${reading.errors.length} 处错误，请先运行 zhicheng check ${file}`,
      en: `${file} has ${reading.errors.length} errors: see zhicheng check ${file}`,
    });
  }
  return reading.programme;
}

/** @throws Refusal where another version runs: dates may have been relied on, so it is amended, with a preview. */
function outcomeOf({ id }: Programme, standing: Standing): { zh: string; en: string } {
  switch (standing.is) {
    case 'new':
      return { zh: `${id}：已导入为第 1 版`, en: `${id}: imported as version 1` };
    case 'same':
      return {
        zh: `${id}：与正在运行的第 ${standing.version} 版相同`,
        en: `${id}: the same as version ${standing.version}, which runs`,
      };
    case 'different':
      throw new Refusal({
        zh: `${id}：与正在运行的第 ${standing.version} 版不同；请按修订办理：POST /v1/programmes/${id}/amendments`,
        en: `${id}: differs from version ${standing.version}, which runs; amend it: POST /v1/programmes/${id}/amendments`,
      });
  }
}
