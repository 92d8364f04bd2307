import { openDuties } from '../store/duties.ts';
import { UnknownProgramme } from '../store/programmes.ts';
import type { Parts } from './cases.ts';
import type { Operations } from './contract.ts';
import { mustBe } from './entitled.ts';
import { faultOf } from './faults.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Opens the duties of a season for everybody below a bureau. */
export function dutyOpening({ pool, door }: Parts): Handler<Operations['openDuties']> {
  return async ({ body: { programme }, who: { actor }, language, requestId }) => {
    mustBe('bureauOfficer', actor, { clause: '五(五)、五(七)' });
    try {
      const done = await openDuties({ pool, door }, { programme, actor, channel: 'api', requestId });
      return { body: { programme, ...done, refused: [...done.refused] } };
    } catch (error) {
      if (!(error instanceof UnknownProgramme)) throw error;
      const fault = faultOf({ in: 'body', pointer: '/programme', code: 'UNKNOWN_PROGRAMME' }, language);
      throw new Problem('INVALID_BODY', { faults: [fault] });
    }
  };
}
