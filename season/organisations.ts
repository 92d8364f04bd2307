import type { OrganisationId } from '../machines/ids.ts';
import type { Series, Text, TitleLevel } from '../machines/programme-entries.ts';
import type { AdministrativeLevel } from '../machines/roles.ts';

/**
 * The tree of the season (notice 二(三)3): bureaus, line departments, units, committees. The bodies are those the notice
 * addresses; the units are invented, and so are their people.
 */

export type OrganisationKind =
  | 'hrss'
  | 'lineDepartment'
  | 'publicInstitution'
  | 'stateOwnedEnterprise'
  | 'privateUnit'
  | 'personnelAgency'
  | 'committee';

export interface Organisation {
  readonly id: OrganisationId;
  readonly parent: OrganisationId | null;
  readonly kind: OrganisationKind;
  readonly level: AdministrativeLevel;
  /** The line department above a line department (二(二)4). */
  readonly lineSuperior: OrganisationId | null;
  /** 基层: township and below (domain A26). */
  readonly grassroots: boolean;
  /** A department that verifies the hours of its series (四(三)). */
  readonly authority: 'health' | null;
  readonly title: Text;
}

/** A unit, and for which titles its people apply. */
export interface Unit extends Organisation {
  readonly series: readonly Series[];
  readonly levels: readonly TitleLevel[];
  /** How often it is chosen, by its size. */
  readonly size: number;
  /** Known for being late; late fates befall its people more often. */
  readonly tardy: boolean;
  /** What its form 1-6 says (五(五)): posts enough, too few, or nothing, for it is never accepted (A19). */
  readonly posts: 'enough' | 'tooFew' | 'none';
}

const ordinary = { grassroots: false, authority: null } as const;
const authorityOf = (code: string) => (code === 'health' ? code : null);

const bureau = (id: string, level: AdministrativeLevel, of: { parent: string | null; title: Text }): Organisation => ({
  id,
  parent: of.parent,
  kind: 'hrss',
  level,
  lineSuperior: null,
  ...ordinary,
  title: of.title,
});

const bureaus: readonly Organisation[] = [
  bureau('prov-hrss', 'province', {
    parent: null,
    title: { zh: '贵州省人力资源和社会保障厅', en: 'Guizhou province HRSS department' },
  }),
  bureau('qdn-hrss', 'prefecture', {
    parent: 'prov-hrss',
    title: { zh: '黔东南州人力资源和社会保障局', en: 'Qiandongnan prefecture HRSS bureau' },
  }),
  bureau('kaili-hrss', 'city', {
    parent: 'qdn-hrss',
    title: { zh: '凯里市人力资源和社会保障局', en: 'Kaili city HRSS bureau' },
  }),
];

const lines: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['edu', '教育', 'education'],
  ['health', '卫生健康', 'health'],
  ['agri', '农业农村', 'agriculture'],
  ['culture', '文体广电旅游', 'culture'],
  ['housing', '住房和城乡建设', 'housing and construction'],
];

const departments: readonly Organisation[] = [
  ...lines.map(
    ([code, zh, en]): Organisation => ({
      id: `qdn-${code}`,
      parent: 'qdn-hrss',
      kind: 'lineDepartment',
      level: 'prefecture',
      lineSuperior: null,
      grassroots: false,
      authority: authorityOf(code),
      title: { zh: `黔东南州${zh}局`, en: `Qiandongnan prefecture ${en} bureau` },
    }),
  ),
  ...lines.map(
    ([code, zh, en]): Organisation => ({
      id: `kaili-${code}`,
      parent: 'kaili-hrss',
      kind: 'lineDepartment',
      level: 'city',
      lineSuperior: `qdn-${code}`,
      grassroots: false,
      authority: authorityOf(code),
      title: { zh: `凯里市${zh}局`, en: `Kaili city ${en} bureau` },
    }),
  ),
];

const committees: readonly Organisation[] = [
  {
    id: 'committee-kaili-teacher',
    parent: 'kaili-hrss',
    kind: 'committee',
    level: 'city',
    lineSuperior: null,
    ...ordinary,
    title: {
      zh: '凯里市中小学教师系列专业技术职务任职资格中级评审委员会',
      en: 'Kaili committee for intermediate titles of school teachers',
    },
  },
  {
    id: 'committee-qdn',
    parent: 'qdn-hrss',
    kind: 'committee',
    level: 'prefecture',
    lineSuperior: null,
    ...ordinary,
    title: { zh: '黔东南州评审委员会', en: 'Committees of Qiandongnan prefecture' },
  },
];

type UnitLine = readonly [
  id: string,
  parent: string,
  zh: string,
  en: string,
  traits?: Partial<Pick<Unit, 'size' | 'tardy' | 'posts' | 'grassroots'>>,
];

const teacherLevels: readonly TitleLevel[] = ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR'];
const seniorLevels: readonly TitleLevel[] = ['DEPUTY_SENIOR', 'FULL_SENIOR'];
const aboveJunior: readonly TitleLevel[] = ['INTERMEDIATE', 'DEPUTY_SENIOR'];

function unitsOf(
  kind: OrganisationKind,
  of: { level: AdministrativeLevel; series: readonly Series[]; levels: readonly TitleLevel[] },
  list: readonly UnitLine[],
): Unit[] {
  return list.map(([id, parent, zh, en, traits]) => ({
    id,
    parent,
    kind,
    level: of.level,
    lineSuperior: null,
    ...ordinary,
    title: { zh, en },
    series: of.series,
    levels: of.levels,
    size: 4,
    tardy: false,
    posts: 'enough',
    ...traits,
  }));
}

/** Units of the city and, three of them, of the prefecture. */
export const units: readonly Unit[] = [
  ...unitsOf('publicInstitution', { level: 'city', series: ['SERIES_SCHOOL_TEACHER'], levels: teacherLevels }, [
    ['kaili-primary-1', 'kaili-edu', '凯里市第一小学', 'Kaili primary school no. 1', { size: 8 }],
    ['kaili-primary-2', 'kaili-edu', '凯里市第二小学', 'Kaili primary school no. 2', { size: 7 }],
    ['kaili-primary-3', 'kaili-edu', '凯里市第三小学', 'Kaili primary school no. 3', { size: 6, posts: 'tooFew' }],
    ['kaili-primary-4', 'kaili-edu', '凯里市第四小学', 'Kaili primary school no. 4', { size: 5, tardy: true }],
    ['kaili-zhouxi-school', 'kaili-edu', '凯里市舟溪镇中心小学', 'Zhouxi township school', { grassroots: true }],
    ['kaili-middle-1', 'kaili-edu', '凯里市第一中学', 'Kaili middle school no. 1', { size: 8 }],
    ['kaili-middle-2', 'kaili-edu', '凯里市第二中学', 'Kaili middle school no. 2', { size: 6, posts: 'tooFew' }],
    [
      'kaili-sankeshu-school',
      'kaili-edu',
      '凯里市三棵树镇中学',
      'Sankeshu township school',
      { posts: 'none', size: 2, grassroots: true },
    ],
  ]),
  ...unitsOf('publicInstitution', { level: 'city', series: ['SERIES_VOCATIONAL_TEACHER'], levels: aboveJunior }, [
    ['kaili-vocational', 'kaili-edu', '凯里市中等职业学校', 'Kaili vocational school', { size: 3 }],
  ]),
  ...unitsOf('publicInstitution', { level: 'city', series: ['SERIES_HEALTH'], levels: seniorLevels }, [
    ['kaili-hospital', 'kaili-health', '凯里市人民医院', "Kaili people's hospital", { size: 7 }],
    ['kaili-tcm-hospital', 'kaili-health', '凯里市中医医院', 'Kaili hospital of Chinese medicine', { posts: 'tooFew' }],
    [
      'kaili-zhouxi-clinic',
      'kaili-health',
      '舟溪镇卫生院',
      'Zhouxi township clinic',
      { size: 2, tardy: true, grassroots: true },
    ],
    ['kaili-wanshui-clinic', 'kaili-health', '湾水镇卫生院', 'Wanshui township clinic', { size: 2, grassroots: true }],
  ]),
  ...unitsOf('publicInstitution', { level: 'city', series: ['SERIES_AGRICULTURE'], levels: aboveJunior }, [
    ['kaili-agri-station', 'kaili-agri', '凯里市农业技术推广站', 'Kaili agricultural extension station'],
    [
      'kaili-animal-station',
      'kaili-agri',
      '凯里市动物疫病预防控制中心',
      'Kaili animal disease centre',
      { tardy: true },
    ],
    ['kaili-plant-station', 'kaili-agri', '凯里市植保植检站', 'Kaili plant protection station', { size: 2 }],
  ]),
  ...unitsOf(
    'publicInstitution',
    { level: 'city', series: ['SERIES_LIBRARY', 'SERIES_CULTURAL_HERITAGE'], levels: aboveJunior },
    [
      ['kaili-library', 'kaili-culture', '凯里市图书馆', 'Kaili library', { size: 2 }],
      ['kaili-museum', 'kaili-culture', '凯里市民族博物馆', 'Kaili museum', { size: 2, posts: 'tooFew' }],
    ],
  ),
  ...unitsOf('stateOwnedEnterprise', { level: 'city', series: ['SERIES_ENGINEERING'], levels: aboveJunior }, [
    ['kaili-water-company', 'kaili-housing', '凯里市供水有限公司', 'Kaili water company', { size: 3 }],
    [
      'kaili-construction',
      'kaili-housing',
      '凯里市城建投资公司',
      'Kaili construction company',
      { size: 3, tardy: true },
    ],
  ]),
  ...unitsOf(
    'privateUnit',
    { level: 'city', series: ['SERIES_ENGINEERING', 'SERIES_ARTS_AND_CRAFTS'], levels: aboveJunior },
    [
      ['kaili-software', 'kaili-hrss', '凯里云谷软件有限公司', 'Yungu software company', { size: 2 }],
      ['kaili-silver-workshop', 'kaili-hrss', '苗岭银饰工坊', 'Miaoling silver workshop', { size: 2, tardy: true }],
      ['kaili-pharma', 'kaili-hrss', '黔东南苗药有限公司', 'Miao medicine company', { size: 2 }],
      ['kaili-design', 'kaili-hrss', '凯里建筑设计有限公司', 'Kaili architects', { size: 2 }],
    ],
  ),
  ...unitsOf(
    'personnelAgency',
    { level: 'city', series: ['SERIES_ARTS_AND_CRAFTS', 'SERIES_ARTS'], levels: aboveJunior },
    [['kaili-agency', 'kaili-hrss', '凯里市人事代理中心', 'Kaili personnel agency', { size: 2 }]],
  ),
  ...unitsOf('publicInstitution', { level: 'prefecture', series: ['SERIES_HEALTH'], levels: seniorLevels }, [
    ['qdn-hospital', 'qdn-health', '黔东南州人民医院', "Qiandongnan people's hospital", { size: 5 }],
  ]),
  ...unitsOf('publicInstitution', { level: 'prefecture', series: ['SERIES_SCHOOL_TEACHER'], levels: seniorLevels }, [
    ['qdn-high-school', 'qdn-edu', '黔东南州民族高级中学', 'Qiandongnan high school', { size: 3, posts: 'tooFew' }],
  ]),
  ...unitsOf('publicInstitution', { level: 'prefecture', series: ['SERIES_AGRICULTURE'], levels: aboveJunior }, [
    ['qdn-agri-institute', 'qdn-agri', '黔东南州农业科学院', 'Qiandongnan institute of agriculture', { size: 2 }],
  ]),
];

/** Every organisation, parents and line superiors before those below them. */
export const organisations: readonly Organisation[] = [...bureaus, ...departments, ...committees, ...units];

/** Everything above an organisation, nearest first. */
export function aboveOf(id: OrganisationId): Organisation[] {
  const chain: Organisation[] = [];
  let parent = organisationNamed(id).parent;
  while (parent !== null) {
    const next = organisationNamed(parent);
    chain.push(next);
    parent = next.parent;
  }
  return chain;
}

/** @throws RangeError for an id that is not in the tree. */
export function organisationNamed(id: OrganisationId): Organisation {
  const found = organisations.find((one) => one.id === id);
  if (!found) throw new RangeError(`no organisation ${id}`);
  return found;
}

/** The bureau of a unit: the nearest above it (A25). */
export function bureauOf(unit: OrganisationId): OrganisationId {
  const found = aboveOf(unit).find(({ kind }) => kind === 'hrss');
  if (!found) throw new RangeError(`${unit} has no bureau above it`);
  return found.id;
}
