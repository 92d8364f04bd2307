/** `zhicheng verify`: the independent checker on the database of this installation; all of it is in `verify/`. */
import { verify as verifyRecord } from '../../verify/verification.ts';
import { type Command, exitCodes, readArguments } from '../command.ts';
import { withDatabase } from '../database.ts';

const SHOWN = 20;

export const verify: Command = {
  name: 'verify',
  usage: 'verify [--seal <file>] [--settled] [-o text|json]',
  summary: {
    zh: '用独立的程序核对全部记录；给出封存文件时与之比对并续写',
    en: 'checks the whole record with code of its own; with a seal file, compares with it and adds to it',
  },
  options: [
    { flag: '--seal <file>', text: { zh: '封存文件，须存放在数据库之外', en: 'the seal, kept outside the database' } },
    {
      flag: '--settled',
      text: {
        zh: '一切应已办结：尚在办理中的也算不符',
        en: 'everything should be done: what is under way counts as a violation',
      },
    },
    { flag: '-o, --output text|json', text: { zh: '输出格式，默认 text', en: 'form of the output, text by default' } },
  ],
  async run({ args, language, terminal }) {
    const { values } = readArguments(args, {
      seal: { type: 'string' },
      settled: { type: 'boolean' },
      output: { type: 'string', short: 'o' },
    });
    const { seal, settled } = values;
    const result = await withDatabase((_pool, database) => verifyRecord({ database, seal, settled }));
    if (values.output === 'json') terminal.out(JSON.stringify(result));
    else {
      for (const { name, case: id, seq, detail } of result.findings.slice(0, SHOWN)) {
        terminal.err(`${name}: ${[id, seq].filter((part) => part !== null).join(' #')} ${detail}`);
      }
      const { events, cases, violations } = result;
      terminal.out(
        {
          zh: `${cases} 个案件，${events} 条记录，不符 ${violations}`,
          en: `${events} events of ${cases} cases, ${violations} violations`,
        }[language],
      );
    }
    return result.violations === 0 ? exitCodes.ok : exitCodes.error;
  },
};
