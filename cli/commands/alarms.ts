/** `zhicheng alarms`: what an operator has to look at, in words. */
import type { Text } from '../../machines/programme-entries.ts';
import { isoInZone } from '../../machines/time.ts';
import { type AlarmKind, readAlarms } from '../../store/alarms.ts';
import { type Command, exitCodes, readArguments, UsageError } from '../command.ts';
import { withDatabase } from '../database.ts';

export const alarmWords: Readonly<Record<AlarmKind, Text>> = {
  clockJumped: {
    zh: '服务器时钟跳变，定时事项已暂停；核实后用 zhicheng clock release 恢复',
    en: 'the server’s clock jumped and timers are held; look at it, then zhicheng clock release',
  },
  refusalNotAccepted: {
    zh: '发给另一案件的事项被拒绝，且发出方不能接受该理由',
    en: 'a case refused what another sent it, for a reason the sender does not accept',
  },
  provisionalDayCame: {
    zh: '暂定期限的日期已到，确定它的放假通知尚未载入',
    en: 'the day of a provisional deadline has come, and the gazette that fixes it is not loaded',
  },
  rolloverDecisionOverdue: {
    zh: '人社局未按时对跨年度案件作出决定',
    en: 'the bureau has not decided in time on cases of the last year',
  },
  materialsMissing: { zh: '有材料登记在案而文件不在', en: 'files that are named as handed in are not there' },
  verificationFailed: { zh: '夜间核查发现不符，或未能进行', en: 'the verification found something, or was not made' },
  deadlinesStuck: { zh: '有期限已到一小时以上而未执行', en: 'deadlines came more than an hour ago and have not fired' },
};

const USUAL = 20;

export const alarms: Command = {
  name: 'alarms',
  usage: 'alarms [--most <n>] [-o text|json]',
  summary: { zh: '列出需要运维人员查看的警报，最近的在前', en: 'lists what an operator has to look at, latest first' },
  options: [
    { flag: '--most <n>', text: { zh: `最多列出几条，默认 ${USUAL}`, en: `how many, ${USUAL} by default` } },
    { flag: '-o, --output text|json', text: { zh: '输出格式，默认 text', en: 'form of the output, text by default' } },
  ],
  async run({ args, language, terminal }) {
    const { values } = readArguments(args, { most: { type: 'string' }, output: { type: 'string', short: 'o' } });
    const most = Number(values.most ?? USUAL);
    if (!Number.isInteger(most) || most < 1) {
      throw new UsageError({ zh: '--most 须为正整数', en: '--most takes a number' });
    }
    const found = await withDatabase((pool) => readAlarms(pool, { most }));
    if (values.output === 'json') terminal.out(JSON.stringify(found));
    else if (found.length === 0) terminal.out({ zh: '没有警报', en: 'no alarms' }[language]);
    else {
      for (const { kind, raw, body } of found) {
        terminal.out(`${isoInZone(raw)}  ${alarmWords[kind][language]}  ${JSON.stringify(body)}`);
      }
    }
    return exitCodes.ok;
  },
};
