import type { OrganisationId } from '../../machines/ids.ts';
import type { Instant } from '../../machines/time.ts';
import type { OfficeScript } from '../office.ts';

/** A bureau that opens the duties of its programme for everybody below it, once (五(五), 五(七)). */
export function dutyOpening(of: { bureau: OrganisationId; programme: string; at: Instant }): OfficeScript {
  const { bureau, programme, at } = of;
  return {
    name: `duties.${bureau}`,
    wakes: (after) => (after < at ? at : null),
    async look({ stage }) {
      const by = stage.chance.pick(stage.directory.handsOf('bureauOfficer', bureau), 'openDuties', bureau);
      return [
        {
          name: 'openDuties',
          by,
          to: { kind: 'operation', path: '/v1/duties', about: 'duties' },
          command: { type: 'openDuties', data: { programme } },
          expects: ['done'],
        },
      ];
    },
  };
}
