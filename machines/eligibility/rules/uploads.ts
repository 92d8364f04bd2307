import { mandatoryItems } from '../../programme.ts';
import type { ItemCondition } from '../../programme-materials.ts';
import type { PlainDate } from '../../time.ts';
import type { Dossier } from '../dossier.ts';
import { failed, type Ground, notApplicable, passed } from '../finding.ts';
import type { Process, Rule, Situation } from '../rule.ts';
import { e07TownshipServiceYear } from './township-service.ts';

/** What has to be handed in, and how it was found when it was checked (五(六), 二(一), 二(二)3). */

type Conclusion = NonNullable<Process['conclusions']>[number];

/** The conditions under which further items of the programme's checklists are wanted of this case. */
export function itemConditionsOf(dossier: Dossier, situation: Situation): ItemCondition[] {
  const { route } = dossier.claim;
  const holds: Readonly<Record<Exclude<ItemCondition, 'always'>, boolean>> = {
    townshipService: e07TownshipServiceYear(dossier, situation).outcome !== 'NOT_APPLICABLE',
    exceptional: route === 'EXCEPTIONAL',
    directByDegree: route === 'DIRECT_BY_DEGREE',
    grassrootsDeputy: route === 'GRASSROOTS_DEPUTY_SENIOR',
  };
  return (['townshipService', 'exceptional', 'directByDegree', 'grassrootsDeputy'] as const).filter(
    (one) => holds[one],
  );
}

/** Whether a conclusion says that the item is not what it claims to be. */
export function refuses(conclusion: Conclusion['conclusion'] | undefined): boolean {
  return conclusion === 'UNTRUE' || conclusion === 'DIFFERS_FROM_ORIGINAL';
}

/** Every item the checklists ask for is attached: form 1-9 always, others by series, route and service. 五(六), 二(一). */
export const e38MandatoryUploads: Rule = (dossier, situation) => {
  const conditions = itemConditionsOf(dossier, situation);
  const { series, level } = dossier.claim;
  const missing = mandatoryItems(situation.programme, { series, level, conditions }).filter(
    ({ id }) => !dossier.documents.includes(id),
  );
  const ground: Ground = { rule: 'E38', clause: missing[0]?.clause ?? '五(六)' };
  return missing.length === 0 ? passed(ground) : failed(ground, 'UPLOADS_MISSING', { items: named(missing) });
};

/** Every item is 属实 or 与原件相符, by a reviewer, on a day, under seal. 二(二)3 third. */
export const e43MaterialConclusions: Rule = (dossier, situation) => {
  const ground: Ground = { rule: 'E43', clause: '二(二)3' };
  const conclusions = situation.process?.conclusions ?? null;
  if (conclusions === null) return notApplicable(ground);
  const { series, level } = dossier.claim;
  const wanted = mandatoryItems(situation.programme, {
    series,
    level,
    conditions: itemConditionsOf(dossier, situation),
  });
  const items = new Set([...wanted.map(({ id }) => id), ...dossier.documents, ...conclusions.map(({ item }) => item)]);
  const of = (item: string) => conclusions.filter((one) => one.item === item);
  const which = (test: (found: readonly Conclusion[]) => boolean) => [...items].filter((item) => test(of(item)));
  const refused = which((found) => found.some(({ conclusion }) => refuses(conclusion)));
  if (refused.length > 0) return failed(ground, 'ITEMS_REFUSED', { items: listed(refused) });
  const open = which((found) => !found.some(({ conclusion }) => conclusion !== null));
  if (open.length > 0) return failed(ground, 'ITEMS_NOT_CHECKED', { items: listed(open) });
  const unsigned = which((found) => !found.some((one) => isSigned(one, situation.on)));
  if (unsigned.length > 0) return failed(ground, 'ITEMS_NOT_SIGNED', { items: listed(unsigned) });
  return passed(ground);
};

function isSigned({ conclusion, reviewer, on: day, sealed }: Conclusion, on: PlainDate): boolean {
  return conclusion !== null && reviewer !== null && day !== null && day <= on && sealed;
}

const named = (items: readonly { readonly id: string }[]) => listed(items.map(({ id }) => id));
const listed = (items: readonly string[]) => items.toSorted().join(' ');
