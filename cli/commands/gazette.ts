/** `zhicheng gazette import <file>`: the State Council's notice on a year's holidays becomes part of the calendar. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseGazette } from '../../config/calendars.ts';
import { loadGazette } from '../../store/amendments.ts';
import { inTransaction } from '../../store/db.ts';
import { type Command, exitCodes, Refusal, readArguments, UsageError } from '../command.ts';
import { withDatabase } from '../database.ts';

export const gazette: Command = {
  name: 'gazette',
  usage: 'gazette import <file>',
  summary: {
    zh: '导入一年的放假通知；涉及的期限随后重新计算',
    en: "imports a year's notice on holidays; the deadlines it touches are computed anew",
  },
  options: [],
  async run({ args, language, terminal }) {
    const [verb, file, ...more] = readArguments(args, {}).positionals;
    if (verb !== 'import' || file === undefined || more.length > 0) {
      throw new UsageError({ zh: '请给出 import <文件>', en: 'import <file>' });
    }
    const given = parseGazette(basename(file), readFileSync(file, 'utf8'));
    const loading = await withDatabase((pool) => inTransaction(pool, (tx) => loadGazette(tx, given)));
    const { year, published } = given;
    if (loading.outcome === 'differs') {
      throw new Refusal({
        zh: `${year} 年(${published} 公布)的通知已有，内容不同`,
        en: `another notice for ${year}, published ${published}, is loaded already`,
      });
    }
    const said = {
      loaded: {
        zh: `${year} 年：已导入，日历第 ${loading.version} 版`,
        en: `${year}: loaded; version ${loading.version} of the calendar`,
      },
      known: { zh: `${year} 年：早已导入`, en: `${year}: loaded before` },
    }[loading.outcome];
    terminal.out(said[language]);
    return exitCodes.ok;
  },
};
