import type { Bar } from '../facts.ts';
import type { Programme } from '../programme.ts';
import { addDays, type PlainDate } from '../time.ts';
import { barredThrough } from './counting.ts';
import type { administrativeSanctions, Dossier, partySanctions } from './dossier.ts';

/**
 * How long what was determined or sanctioned keeps somebody from applying (三(三)): one window a record, its last day
 * inclusive. The chart's guard works on such a list as well (A09).
 */

type Breach = Dossier['breaches'][number];
type Sanction = Dossier['sanctions'][number];

/** What bars: a breach by its own name, a sanction by its regime and name. */
export type BarKind =
  | Breach['kind']
  | `PARTY_${(typeof partySanctions)[number]}`
  | `ADMINISTRATIVE_${(typeof administrativeSanctions)[number]}`;

export interface RecordedBar extends Bar {
  /** The rule whose window it is. A serious breach has one window (E29), which E34 asks of as well. */
  readonly rule: 'E29' | 'E30' | 'E31' | 'E32';
  readonly kind: BarKind;
}

/**
 * The windows of all records, those that have lapsed as well and those of a day that is still to come, earliest first. Left
 * out is only what had ended when the windows of the notice came in (A16), and a warning of somebody who is no manager (E32).
 */
export function barsOf(dossier: Dossier, programme: Programme): readonly RecordedBar[] {
  const breaches = dossier.breaches.map((breach) => barOfBreach(breach, programme));
  const sanctions = dossier.sanctions
    .filter((sanction) => !isWarning(sanction) || warningBars(dossier.employment))
    .map((sanction) => barOfSanction(sanction, programme));
  return inOrder([...breaches, ...sanctions].filter((bar) => isOfThisRegime(bar, programme)));
}

/** The day on which the last of the bars that run on a day ends, inclusive; null where none runs. */
export function combinedEnd(bars: readonly Bar[], on: PlainDate): PlainDate | null {
  const ends = bars.filter((bar) => runs(bar, on)).map((bar) => bar.barredThrough);
  return ends.reduce<PlainDate | null>((latest, end) => (latest === null || end > latest ? end : latest), null);
}

/** Whether a bar keeps somebody from applying on a day. What is decided later is not known yet (认定之日, 处分之日). */
export function runs(bar: Bar, on: PlainDate): boolean {
  return bar.decidedOn <= on && on <= bar.barredThrough;
}

/** E29: three years from the day of determination, whatever was done and however serious it was (A17). */
export function barOfBreach({ kind, determinedOn }: Breach, { rules }: Programme): RecordedBar {
  const months = rules.bansYears.value[kind] * 12;
  return { rule: 'E29', kind, decidedOn: determinedOn, barredThrough: barredThrough(determinedOn, months) };
}

/** E30, E31, E32: from the day of the sanction; «1年6个月» are 18 months (A44). */
export function barOfSanction(sanction: Sanction, { rules }: Programme): RecordedBar {
  const decidedOn = sanction.sanctionedOn;
  const window = (rule: RecordedBar['rule'], kind: BarKind, months: number): RecordedBar => ({
    rule,
    kind,
    decidedOn,
    barredThrough: barredThrough(decidedOn, months),
  });
  if (sanction.regime === 'PARTY')
    return window('E30', `PARTY_${sanction.kind}`, rules.partyWindowsMonths.value[sanction.kind]);
  const kind = `ADMINISTRATIVE_${sanction.kind}` as const;
  if (sanction.kind === 'WARNING') return window('E32', kind, rules.adminWarningStatutoryMonths.value);
  return window('E31', kind, rules.adminWindowsMonths.value[administrativeClass[sanction.kind]]);
}

/** A warning under administrative law, which the notice does not list (A18). */
export function isWarning(sanction: Sanction): boolean {
  return sanction.regime === 'ADMINISTRATIVE' && sanction.kind === 'WARNING';
}

/** E32: the statute bars managers of public institutions and of state-owned enterprises; about others a person decides. */
export function warningBars({ manager, unitKind }: Dossier['employment']): boolean {
  return manager && (unitKind === 'publicInstitution' || unitKind === 'stateOwnedEnterprise');
}

/** A16: what was decided under the older rules counts by these windows if it still ran on the day they came in. */
export function isOfThisRegime(bar: Bar, { rules }: Programme): boolean {
  return bar.barredThrough >= rules.disciplineRegimeFrom.value;
}

/** First day on which nothing bars any more, from a window's last day. */
export function freeFrom(end: PlainDate): PlainDate {
  return addDays(end, 1);
}

/** The classes the notice prints; 降级 of civil servants is counted with 撤职 (E31). */
const administrativeClass = {
  DEMERIT: 'DEMERIT',
  MAJOR_DEMERIT: 'MAJOR_DEMERIT',
  POST_GRADE_LOWERED: 'POST_GRADE_LOWERED_OR_REMOVED',
  REMOVED_FROM_POST: 'POST_GRADE_LOWERED_OR_REMOVED',
  RANK_LOWERED: 'POST_GRADE_LOWERED_OR_REMOVED',
  DISMISSED: 'DISMISSED',
} as const satisfies Partial<
  Record<(typeof administrativeSanctions)[number], keyof Programme['rules']['adminWindowsMonths']['value']>
>;

/** By their days and names, so that the order of a dossier's records tells nothing. */
export function inOrder(bars: readonly RecordedBar[]): RecordedBar[] {
  const key = ({ decidedOn, barredThrough: end, kind }: RecordedBar) => `${decidedOn} ${end} ${kind}`;
  return bars.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
