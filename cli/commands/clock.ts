/** `zhicheng clock …`: what the clock of a database says, and what an operator may do to it (design D6). */
import type pg from 'pg';
import type { Text } from '../../machines/programme-entries.ts';
import { isoInZone, parseInstant } from '../../machines/time.ts';
import { type AskableRound, askableRounds, askForRound } from '../../store/asked-rounds.ts';
import { type Clock, ClockRefusal, holdClock, moveClock, readClock, releaseClock } from '../../store/clock.ts';
import { inTransaction, type Tx } from '../../store/db.ts';
import { type Command, exitCodes, type Language, readArguments, UsageError } from '../command.ts';
import { withDatabase } from '../database.ts';

const modeWords: Readonly<Record<Clock['mode'], Text>> = {
  real: { zh: '实际时间', en: 'real' },
  offset: { zh: '运行中，可向前拨', en: 'runs, and can be set forward' },
  frozen: { zh: '静止，可向前拨', en: 'stands, and can be set forward' },
};
const refusals: Readonly<Record<ClockRefusal['code'], Text>> = {
  CLOCK_NOT_MOVABLE: { zh: '正式库的时钟不能拨动', en: 'the clock of a production cannot be moved' },
  CLOCK_ONLY_FORWARD: { zh: '时钟只能向前拨', en: 'the clock only moves forward' },
};

export const clock: Command = {
  name: 'clock',
  usage: 'clock show | move <instant> | round <name> | hold | release --by <name>',
  summary: {
    zh: '查看时钟；向前拨(演示库)，并请后台进行例行事项；暂停、恢复定时事项',
    en: 'shows the clock; sets it forward, in a demonstration, and asks for rounds; holds and releases the timers',
  },
  options: [
    { flag: '--by <name>', text: { zh: '由谁恢复(必填)', en: 'who releases the timers; release needs it' } },
    {
      flag: 'round <name>',
      text: {
        zh: 'observation 查看公示页、morning 晨间事项或 night 夜间核查，由后台进程进行',
        en: 'observation, morning or night: made by the workers, which have to run',
      },
    },
    {
      flag: '<instant>',
      text: {
        zh: '2023-08-11、2023-08-11T09:00(北京时间)，或带时区的时刻',
        en: '2023-08-11, 2023-08-11T09:00 (Asia/Shanghai), or with an offset',
      },
    },
  ],
  async run({ args, language, terminal }) {
    const { values, positionals } = readArguments(args, { by: { type: 'string' } });
    const act = actOf(positionals, values.by);
    try {
      const after = await withDatabase((pool) => act(pool));
      for (const line of linesOf(after, language)) terminal.out(line);
      return exitCodes.ok;
    } catch (error) {
      if (!(error instanceof ClockRefusal)) throw error;
      terminal.err(`${refusals[error.code][language]} (${isoInZone(error.now)})`);
      return exitCodes.error;
    }
  },
};

type Act = (pool: pg.Pool) => Promise<Clock>;

/** @throws UsageError for anything else. */
function actOf([verb = 'show', instant, ...more]: readonly string[], by: string | undefined): Act {
  const lone = instant === undefined;
  if (more.length === 0 && verb === 'show' && lone) return readClock;
  if (more.length === 0 && verb === 'move' && !lone) {
    const to = instantOf(instant);
    return (pool) => inTransaction(pool, (tx) => moveClock(tx, { to, by: null }));
  }
  if (more.length === 0 && verb === 'round' && isRound(instant)) {
    return (pool) => changed(pool, (tx) => askForRound(tx, { round: instant, by: null }));
  }
  if (verb === 'hold' && lone) return (pool) => changed(pool, (tx) => holdClock(tx));
  if (verb === 'release' && lone && by !== undefined) return (pool) => changed(pool, (tx) => releaseClock(tx, { by }));
  throw new UsageError({
    zh: '请给出 show、move <时刻>、round <事项>、hold 或 release --by <姓名>',
    en: 'show, move, round, hold or release?',
  });
}

function isRound(name: string | undefined): name is AskableRound {
  return (askableRounds as readonly (string | undefined)[]).includes(name);
}

async function changed(pool: pg.Pool, change: (tx: Tx) => Promise<unknown>): Promise<Clock> {
  await inTransaction(pool, change);
  return readClock(pool);
}

function instantOf(text: string): number {
  try {
    return parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);
  } catch {
    throw new UsageError({ zh: `${text} 不是时刻`, en: `${text} is no instant` });
  }
}

function linesOf({ mode, now, grace, held }: Clock, language: Language): string[] {
  const words = {
    zh: { grace: '宽限', held: '定时事项:已暂停', going: '定时事项:正常' },
    en: { grace: 'grace', held: 'timers: held', going: 'timers: going' },
  }[language];
  return [
    `${isoInZone(now)}  ${modeWords[mode][language]}`,
    `${words.grace}: ${grace} ms`,
    held ? words.held : words.going,
  ];
}
