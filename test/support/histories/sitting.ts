import { startApi } from '../api.ts';
import { sent } from '../applicants.ts';
import { act, caseOf, moved } from '../case-path.ts';
import {
  asExpert,
  authority,
  closed,
  minutesSigned,
  openCommitteeOffice,
  queued,
  voting,
} from '../committee-office.ts';
import { crewOn } from '../crew.ts';
import { lots } from '../experts.ts';
import { sha } from '../office.ts';
import { copyOf, dropped, type PlayedYear } from './copies.ts';

/**
 * Two sittings of the small office. The first decides on two cases and leaves a third to the other: lot 4 works where one of the
 * applicants does, lot 13 is absent, lot 12 has left. The second was postponed.
 */

export const applicants = ['school-2-a0', 'school-1-a0', 'school-2-a1'] as const;
export const [decided, ofColleague, left] = applicants.map((one) => caseOf(one)) as [string, string, string];
/** As `calling` names them. */
export const sat = caseOf([decided, ofColleague, left].join());
export const postponed = caseOf(left);

export async function playedSitting(): Promise<PlayedYear> {
  const office = await openCommitteeOffice();
  const api = await startApi(office);
  const crew = await crewOn(office);
  await queued(office, applicants);
  const present = lots.slice(0, 12);
  const id = await voting(api, { cases: [decided, ofColleague, left], present });
  for (let round = 0; round < 3; round += 1) await crew.sweep.once();
  for (const lot of present.slice(0, 11)) {
    const on = [decided, ...(lot === 4 ? [] : [ofColleague]), ...(lot <= 8 ? [left] : [])];
    const ballots = Object.fromEntries(on.map((one) => [one, lot === 11 ? 'nay' : 'yes']));
    await api.call({ path: `/v1/meetings/${id}/ballots`, as: asExpert(lot), json: { ballots } });
  }
  await closed(api, id, [9, 10, 11, 12]);
  await minutesSigned(api, id);
  for (let round = 0; round < 3; round += 1) await crew.sweep.once();
  await sent(api, { id, as: authority, event: { type: 'fileMeeting', document: sha('minutes') } });
  const other = await voting(api, { cases: [left], present });
  await closed(api, other, present);
  for (let round = 0; round < 3; round += 1) await crew.sweep.once();
  moved(await act(office, left, 'withdraw'));
  await crew.sweep.once();
  await crew.close();
  await api.close();
  await office.door.close();
  await office.pool.end();
  const template = new URL(office.url).pathname.slice(1);
  return { url: office.url, copy: () => copyOf(template), drop: () => dropped(template) };
}
