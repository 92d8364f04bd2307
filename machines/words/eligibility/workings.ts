import type { Working } from '../../eligibility/workings.ts';
import type { Text } from '../../programme-entries.ts';

/** Lines of arithmetic, as a clerk would write them under a finding. `{name}` stands for a parameter. */
export const workingWords: Readonly<Record<Working, Text>> = {
  YEARS_FULL: {
    zh: '{from} 起至 {cutoff} 满 {years} 年，须满 {needed} 年',
    en: '{from} to {cutoff}: {years} full years of {needed} needed',
  },
  DAYS_SERVED: { zh: '累计 {days} 天，须满 {needed} 天', en: '{days} days of {needed} needed' },
  HOURS_OF_YEAR: { zh: '{year} 年 {hours} 学时，须 {needed} 学时', en: '{year}: {hours} hours of {needed} needed' },
  PROFESSIONAL_SHARE: {
    zh: '{year} 年专业科目 {professional} 学时，须达到规定 {required} 学时的 {num}/{den}',
    en: '{year}: {professional} professional hours, for {num}/{den} of the {required} required',
  },
  BARRED_THROUGH: {
    zh: '{kind}：{from} 起限制申报，至 {through} 止(含当日)',
    en: '{kind}: barred from {from} through {through}',
  },
  COUNTED: { zh: '{count} 个，须 {needed} 个', en: '{count} of {needed} needed' },
  LEVEL_STEP: { zh: '由 {from} 到 {to}', en: 'from {from} to {to}' },
  RETIREMENT: {
    zh: '{bornOn} 出生，{retiresOn} 到龄，距 {asOf} 以 {years} 年为界',
    en: 'born on {bornOn}, of age on {retiresOn}, measured from {asOf} against {years} years',
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
  ARRIVED_ON: { zh: '{arrivedOn} 引进，须在 {from} 及以后', en: 'arrived on {arrivedOn}, {from} or later needed' },
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
