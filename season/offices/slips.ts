import type { Publicity } from '../../machines/application/context.ts';
import type { OrganisationId } from '../../machines/ids.ts';
import type { PlainDate } from '../../machines/time.ts';
import type { Chance } from '../random.ts';

/**
 * What goes wrong with a notice before it has stood its days. `postsLate`: the draft lies for two days; `neverPosts`: until it
 * lapses; `discards`: it is thrown away; `takesDown`: there was a mistake in it, found on the next day.
 */
export type Slip = 'none' | 'postsLate' | 'neverPosts' | 'discards' | 'takesDown';

/** On the first notice of 2023, so that every season sees each, however chance falls. */
const known: Readonly<Record<string, Slip>> = {
  'kaili-middle-2 internal': 'takesDown',
  'kaili-zhouxi-school internal': 'discards',
  'kaili-hospital internal': 'postsLate',
  'kaili-agri-station internal': 'neverPosts',
  'kaili-hrss policy': 'takesDown',
};

/** Last year's notices are never amiss: its people have no time for it. */
export function slipOf(
  chance: Chance,
  of: { organisation: OrganisationId; kind: Publicity; programme: string; isFirst: boolean; day: PlainDate },
): Slip {
  const { organisation, kind, programme, isFirst, day } = of;
  if (programme !== 'kaili-2023') return 'none';
  const fixed = isFirst ? known[`${organisation} ${kind}`] : undefined;
  if (fixed !== undefined) return fixed;
  return chance.pickWeighted<Slip>(
    [
      ['none', 94],
      ['postsLate', 2],
      ['discards', 2],
      ['takesDown', 2],
    ],
    'slip',
    organisation,
    kind,
    day,
  );
}
