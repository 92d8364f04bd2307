/**
 * A programme: the notice of one year as data (design D5). The type, its schema and the pure questions one may ask of it;
 * whether a programme can work is judged by `programme-check.ts`.
 */
import { z } from 'zod';
import { type Calendar, lastWorkingDayOnWhich } from './calendar.ts';
import { type ApplicationDeadline, type NodeDeadline, type PeriodDeadline, periodDeadlines } from './deadlines.ts';
import { seats } from './facts.ts';
import { certificatesSchema, recheckSchema, reviewDelayedSchema } from './programme-afterwards.ts';
import {
  type DatedRule,
  datedRules,
  dateSchema,
  levelsSchema,
  type Node,
  nodeSchema,
  origin,
  periodSchema,
  type Series,
  type Start,
  seriesCodeSchema,
  startSchema,
  type TitleLevel,
  textSchema,
} from './programme-entries.ts';
import {
  type ChecklistItem,
  checklistSchema,
  type Duty,
  dutyForms,
  dutySchema,
  GRASSROOTS_CLASS,
  type ItemCondition,
  quotaSchema,
} from './programme-materials.ts';
import { publicitySchema } from './programme-publicity.ts';
import { rulesSchema } from './programme-rules.ts';
import { tablesSchema } from './programme-tables.ts';
import { wordingSchema } from './programme-wording.ts';
import { atTime, endOfDay, type Instant, type PlainDate, startOfDay } from './time.ts';
import type { Title } from './title.ts';

/** Id of an organisation of the register, e.g. `kaili-hrss`. */
const orgId = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** A committee of this programme, e.g. `kaili-teacher`. */
export type CommitteeId = string;

/** Cases a committee takes: ordinary ones, or with `greenChannel: true` those of the green channel (E20, E41). */
const takeSchema = z.strictObject({
  series: z.array(seriesCodeSchema).min(1),
  levels: levelsSchema,
  greenChannel: z.boolean().optional(),
  ...origin,
});

/** The click window belongs to the province: a plan may leave it out, and what it repeats must be the same (二(二)3). */
const nodesSchema = z.strictObject({
  clickWindowEnd: nodeSchema.optional(),
  unitPushDue: nodeSchema,
  departmentPushDue: nodeSchema,
  intakeCutoff: nodeSchema,
  policyReviewDue: nodeSchema,
  reviewMeetingDue: nodeSchema,
  filingDue: nodeSchema,
} satisfies Record<NodeDeadline, z.ZodType>);

/** Deadlines of the whole season. One that is neither node nor period has to be dated here, or nobody would ever ring it. */
type SeasonDeadline = Exclude<ApplicationDeadline, NodeDeadline | PeriodDeadline>;

/** D02: first instant at which records may be opened. D01: end of the day on which unfinished ones are swept (A01). */
const seasonSchema = z.strictObject({ opens: startSchema, cycleRollover: nodeSchema } satisfies Record<
  SeasonDeadline | 'opens',
  z.ZodType
>);

/** Strata of a draw: so many of a seat, of a specialty, or of both. */
const drawSchema = z.strictObject({
  strata: z.array(
    z.strictObject({ seat: z.enum(seats).optional(), specialty: z.string().min(1).optional(), count: z.number() }),
  ),
  ...origin,
});

const committeeSchema = z.strictObject({
  title: textSchema,
  /** The committee itself as an organisation. */
  organisation: orgId,
  /** 评委会组建单位: receives, reviews policy, publishes, files. */
  organiser: orgId,
  filingAuthority: orgId,
  takes: z.array(takeSchema).min(1),
  /** Members of the committee; odd. */
  size: z.strictObject({ value: z.number(), ...origin }),
  /** Drawn before the rest of the committee, in this order (令40 第11条). */
  draw: drawSchema,
  /** Last day on which the committee may meet under its filing, inclusive. */
  filingValidThrough: z.strictObject({ date: dateSchema, ...origin }),
  nodes: nodesSchema,
  reviewDelayed: reviewDelayedSchema.optional(),
  /** Said of a plan that is meant to run past the rollover; without it a later node is refused. */
  runsPastRollover: z.strictObject({ reason: textSchema, ...origin }).optional(),
});

/** A dated rule is carried by entries elsewhere (paths, `*` for every key), or stands here as a statement of its own. */
const dateEntrySchema = z.union([
  z.strictObject({ carriedBy: z.array(z.string()).min(1) }),
  z.strictObject({ statement: textSchema, clause: z.string(), source: origin.source }),
]);

const noticeSchema = z.strictObject({
  title: textSchema,
  issuer: textSchema,
  signedOn: dateSchema,
  /** Where it was read. */
  publishedAt: z.string().optional(),
  ...origin,
});

/** The shape of the file. `programmeSchema` is what everybody parses with. */
export const programmeFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{4}$/),
  /** What its case numbers begin with: `KL` and the year, `KL23-000187`. For people and for search only. */
  numberPrefix: z.string().regex(/^[A-Z]{2}$/),
  /** The year of the records (A30: from 1 August to the next 31 July). */
  cycleYear: z.number().int(),
  title: textSchema,
  notice: noticeSchema,
  /** Region overlay of the statutory calendar. */
  calendar: z.strictObject({ region: z.string().min(1), ...origin }),
  season: seasonSchema,
  /** D03: one window for the whole province, shared by all committees. */
  clickWindow: z.strictObject({ from: startSchema, to: nodeSchema }),
  series: z.record(seriesCodeSchema, textSchema),
  committees: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), committeeSchema),
  periods: z.record(z.enum(periodDeadlines), periodSchema),
  recheck: recheckSchema,
  certificates: certificatesSchema,
  /** How notices of publicity are drafted, watched and taken in again. */
  publicity: publicitySchema,
  /** §2.6: returned with fewer working days left than this, the case stays the returner's responsibility. */
  responsibility: z.strictObject({ minCorrectionWorkingDays: z.number(), ...origin }),
  materials: z.strictObject({ checklists: z.array(checklistSchema).min(1) }),
  duties: z.record(z.enum(dutyForms), dutySchema),
  /** How long a reviewer has to take up a form, and again to decide on it. */
  dutyReview: periodSchema,
  quota: quotaSchema,
  rules: rulesSchema,
  /** What the rules look up; a file of the programme names the tables, and its loader puts them here. */
  tables: tablesSchema,
  wording: wordingSchema,
  dates: z.record(z.enum(datedRules), dateEntrySchema),
});

/** Parses a programme, from its file or from the database (parsing twice changes nothing). */
export const programmeSchema = programmeFileSchema.transform((file) => ({
  ...file,
  committees: Object.fromEntries(
    Object.entries(file.committees).map(([id, committee]) => [
      id,
      {
        ...committee,
        nodes: { ...committee.nodes, clickWindowEnd: committee.nodes.clickWindowEnd ?? file.clickWindow.to },
      },
    ]),
  ),
}));

export type Programme = z.infer<typeof programmeSchema>;
export type Committee = Programme['committees'][string];
export type CarriedOrStated = Programme['dates'][DatedRule];

/** What decides which committee a case goes to (E41). */
export type Routed = { series: Series; level: TitleLevel; greenChannel: boolean };

/** The exclusive end of a node: the end of its day, or the hour it prints (design D6). Throws RangeError for no such day. */
export function nodeInstant(node: Pick<Node, 'toDate' | 'time'>): Instant {
  return remembered(node, () => (node.time === undefined ? endOfDay(node.toDate) : atTime(node.toDate, node.time)));
}

/** The first instant of a start: 00:00 of its day, or the hour it prints. Throws RangeError for no such day. */
export function startInstant(start: Pick<Start, 'fromDate' | 'time'>): Instant {
  return remembered(start, () =>
    start.time === undefined ? startOfDay(start.fromDate) : atTime(start.fromDate, start.time),
  );
}

/** Entries of a programme never change, and every step asks for some of their instants: 10 µs each by Temporal. */
const instants = new WeakMap<object, Instant>();

function remembered(entry: object, compute: () => Instant): Instant {
  const known = instants.get(entry);
  if (known !== undefined) return known;
  const instant = compute();
  instants.set(entry, instant);
  return instant;
}

/**
 * The one timer of a duty: the later of its channels (design D6): the end of the day on the web, close of business at a
 * counter. An hour printed by the duty itself overrides both.
 */
export function dutyInstant(duty: Duty): Instant {
  if (duty.due.time !== undefined || duty.online || duty.counter === undefined) return nodeInstant(duty.due);
  return atTime(duty.due.toDate, duty.counter.closes);
}

/**
 * The unit's own earlier day for a duty that passes through its department (A31), or the day due where there is none.
 * Throws CalendarRefusal where the calendar does not reach back that far.
 */
export function unitDueDate(duty: Duty, calendar: Calendar): PlainDate {
  if (duty.unitDueBefore === undefined) return duty.due.toDate;
  // The working day n before the due day is the last on which n − 1 more still end before it.
  return lastWorkingDayOnWhich(calendar, duty.unitDueBefore.workingDays - 1, duty.due.toDate).day;
}

/** The committee's plan. Throws RangeError for a committee the programme does not have. */
export function committeeOf(programme: Programme, id: CommitteeId): Committee {
  const committee = Object.hasOwn(programme.committees, id) ? programme.committees[id] : undefined;
  if (committee === undefined) throw new RangeError(`${programme.id} has no committee ${id}`);
  return committee;
}

/** The instant of a node in a committee's plan, or of the season's rollover, which all share. */
export function plannedInstant(programme: Programme, id: CommitteeId, name: NodeDeadline | SeasonDeadline): Instant {
  return nodeInstant(
    name === 'cycleRollover' ? programme.season.cycleRollover : committeeOf(programme, id).nodes[name],
  );
}

/** Committees that take such cases; a checked programme has exactly one for each of its series and levels. */
export function committeesTaking(programme: Programme, routed: Routed): CommitteeId[] {
  return Object.entries(programme.committees)
    .filter(([, committee]) =>
      committee.takes.some(
        (take) =>
          (take.greenChannel ?? false) === routed.greenChannel &&
          take.series.includes(routed.series) &&
          take.levels.includes(routed.level),
      ),
    )
    .map(([id]) => id);
}

/** The committee a case goes to (E41; 二(二)5, 五(一)). Throws RangeError unless exactly one takes it. */
export function routeCommittee(programme: Programme, routed: Routed): CommitteeId {
  const [first, ...others] = committeesTaking(programme, routed);
  if (first === undefined || others.length > 0) {
    throw new RangeError(
      `${programme.id}: ${others.length === 0 ? 'no' : 'more than one'} committee takes ${routed.series} ${routed.level}`,
    );
  }
  return first;
}

/** Items a case must have uploaded before it is submitted (E38), each once, in the order of the lists. */
export function mandatoryItems(
  programme: Programme,
  of: { series: Series; level: TitleLevel; conditions: readonly ItemCondition[] },
): ChecklistItem[] {
  const items = programme.materials.checklists
    .filter((list) => list.series.includes(of.series) && list.levels.includes(of.level))
    .flatMap((list) => list.items)
    .filter((item) => item.when === 'always' || of.conditions.includes(item.when));
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/**
 * The vacancy class a title draws on (A48), or null where the clause sets no quota (junior, E35). A grassroots deputy-senior
 * draws on the posts of its own form (一(一)4).
 */
export function vacancyClassOf(
  programme: Programme,
  { level, scope }: Pick<Title, 'level'> & Partial<Pick<Title, 'scope'>>,
): string | null {
  if (scope === 'GRASSROOTS_PROVINCE') return GRASSROOTS_CLASS;
  return Object.entries(programme.quota.classes).find(([, { levels }]) => levels.includes(level))?.[0] ?? null;
}

/**
 * The programme with one node moved, for an amendment. The click window is the province's, so moving it moves it for every
 * committee. The result is to be checked like any programme. Throws RangeError for an unknown committee.
 */
export function amendNode(
  programme: Programme,
  change: { committee: CommitteeId; node: NodeDeadline; to: Node },
): Programme {
  const { node, to } = change;
  committeeOf(programme, change.committee);
  const shared = node === 'clickWindowEnd';
  const committees = Object.fromEntries(
    Object.entries(programme.committees).map(([id, committee]) => [
      id,
      shared || id === change.committee ? { ...committee, nodes: { ...committee.nodes, [node]: to } } : committee,
    ]),
  );
  return { ...programme, committees, ...(shared ? { clickWindow: { ...programme.clickWindow, to } } : {}) };
}
