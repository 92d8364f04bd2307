import type { Instant } from '../../machines/time.ts';
import type { Office } from './office.ts';

/**
 * A clock that runs, for tests: the office's server tells the time a table holds, so that a command is recorded at exactly
 * the millisecond a test is about, and nothing sleeps. `office` must have a clock of mode `offset`.
 */
export interface RawClock {
  /** From now on the clock shows this instant, UTC ms. */
  set(instant: Instant): Promise<void>;
}

export async function handDrivenClock(office: Office, instant: Instant): Promise<RawClock> {
  await office.query('create table raw_clock (now bigint not null)');
  await office.query('insert into raw_clock values ($1)', [instant]);
  await office.query(
    'create or replace function raw_now() returns bigint language sql stable as $$ select now from raw_clock $$',
  );
  await office.query('update clock set offset_ms = 0');
  return {
    set: async (to) => {
      await office.query('update raw_clock set now = $1', [to]);
    },
  };
}
