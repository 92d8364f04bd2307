import { mandatoryItems } from '../../machines/programme.ts';
import { moved } from '../record.ts';
import type { Scene } from '../scene.ts';

/** What a case's dossier consists of: the items of its checklist, in the version its corrections have brought. */

function items({ who }: Scene): string[] {
  return mandatoryItems(who.programme, { ...who.claim, conditions: [] }).map(({ id }) => id);
}

/** How often what a publicity would show has changed. */
export function edition({ record }: Scene): number {
  return moved(record, 'resubmit') + moved(record, 'resubmitChanged') + moved(record, 'supplement');
}

/** Data of `submit`, `resubmit`, `supplement`. */
export function dossier(scene: Scene, of: { edition: number; without?: string }): Record<string, unknown> {
  const { chance } = scene.stage;
  const { index } = scene.who;
  const materials = items(scene)
    .filter((item) => item !== of.without)
    .map((item) => ({ item, sha256: chance.sha256('material', index, item, of.edition) }));
  return { materials, content: chance.sha256('content', index, of.edition) };
}

/** Data of `verify`: a conclusion an item, the first of them `untrue` where the reviewer does not believe it. */
export function conclusions(scene: Scene, { untrue }: { untrue: boolean }): Record<string, unknown> {
  const all = items(scene);
  return {
    conclusions: all.map((item, n) => {
      const kept = scene.stage.chance.happens(50, 'conclusion', scene.who.index, item) ? 'TRUE' : 'MATCHES_ORIGINAL';
      return { item, conclusion: untrue && n === 0 ? 'UNTRUE' : kept };
    }),
    items: all,
  };
}

/** Findings of a return or of a request for a supplement. */
export function findings(scene: Scene): { item: string; code: 'MATERIAL_INCOMPLETE' | 'MATERIAL_UNTRUE' }[] {
  const { chance } = scene.stage;
  const item = chance.pick(items(scene), 'finding', scene.who.index);
  return [
    { item, code: chance.happens(80, 'findingCode', scene.who.index) ? 'MATERIAL_INCOMPLETE' : 'MATERIAL_UNTRUE' },
  ];
}

/** An item that a careless applicant leaves out. */
export function someItem(scene: Scene): string {
  return scene.stage.chance.pick(items(scene), 'someItem', scene.who.index);
}
