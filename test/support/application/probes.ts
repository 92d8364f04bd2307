/** A place that a search with two matters never comes to: a publicity with as many open matters as a case may have. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { restore } from '../../../machines/restore.ts';
import { type Search, search } from './search.ts';

export function fullOfMatters(lifecycle: Lifecycle, { setting, states }: Search): Search {
  const shown = states.find(
    ({ stands, witness }) => stands.endsWith('.internalPublicity.shown') && witness.open.length === 0,
  );
  if (!shown) throw new Error('the search found no internal publicity');
  const matters = Array.from({ length: 20 }, (_, n) => ({
    id: `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
    kind: 'objection' as const,
    alleges: 'OTHER' as const,
  }));
  const context: ApplicationContext = { ...(shown.snapshot.context as ApplicationContext), openMatters: matters };
  const snapshot = restore(lifecycle, { value: shown.snapshot.value, context });
  const witness = { ...shown.witness, open: matters.map(({ id, alleges }) => ({ id, alleges })) };
  return search({ lifecycle, setting, probe: { snapshot, stands: shown.stands, witness } });
}
