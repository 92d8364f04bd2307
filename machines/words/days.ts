import type { DayReason } from '../calendar.ts';
import type { DueRule } from '../due-rule.ts';
import type { Source, Text } from '../programme-entries.ts';

/** Why a day was worked or not. `{festival}`, `{gazette}` and `{region}` stand for parts of the reason. */
export const dayWords: Readonly<Record<DayReason['code'], Text>> = {
  workday: { zh: '工作日', en: 'working day' },
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '{festival}放假({gazette} 年放假通知)', en: 'off for {festival} (gazette of {gazette})' },
  makeUpWorkday: {
    zh: '{festival}调休上班({gazette} 年放假通知)',
    en: 'worked to make up for {festival} (gazette of {gazette})',
  },
  regionalHoliday: { zh: '{festival}(地方放假)', en: '{festival}, off in the region' },
  assumedWorkday: { zh: '暂按工作日(尚未公布)', en: 'taken as a working day; not gazetted yet' },
  assumedWeekend: { zh: '暂按周末(尚未公布)', en: 'taken as a weekend; not gazetted yet' },
};

/** How a deadline's instant was found. */
export const ruleWords: Readonly<Record<DueRule['kind'], Text>> = {
  node: { zh: '工作计划的时间节点：{toDate} {time}', en: 'a node of the plan: {toDate} {time}' },
  extended: { zh: '经延长的截止时间', en: 'a cut-off that was extended' },
  period: {
    zh: '自 {from} 次日起 {workingDays} 个工作日，至 {last} 日终',
    en: '{workingDays} working days from the day after {from}, to the end of {last}',
  },
};

/** Of a period that a node cuts short (domain A34). */
export const cappedWords: Text = {
  zh: '；但不晚于 {notAfter}，以便公示在单位推送节点前完成',
  en: '; not after {notAfter}, so that the publicity can end before the unit’s node',
};
/** What every explanation ends with. */
export const groundWords: Text = { zh: '。依据：{clause}({source})', en: '. By {clause} ({source})' };
export const endOfDayWords: Text = { zh: '日终', en: '(end of the day)' };

export const sourceWords: Readonly<Record<Source, Text>> = {
  notice: { zh: '通知', en: 'the notice' },
  regulation: { zh: '法规', en: 'a regulation' },
  assumed: { zh: '假定', en: 'assumed' },
};
