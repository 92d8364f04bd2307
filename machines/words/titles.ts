import type { Text, TitleLevel, TitleScope } from '../programme-entries.ts';

/** Levels of titles, and where a title counts. */
export const levelWords: Readonly<Record<TitleLevel, Text>> = {
  JUNIOR: { zh: '初级', en: 'junior' },
  INTERMEDIATE: { zh: '中级', en: 'intermediate' },
  DEPUTY_SENIOR: { zh: '副高级', en: 'deputy senior' },
  FULL_SENIOR: { zh: '正高级', en: 'full senior' },
};

export const scopeWords: Readonly<Record<TitleScope, Text>> = {
  ORDINARY: { zh: '不限基层单位', en: 'not limited to grassroots units' },
  GRASSROOTS_PROVINCE: { zh: '限本省基层单位有效', en: 'counts in grassroots units of the province only' },
};
