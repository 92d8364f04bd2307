import { commitmentTo } from '../../machines/meeting/draw.ts';
import type { Actor } from '../../machines/roles.ts';
import type { Ballot, CastAnswer } from '../../store/ballots.ts';
import type { Answer } from '../../store/command.ts';
import { derivedId } from '../../store/hashing.ts';
import { COMMITTEE, lots, voterOf } from './experts.ts';
import { actor, type Sending, sha } from './office.ts';

/** A sitting of the teachers' committee over one case, from the call to the filing, through the door. */

export interface Hall {
  send(of: Sending): Promise<Answer>;
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  /** Delivers what the sitting has for its case. */
  deliverOf(sender: string): Promise<void>;
  vote(ballot: Ballot): Promise<CastAnswer>;
}

const expert = (lot: number): Actor => ({
  role: 'expert',
  person: voterOf(lot),
  organisation: COMMITTEE,
  onBehalfOf: null,
});

/** Nine vote, which is the quorum, so many of them for it. Lot 4 is of the first school, and recused where that matters. */
export async function sit(hall: Hall, of: { case: string; yes: number }): Promise<string> {
  const [row] = await hall.query<{ unit: string; version: number; today: string }>(
    `select unit, version, to_char(to_timestamp(instant / 1000.0) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today
       from cases, clock where id = $1`,
    [of.case],
  );
  if (!row) throw new Error(`no case ${of.case}`);
  const meeting = derivedId(`sitting on ${of.case} of version ${row.version}`);
  const [secretary, authority] = [actor('committeeSecretary', 'secretary-1'), actor('filingOfficer', 'qdn-1')];
  const send = async (type: string, by: Actor, more: Partial<Sending> = {}) => {
    const answer = await hall.send({ case: meeting, lifecycle: 'meeting', type, by, ...more });
    if (answer.outcome !== 'moved') throw new Error(`${type}: ${JSON.stringify(answer)}`);
  };
  const secret = sha(`secret of ${meeting}`);
  const called = { committee: 'kaili-teacher', organisation: COMMITTEE, sitsOn: row.today, cases: [of.case] };
  await send('open', secretary, { data: { ...called, commitment: commitmentTo(secret) } });
  await send('contributeShare', authority, { data: { share: sha(`share of ${meeting}`) } });
  await send('drawExperts', secretary, { data: { secret } });
  const present = lots.filter((lot) => lot !== 4).slice(0, 9);
  await send('callRoll', secretary, { data: { present } });
  const opinion = sha(`opinion on ${of.case}`);
  const group = { group: 'g-1', experts: present.slice(-3), opinions: [{ case: of.case, opinion }] };
  await send('recordGroupOpinion', secretary, { data: group, document: opinion });
  await send('openVoting', secretary);
  for (const [n, lot] of present.entries()) {
    const [voter, choice] = [voterOf(lot), n < of.yes ? ('yes' as const) : ('no' as const)];
    const cast = await hall.vote({ meeting, voter, castBy: voter, choices: [{ case: of.case, choice }] });
    if (cast.outcome !== 'accepted') throw new Error(`${voter}: ${JSON.stringify(cast)}`);
  }
  await send('closeVoting', secretary, { data: { left: [] } });
  await send('signMinutes', expert(1), { data: { minutes: sha(`minutes of ${meeting}`) }, signed: true });
  await hall.deliverOf(meeting);
  await send('fileMeeting', authority, { document: sha(`minutes of ${meeting}`) });
  return meeting;
}
