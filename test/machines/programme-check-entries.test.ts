import { describe } from 'vitest';
import { city, prefecture, refuses } from '../support/broken-programmes.ts';
import { kaili2023 } from '../support/programmes.ts';

describe('a programme is refused whose cases have no committee, or two:', () => {
  refuses([
    {
      what: 'nobody takes full-senior teachers',
      changes: { [`${prefecture}.takes.0.levels`]: ['DEPUTY_SENIOR'] },
      errors: ['NO_COMMITTEE_TAKES series.SERIES_SCHOOL_TEACHER'],
    },
    {
      what: 'nobody takes the green channel',
      changes: {
        [`${city}.takes.1.greenChannel`]: false,
        [`${city}.takes.1.series`]: ['SERIES_SCHOOL_TEACHER'],
        [`${city}.takes.1.levels`]: ['JUNIOR'],
      },
      errors: Object.keys(kaili2023.series).map((series) => `NO_COMMITTEE_TAKES series.${series}` as const),
    },
    {
      what: 'both take intermediate teachers',
      changes: { [`${prefecture}.takes.0.levels`]: ['INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR'] },
      errors: [`TWO_COMMITTEES_TAKE ${prefecture}.takes`],
    },
    {
      what: 'a series that is none',
      changes: { [`${prefecture}.takes.1.series.0`]: 'SERIES_ALCHEMY' },
      errors: [`UNKNOWN_SERIES ${prefecture}.takes.1.series.0`, 'NO_COMMITTEE_TAKES series.SERIES_VOCATIONAL_TEACHER'],
    },
    {
      what: 'a committee nobody is routed to',
      changes: {
        'committees.idle': {
          ...kaili2023.committees['kaili-teacher'],
          takes: [{ series: ['SERIES_ALCHEMY'], levels: ['JUNIOR'], clause: '五(一)', source: 'assumed' }],
        },
      },
      errors: ['NOBODY_ROUTED committees.idle.takes', 'UNKNOWN_SERIES committees.idle.takes.0.series.0'],
    },
    {
      what: 'a filing that ends before the meeting',
      changes: { [`${city}.filingValidThrough.date`]: '2023-11-10' },
      errors: [`FILING_ENDS_BEFORE_MEETING ${city}.filingValidThrough.date`],
    },
    {
      what: 'an organiser that files with itself',
      changes: { [`${city}.filingAuthority`]: 'kaili-hrss' },
      errors: [`FILES_WITH_ITSELF ${city}.filingAuthority`],
    },
    {
      what: 'a series for which nothing has to be uploaded',
      changes: { 'series.SERIES_ALCHEMY': { zh: '炼金', en: 'Alchemy' } },
      errors: [
        'NO_COMMITTEE_TAKES series.SERIES_ALCHEMY',
        'NO_COMMITTEE_TAKES series.SERIES_ALCHEMY',
        'NO_CHECKLIST materials.checklists',
      ],
    },
    {
      what: 'one item defined twice, differently',
      changes: { 'materials.checklists.3.items.0.id': 'form-1-9' },
      errors: ['DUPLICATE_ITEM materials.checklists.3.items.0'],
    },
    {
      what: 'a level in two vacancy classes',
      changes: { 'quota.classes.INTERMEDIATE.levels': ['INTERMEDIATE', 'DEPUTY_SENIOR'] },
      errors: ['LEVEL_IN_TWO_CLASSES quota.classes.INTERMEDIATE.levels'],
    },
  ]);
});

describe('a programme is refused whose entries do not say where they come from:', () => {
  refuses([
    {
      what: 'a node without clause',
      changes: { [`${city}.nodes.unitPushDue.clause`]: undefined },
      errors: [`MISSING_CLAUSE ${city}.nodes.unitPushDue.clause`],
    },
    {
      what: 'a constant with a blank clause',
      changes: { 'rules.transferMinYears.clause': ' ' },
      errors: ['MISSING_CLAUSE rules.transferMinYears.clause'],
    },
    {
      what: 'a clause the notice cannot have',
      changes: { 'duties.1-6.due.clause': '5(5)' },
      errors: ['CLAUSE_MALFORMED duties.1-6.due.clause'],
    },
    {
      what: 'a period without source',
      changes: { 'periods.internalPublicityEnd.source': undefined },
      errors: ['MISSING_SOURCE periods.internalPublicityEnd.source'],
    },
    {
      what: 'a source nobody knows',
      changes: { [`${city}.nodes.filingDue.source`]: 'hearsay' },
      errors: [`UNKNOWN_SOURCE ${city}.nodes.filingDue.source`],
    },
    {
      what: 'a dated rule that is not in the list',
      changes: { 'duties.1-6.due.rule': 'D26' },
      errors: ['UNKNOWN_RULE duties.1-6.due.rule'],
    },
    {
      what: 'a dated rule beyond the twenty-five in the account',
      changes: { 'dates.D26': { carriedBy: ['season.opens'] } },
      errors: ['UNKNOWN_RULE dates.D26'],
    },
    {
      what: 'a dated rule not accounted for',
      changes: { 'dates.D07': undefined },
      errors: ['MISSING_DATED_RULE dates.D07'],
    },
    {
      what: 'a dated rule that points at an entry which does not carry it',
      changes: { 'dates.D04.carriedBy': ['duties.1-7.due', 'season.opens'] },
      errors: ['DATED_RULE_NOT_CARRIED dates.D04.carriedBy.1'],
    },
    {
      what: 'an entry that carries a rule behind the account’s back',
      changes: { 'rules.mismatchExtraYears.rule': 'D16' },
      errors: ['DATED_RULE_UNLISTED rules.mismatchExtraYears.rule'],
    },
    {
      what: 'a duty without reviewer',
      changes: { 'duties.1-7.reviewer': undefined },
      errors: ['DUTY_WITHOUT_REVIEWER duties.1-7.reviewer'],
    },
    {
      what: 'a duty reviewed by who fills it in',
      changes: { 'duties.1-7.reviewer': 'unit' },
      errors: ['DUTY_REVIEWS_ITSELF duties.1-7.reviewer'],
    },
    {
      what: 'a duty nobody takes in',
      changes: { 'duties.1-8.counter': undefined },
      errors: ['DUTY_WITHOUT_CHANNEL duties.1-8'],
    },
    {
      what: 'a duty left out',
      changes: { 'duties.1-11': undefined },
      errors: ['MISSING_ENTRY duties.1-11'],
    },
    {
      what: 'an entry nobody knows',
      changes: { 'season.closes': '2023-12-31' },
      errors: ['UNKNOWN_ENTRY season.closes'],
    },
    {
      what: 'an organisation whose id is no id',
      changes: { [`${city}.organiser`]: '市人社局' },
      errors: [`MISSHAPED ${city}.organiser`],
    },
  ]);
});
