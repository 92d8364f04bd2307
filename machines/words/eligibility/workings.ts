import type { Working } from '../../eligibility/workings.ts';
import type { Text } from '../../programme-entries.ts';

/**
 * Lines of arithmetic, as a clerk would write them under a finding. `{name}` stands for a parameter, or for what `telling.ts`
 * works out of the parameters: `{sign}` how the two sides compare, `{reached}`, `{after}`, `{left}` and `{right}` the sides.
 */
export const workingWords: Readonly<Record<Working, Text>> = {
  YEARS_FULL: {
    zh: '{from} + {needed} 年 = {reached} {sign} {after}({cutoff} 的次日)，满 {years} 年',
    en: '{from} + {needed} years = {reached} {sign} {after}, the day after {cutoff}: {years} full years',
  },
  DAYS_SERVED: {
    zh: '累计 {days} 天 {sign} {needed} 天',
    en: '{days} days {sign} {needed} days',
  },
  HOURS_OF_YEAR: {
    zh: '{year} 年 {hours} 学时 {sign} {needed} 学时',
    en: '{year}: {hours} hours {sign} {needed} hours',
  },
  PROFESSIONAL_SHARE: {
    zh: '{year} 年专业科目 {professional} 学时：{den} × {professional} = {left} {sign} {num} × {required} = {right}',
    en: '{year}: {professional} professional hours, {den} × {professional} = {left} {sign} {num} × {required} = {right}',
  },
  BARRED_THROUGH: {
    zh: '{kind}：{from} 起限制申报，至 {through} 止(含当日)',
    en: '{kind}: barred from {from} through {through}',
  },
  COUNTED: {
    zh: '{count} {sign} {needed}',
    en: '{count} {sign} {needed}',
  },
  LEVEL_STEP: { zh: '由 {from} 到 {to}', en: 'from {from} to {to}' },
  RETIREMENT: {
    zh: '{bornOn} 出生，{retiresOn} 到龄 {sign} {asOf} + {years} 年 = {reached}',
    en: 'born on {bornOn}, of age on {retiresOn} {sign} {asOf} + {years} years = {reached}',
  },
  EQUALS_TITLE: {
    zh: '职业资格 {certificate} 对应 {series} {level}，自 {from} 起算',
    en: '{certificate} equals {level} of {series}, since {from}',
  },
  OPENS_LEVEL: {
    zh: '准入类职业资格 {certificate}({grade})可直接申报 {level}',
    en: '{certificate}, of the admission type ({grade}), opens {level}',
  },
  ACHIEVED_SINCE: {
    zh: '{issuedOn} 取得职业资格，其后的业绩 {counted} 项，不予计算 {excluded} 项',
    en: '{counted} achievements after {issuedOn}, when the certificate was issued; {excluded} do not count',
  },
  ARRIVED_ON: {
    zh: '{arrivedOn} 引进 {sign} {from}',
    en: 'arrived on {arrivedOn} {sign} {from}',
  },
  APPOINTED_ON: {
    zh: '{appointedOn} 聘任，任职年限由此起算',
    en: 'appointed on {appointedOn}, from which years count',
  },
  COUNTED_FROM: {
    zh: '{awardedOn} 通过评审，任职年限从 {from} 起算',
    en: 'passed on {awardedOn}, years count from {from}',
  },
  HOURS_SHOWN: {
    zh: '{year} 年已有 {hours} 学时(本年度不作要求)',
    en: '{year}: {hours} hours so far, which are not asked for yet',
  },
  PUBLIC_CREDIT: {
    zh: '公需科目 {course}：{year} 年计 {hours} 学时',
    en: 'public course {course}: {hours} hours in {year}',
  },
};
