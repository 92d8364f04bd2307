/** What the checker of a programme says, by code. `{name}` stands for a parameter of the finding. */
import type { Text } from '../programme-entries.ts';

export const findingWords = {
  MALFORMED_YAML: { zh: '文件不是合法的 YAML:{detail}', en: 'not a YAML document: {detail}' },
  MISNAMED_FILE: { zh: '文件应命名为 {name}', en: 'the file must be named {name}' },
  MISSHAPED: { zh: '内容不合格式:{detail}', en: 'not of the expected shape: {detail}' },
  MISSING_ENTRY: { zh: '缺少条目 {name}', en: 'the entry {name} is missing' },
  UNKNOWN_ENTRY: { zh: '不认识的条目 {name}', en: 'unknown entry {name}' },
  MISSING_CLAUSE: { zh: '没有写明依据条款', en: 'names no clause' },
  CLAUSE_MALFORMED: {
    zh: '来源为通知,但“{clause}”不是通知的条款写法(如 二(二)3)',
    en: 'said to come from the notice, but “{clause}” is no clause of a notice (as 二(二)3)',
  },
  MISSING_SOURCE: {
    zh: '没有写明来源(notice、regulation 或 assumed)',
    en: 'names no source (notice, regulation or assumed)',
  },
  UNKNOWN_SOURCE: { zh: '来源只能是 notice、regulation 或 assumed', en: 'a source is notice, regulation or assumed' },
  MISSING_DEADLINE: {
    zh: '期限 {name} 没有日期也没有期间:到了该环节的案件会永远等下去',
    en: 'the deadline {name} has neither node nor period: a case that comes to wait for it would wait for ever',
  },
  UNKNOWN_DEADLINE: { zh: '没有名为 {name} 的期限', en: 'there is no deadline {name}' },
  MISSING_DATED_RULE: { zh: '通知的时间规定 {rule} 没有交代', en: 'the dated rule {rule} is not accounted for' },
  UNKNOWN_RULE: { zh: '没有编号为 {name} 的规定', en: 'there is no rule {name}' },
  DATED_RULE_NOT_CARRIED: {
    zh: '{rule} 指向 {target},该处没有标注此规定的条目',
    en: '{rule} points at {target}, where no entry carries it',
  },
  DATED_RULE_UNLISTED: {
    zh: '此条目标注了 {rule},但 dates.{rule} 没有指向它',
    en: 'this entry carries {rule}, but dates.{rule} does not point at it',
  },
  NO_SUCH_DATE: { zh: '不存在的日期 {date}', en: 'there is no day {date}' },
  NOT_A_TIME: {
    zh: '不是时刻 {time}(00:00 至 23:59;当日截止则不写时刻)',
    en: 'no time of day: {time} (00:00 to 23:59; for the end of the day leave it out)',
  },
  WINDOW_OUT_OF_ORDER: {
    zh: '{later} 必须晚于 {earlier}({earlierAt});现为 {laterAt}',
    en: '{later} must come after {earlier} ({earlierAt}); it stands at {laterAt}',
  },
  CLICK_WINDOW_OVERRIDDEN: {
    zh: '点击申报时间由全省统一规定,评委会计划不得另定',
    en: 'the click window is the province’s; a committee’s plan cannot set its own',
  },
  PUBLICITY_DOES_NOT_FIT: {
    zh: '{workingDays} 个工作日的公示在 {from} 与 {node}({nodeAt})之间放不下',
    en: 'a publicity of {workingDays} working days does not fit between {from} and {node} ({nodeAt})',
  },
  LATE_CLICKS_CANNOT_SUCCEED: {
    zh: '公示最迟须于 {latest} 开始;其后至 {to} 点击申报的,赶不上单位节点',
    en: 'the publicity must open by {latest}: whoever clicks after that, until {to}, cannot meet the unit node',
  },
  SUPPLEMENT_DOES_NOT_FIT: {
    zh: '收取截止日要求补正的,{workingDays} 个工作日的补正期超过政策性审查节点 {nodeAt}',
    en: 'a supplement asked for on the day of the cut-off ({workingDays} working days) ends after the policy review node {nodeAt}',
  },
  ROLLOVER_BEFORE_OPENING: {
    zh: '年度终止({rolloverAt})不晚于新增申报开始({opensAt})',
    en: 'the rollover ({rolloverAt}) does not come after the opening ({opensAt})',
  },
  NODE_AFTER_ROLLOVER: {
    zh: '节点 {node}({nodeAt})晚于年度终止({rolloverAt});确属跨年度评审的,须写明 runsPastRollover 及依据',
    en: 'the node {node} ({nodeAt}) comes after the rollover ({rolloverAt}); a plan that means to run past it must say so in runsPastRollover, with its clause',
  },
  DELAY_NOT_OF_YEAR: {
    zh: '五(二)只及于 {years} 年度申报的评审,不及于 {year} 年度',
    en: '五(二) speaks of reviews applied for in {years}, not in {year}',
  },
  PLAN_RUNS_PAST_ROLLOVER: {
    zh: '自节点 {node}({nodeAt})起晚于年度终止({rolloverAt}):届时尚在政策性审查及以前的案件一律终止',
    en: 'from the node {node} ({nodeAt}) on, this plan runs past the rollover ({rolloverAt}): cases up to policy review end there',
  },
  CYCLE_YEAR_MISMATCH: {
    zh: '与申报年度 {cycleYear} 不符:{found}',
    en: 'does not belong to the cycle year {cycleYear}: {found}',
  },
  NODE_ON_DAY_OFF: { zh: '{date} 不是工作日;窗口当日不收件', en: '{date} is no working day; no counter is open' },
  BEYOND_KNOWN_CALENDAR: {
    zh: '至 {date} 的工作日尚未公布(已知至 {knownThrough}),期限为暂定',
    en: 'working days up to {date} are not gazetted yet (known through {knownThrough}): provisional',
  },
  BEFORE_KNOWN_CALENDAR: {
    zh: '{date} 早于已知的工作日历(自 {knownFrom})',
    en: '{date} lies before the known calendar (from {knownFrom})',
  },
  CALENDAR_REGION_MISMATCH: {
    zh: '年度方案适用地区 {region},所给日历为 {given}',
    en: 'the programme counts by the calendar of {region}, given was that of {given}',
  },
  WORKING_DAYS_OUT_OF_RANGE: {
    zh: '工作日数 {workingDays} 不在 {least} 至 {most} 之间',
    en: '{workingDays} working days is not within {least} and {most}',
  },
  NUMBER_OUT_OF_RANGE: {
    zh: '{value} 不是允许的数(须为不小于 {least} 的整数)',
    en: '{value} is not allowed (a whole number of at least {least})',
  },
  FRACTION_OUT_OF_RANGE: {
    zh: '{value} 不是大于 0、不超过 1 的分数',
    en: '{value} is no fraction above 0 and up to 1',
  },
  DRAW_IMPOSSIBLE: {
    zh: '抽取须有一名主任委员,且各层人数不超过评委会人数 {size}',
    en: 'a draw seats one chair, and in all strata no more than the {size} members',
  },
  COMMITTEE_SIZE_EVEN: {
    zh: '评委会人数须为单数,现为 {value}',
    en: 'a committee has an odd number of members, not {value}',
  },
  SENIOR_COMMITTEE_SMALL: {
    zh: '评审高级职称的评委会按系列组建的不少于 25 人,现为 {value}',
    en: 'a committee for senior titles set up by series has at least 25 members; this one has {value}',
  },
  FILING_ENDS_BEFORE_MEETING: {
    zh: '评委会备案有效期至 {date},早于评审会议节点 {nodeAt}',
    en: 'the committee’s filing is valid through {date}, before its meeting on {nodeAt}',
  },
  FILES_WITH_ITSELF: { zh: '组建单位不能向自己备案', en: 'a committee’s organiser cannot file with itself' },
  NOBODY_ROUTED: { zh: '没有任何案件会送到此评委会', en: 'no case is ever routed to this committee' },
  NO_COMMITTEE_TAKES: {
    zh: '没有评委会受理 {series} {levels}{channel}',
    en: 'no committee takes {series} {levels}{channel}',
  },
  TWO_COMMITTEES_TAKE: {
    zh: '{series} {levels}{channel} 由 {committees} 同时受理',
    en: '{series} {levels}{channel} is taken by {committees} alike',
  },
  UNKNOWN_SERIES: { zh: '本方案没有系列 {name}', en: 'the programme has no series {name}' },
  NO_SUCH_FILE: {
    zh: '找不到 {name}:方案的附表和通知原文按文件名引用,放在 config/tables/ 和 config/notices/',
    en: 'there is no {name}: tables and the text of a notice are named by their files in config/tables/ and config/notices/',
  },
  UNKNOWN_EDUCATION: {
    zh: '没有学历层次 {name}(SECONDARY、COLLEGE、BACHELOR、MASTER、DOCTOR)',
    en: 'there is no education {name} (SECONDARY, COLLEGE, BACHELOR, MASTER, DOCTOR)',
  },
  DOUBLE_ROW: { zh: '{name} 在此前已有一行', en: '{name} already has a row above' },
  NO_YEARS: {
    zh: '{series} 的 {level} 没有年限要求,也没有 * 行:无人能按逐级申报',
    en: '{level} of {series} has no years of its own and there is no row *: nobody could apply there in the ordinary way',
  },
  YEARS_RISE_WITH_EDUCATION: {
    zh: '{name} 要求 {years} 年,比更低的学历还多',
    en: '{name} is asked for {years} years, more than a lower education',
  },
  TEXT_CHANGED: {
    zh: '通知原文与所记校验值不符:现为 {found},记为 {said}',
    en: 'the text of the notice is not the one that was quoted: its hash is {found}, said is {said}',
  },
  RULE_NOT_QUOTED: { zh: '规则 {rule} 没有引用依据原文', en: 'the rule {rule} quotes no sentence it stands on' },
  QUOTE_NOT_IN_TEXT: { zh: '{rule} 所引语句不在通知原文中', en: 'the sentence quoted for {rule} is not in the text' },
  QUOTE_NOT_UNIQUE: {
    zh: '{rule} 所引语句在原文中不止一处,请引得更长',
    en: 'the sentence quoted for {rule} stands in the text more than once; quote more of it',
  },
  QUOTE_CHANGED: {
    zh: '{rule} 所引位置上的语句与引用时不同',
    en: 'what stands where {rule} quotes is not what was quoted',
  },
  QUOTE_OF_OTHER_CLAUSE: {
    zh: '{rule} 所引语句不在 {clause} 中',
    en: 'the sentence quoted for {rule} does not stand in {clause}',
  },
  NO_CHECKLIST: {
    zh: '{series} {levels} 没有任何必须上传的材料',
    en: 'nothing has to be uploaded for {series} {levels}',
  },
  DUPLICATE_ITEM: {
    zh: '材料 {name} 在此前的清单中已另有规定',
    en: 'the item {name} is already defined otherwise by a list above',
  },
  LEVEL_IN_TWO_CLASSES: { zh: '层级 {level} 同时属于 {classes}', en: 'the level {level} belongs to {classes} at once' },
  DUTY_WITHOUT_REVIEWER: { zh: '没有写明由谁审核', en: 'nobody is named who reviews it' },
  DUTY_REVIEWS_ITSELF: { zh: '填报者不能自己审核', en: 'who fills it in cannot review it' },
  DUTY_WITHOUT_CHANNEL: { zh: '既不能网上办理,也没有受理窗口', en: 'taken neither on the web nor at a counter' },
} as const satisfies Record<string, Text>;

export type FindingCode = keyof typeof findingWords;
