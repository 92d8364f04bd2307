/** The ways to a title (一): which of them is open is told by `routes.ts`. */
export const routeIds = [
  /** 逐级: from the title below, after its years. */
  'ORDINARY',
  /** 一(一)2: intermediate after 4, 6 or 9 years in a township, or with a master's degree there. */
  'GRASSROOTS_YEARS',
  /** 一(五): doctors to deputy-senior, masters to intermediate, where the employer decides so. */
  'DIRECT_BY_DEGREE',
  /** 一(三)1: engineering, by a certificate of the admission type. */
  'CERTIFICATE',
  /** 一(二): 破格, with two full-senior referees. */
  'EXCEPTIONAL',
  /** 一(四): 绿色通道. */
  'GREEN_CHANNEL',
  /** 一(三)2: 高技能人才贯通. */
  'SKILLED_TALENT',
  /** 一(一)4: 基层副高, which counts in Guizhou's grassroots institutions only. */
  'GRASSROOTS_DEPUTY_SENIOR',
  /** 一(二)2: 转评, the same level in another series. */
  'SERIES_TRANSFER',
] as const;
export type RouteId = (typeof routeIds)[number];
