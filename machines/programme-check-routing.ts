/** Whether every case has exactly one committee, a checklist and a vacancy class, and every committee may act (E41, §2.4). */
import { type Committee, committeesTaking, nodeInstant, type Programme } from './programme.ts';
import { type Series, type TitleLevel, titleLevels } from './programme-entries.ts';
import { type Finding, finding } from './programme-findings.ts';
import { endOfDay } from './time.ts';

/** Order 40: a committee for senior titles set up by series has at least 25 members, unless the province agreed. */
const SENIOR_COMMITTEE_SIZE = 25;

export function checkSeries(programme: Programme): Finding[] {
  return seriesNamed(programme)
    .filter(({ name }) => !Object.hasOwn(programme.series, name))
    .map(({ path, name }) => finding('UNKNOWN_SERIES', { path, params: { name } }));
}

/** Each series and level goes to exactly one committee, with and without the green channel, and each committee gets some. */
export function checkRouting(programme: Programme): Finding[] {
  const served = new Set<string>();
  const findings: Finding[] = [];
  for (const series of Object.keys(programme.series)) {
    for (const greenChannel of [false, true]) {
      const levelsOf = new Map<string, TitleLevel[]>();
      for (const level of titleLevels) {
        const takers = committeesTaking(programme, { series, level, greenChannel });
        for (const taker of takers) served.add(taker);
        if (takers.length !== 1) levelsOf.set(takers.join(' '), [...(levelsOf.get(takers.join(' ')) ?? []), level]);
      }
      for (const [committees, levels] of levelsOf)
        findings.push(misrouted({ series, greenChannel, committees, levels }));
    }
  }
  const idle = Object.keys(programme.committees).filter((id) => !served.has(id));
  return [...findings, ...idle.map((id) => finding('NOBODY_ROUTED', { path: `committees.${id}.takes` }))];
}

export function checkCommittees(programme: Programme): Finding[] {
  return Object.entries(programme.committees).flatMap(([id, committee]) =>
    checkCommittee(`committees.${id}`, committee),
  );
}

export function checkMaterials(programme: Programme): Finding[] {
  const { checklists } = programme.materials;
  const uncovered = Object.keys(programme.series).flatMap((series) => {
    const levels = titleLevels.filter(
      (level) => !checklists.some((list) => list.series.includes(series) && list.levels.includes(level)),
    );
    const params = { series, levels: levels.join('/') };
    return levels.length === 0 ? [] : [finding('NO_CHECKLIST', { path: 'materials.checklists', params })];
  });

  const known = new Map<string, string>();
  const doubled = checklists.flatMap((list, index) =>
    list.items.flatMap((item, position) => {
      const meaning = JSON.stringify(item);
      const first = known.get(item.id) ?? meaning;
      known.set(item.id, first);
      if (first === meaning) return [];
      const path = `materials.checklists.${index}.items.${position}`;
      return [finding('DUPLICATE_ITEM', { path, clause: item.clause, params: { name: item.id } })];
    }),
  );
  return [...uncovered, ...doubled];
}

export function checkDuties(programme: Programme): Finding[] {
  return Object.entries(programme.duties).flatMap(([form, duty]) => {
    const path = `duties.${form}`;
    const { clause } = duty.due;
    return [
      ...(duty.reviewer === duty.filledBy
        ? [finding('DUTY_REVIEWS_ITSELF', { path: `${path}.reviewer`, clause })]
        : []),
      ...(duty.online || duty.counter !== undefined ? [] : [finding('DUTY_WITHOUT_CHANNEL', { path, clause })]),
    ];
  });
}

export function checkQuota({ quota }: Programme): Finding[] {
  return titleLevels.flatMap((level) => {
    const classes = Object.entries(quota.classes).filter(([, { levels }]) => levels.includes(level));
    const second = classes[1];
    if (second === undefined) return [];
    const params = { level, classes: classes.map(([id]) => id).join(', ') };
    return [finding('LEVEL_IN_TWO_CLASSES', { path: `quota.classes.${second[0]}.levels`, params })];
  });
}

function checkCommittee(path: string, committee: Committee): Finding[] {
  const { size, draw, filingValidThrough, nodes, organiser, filingAuthority } = committee;
  const forSenior = committee.takes.some(
    (take) =>
      take.greenChannel !== true && (take.levels.includes('DEPUTY_SENIOR') || take.levels.includes('FULL_SENIOR')),
  );
  const expired = endOfDay(filingValidThrough.date) < nodeInstant(nodes.reviewMeetingDue);
  const sizeAt = { path: `${path}.size.value`, clause: size.clause, params: { value: size.value } };
  return [
    ...(isDrawable(committee)
      ? []
      : [
          finding('DRAW_IMPOSSIBLE', {
            ...sizeAt,
            path: `${path}.draw.strata`,
            clause: draw.clause,
            params: { size: size.value },
          }),
        ]),
    ...(size.value % 2 === 0 ? [finding('COMMITTEE_SIZE_EVEN', sizeAt)] : []),
    ...(forSenior && size.value < SENIOR_COMMITTEE_SIZE ? [finding('SENIOR_COMMITTEE_SMALL', sizeAt)] : []),
    ...(expired
      ? [
          finding('FILING_ENDS_BEFORE_MEETING', {
            path: `${path}.filingValidThrough.date`,
            clause: filingValidThrough.clause,
            params: { date: filingValidThrough.date, nodeAt: nodes.reviewMeetingDue.toDate },
          }),
        ]
      : []),
    ...(organiser === filingAuthority ? [finding('FILES_WITH_ITSELF', { path: `${path}.filingAuthority` })] : []),
  ];
}

/** 令40 第9条, 第11条: somebody has to preside, and the strata are part of the committee. */
function isDrawable({ size, draw }: Committee): boolean {
  const counts = draw.strata.map(({ count }) => count);
  const chairs = draw.strata.filter(({ seat }) => seat === 'chair').reduce((sum, { count }) => sum + count, 0);
  const whole = counts.every((count) => Number.isInteger(count) && count > 0);
  return whole && chairs === 1 && counts.reduce((sum, count) => sum + count, 0) <= size.value;
}

function misrouted(of: { series: Series; greenChannel: boolean; committees: string; levels: TitleLevel[] }): Finding {
  const { series, committees } = of;
  const params = { series, levels: of.levels.join('/'), channel: of.greenChannel ? ' (greenChannel)' : '' };
  const takers = committees.split(' ');
  if (committees === '') return finding('NO_COMMITTEE_TAKES', { path: `series.${series}`, params });
  return finding('TWO_COMMITTEES_TAKE', {
    path: `committees.${takers[1]}.takes`,
    params: { ...params, committees: takers.join(', ') },
  });
}

function seriesNamed({ committees, materials, duties, quota, rules }: Programme): { path: string; name: Series }[] {
  const lists: [string, readonly Series[]][] = [
    ...Object.entries(committees).flatMap(([id, { takes }]) =>
      takes.map((take, index): [string, Series[]] => [`committees.${id}.takes.${index}.series`, take.series]),
    ),
    ...materials.checklists.map((list, index): [string, Series[]] => [
      `materials.checklists.${index}.series`,
      list.series,
    ]),
    ...quota.exempt.map((exempt, index): [string, Series[]] => [`quota.exempt.${index}.series`, exempt.series]),
    ['rules.skilledTalentSeries.value', rules.skilledTalentSeries.value],
  ];
  return [
    ...lists.flatMap(([path, names]) => names.map((name, index) => ({ path: `${path}.${index}`, name }))),
    ...rules.examOnly.value.map(({ series: name }, index) => ({ path: `rules.examOnly.value.${index}.series`, name })),
    ...Object.entries(duties).flatMap(([form, { reviewerOfSeries }]) =>
      Object.keys(reviewerOfSeries ?? {}).map((name) => ({ path: `duties.${form}.reviewerOfSeries.${name}`, name })),
    ),
  ];
}
