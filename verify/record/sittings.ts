import { committeeOf } from '../../machines/programme.ts';
import type { Report } from '../findings.ts';
import type { Rulebook } from '../fold/rulebook.ts';
import { sameJson } from '../hashing.ts';
import { type CaseFile, type EventRow, effectsOf, isObject, type JsonObject } from '../rows.ts';
import { candidatesFor, commitmentOf, type Drawn, drawFrom, objectsIn, poolDigest, seedOf } from './draws.ts';
import type { Pools } from './pools.ts';

/**
 * Sittings against their own events (domain §2.4, A23, A49; 令40 第11、19、25条): their agendas, their draws done again from the
 * record, and the rosters of their urns, told from the draw, the recusals and the roll.
 */
export function checkSittings(
  file: CaseFile,
  { rulebook, pools }: { rulebook: Rulebook; pools: Pools },
  report: Report,
): void {
  const [call] = file.events;
  if (call?.lifecycle !== 'meeting') {
    for (const { listed } of file.agendas)
      report('agendaUnlikeEvents', null, `${listed} is on an agenda of no sitting`);
    return;
  }
  checkAgenda(file, report);
  for (const event of file.events) {
    const { expertPool: told } = partsOf(event.facts);
    if (isObject(told) && !pools.have(told))
      report('poolUnlikeFiling', event.seq, 'the pool is not the one that is filed');
  }
  try {
    const drawn = drawAgain(file, rulebook);
    checkDraw(file, drawn, report);
    checkRoster(file, drawn.experts, report);
  } catch (error) {
    // A damaged programme or payload: nobody can do this draw again.
    report('drawUnlikeRecord', null, String(error));
  }
}

const partsOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const payloadOf = (event: EventRow | undefined): JsonObject => partsOf(event?.payload);
const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const lotsIn = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
const eventOf = ({ events }: CaseFile, type: string) => events.find((one) => one.type === type);

/** Listed is what the call named; live is what was not given free, and nothing once the minutes are signed or it has ended. */
function checkAgenda({ events, row, agendas }: CaseFile, report: Report): void {
  const last = events.at(-1)?.seq ?? null;
  const writes = events.flatMap((event) => effectsOf(event) ?? []).filter(({ register }) => register === 'agenda');
  const freed = new Set(writes.flatMap(({ op, cases }) => (op === 'free' ? idsIn(cases) : [])));
  const over = row?.ended != null || row?.state.startsWith('signed') === true;
  const expected = idsIn(payloadOf(events[0]).cases).map(
    (id) => `${id} ${freed.has(id) || over ? 'given free' : 'live'}`,
  );
  const found = agendas.map(({ listed, live }) => `${listed} ${live ? 'live' : 'given free'}`);
  if (!sameJson(found.sort(), expected.sort())) {
    report('agendaUnlikeEvents', last, `the register has ${found.join(', ')}, not ${expected.join(', ')}`);
  }
}

interface Redrawn {
  readonly experts: readonly Drawn[];
  /** As a sitting remembers its draw. */
  readonly said: JsonObject;
}

function drawAgain(file: CaseFile, rulebook: Rulebook): Redrawn {
  const [call] = file.events as [EventRow];
  const { committee, commitment, sitsOn } = payloadOf(call);
  const facts = partsOf(call.facts);
  const pool = partsOf(facts.expertPool);
  const share = payloadOf(eventOf(file, 'contributeShare')).share ?? null;
  const drawing = eventOf(file, 'drawExperts');
  const candidates = candidatesFor({ sitsOn: String(sitsOn), pool, cases: objectsIn(partsOf(facts.agenda).cases) });
  const digest = poolDigest(pool);
  const eligible = candidates.map(({ lot }) => lot);
  if (drawing === undefined) return { experts: [], said: { commitment, pool: digest, eligible, share, seed: null } };
  const secret = String(payloadOf(drawing).secret);
  const seed = seedOf({ secret, share: String(share), digest });
  const ofCommittee = (event: EventRow) => {
    const { programme, programme_version: programmeVersion, calendar_version: calendarVersion } = event;
    return committeeOf(rulebook.rules({ programme, programmeVersion, calendarVersion }).programme, String(committee));
  };
  const { strata } = ofCommittee(drawing).draw;
  const experts = drawFrom(candidates, { strata, size: ofCommittee(call).size.value, seed });
  // What the secretary committed to is the hash of what was told, or nothing was drawn.
  return { experts, said: { commitment: commitmentOf(secret), pool: digest, eligible, share, seed } };
}

function checkDraw({ row, events }: CaseFile, { experts, said }: Redrawn, report: Report): void {
  const { draw, experts: seated } = partsOf(partsOf(row?.snapshot).context);
  const { seq = null } = events.find(({ type }) => type === 'drawExperts') ?? {};
  if (!sameJson(draw, said))
    report('drawUnlikeRecord', seq, `it goes by ${JSON.stringify(draw)}, not ${JSON.stringify(said)}`);
  if (commitmentDiffers(events, said))
    report('drawUnlikeRecord', seq, 'the secret is not the one that was committed to');
  if (!sameJson(seated, experts)) {
    report('drawUnlikeRecord', seq, `the draw comes out as ${experts.map(({ lot }) => lot).join(' ')}`);
  }
}

const commitmentDiffers = ([call]: readonly EventRow[], said: JsonObject) =>
  payloadOf(call).commitment !== said.commitment;

/** Who was there when the voting was opened, and who must not vote on what. */
function checkRoster(file: CaseFile, experts: readonly Drawn[], report: Report): void {
  const opening = eventOf(file, 'openVoting');
  const urns = (opening && effectsOf(opening))?.find(({ register, op }) => register === 'urns' && op === 'open');
  const voted = objectsIn(urns?.cases).map((one) => String(one.case));
  const present = rollOf(file, experts);
  const recused = recusedIn(file, experts);
  const expected = voted.flatMap((id) =>
    present.map(({ person, lot }) => `${id} ${person}${recused.has(`${id} ${lot}`) ? ' recused' : ''}`),
  );
  const found = file.roster.map(
    ({ voted_on, voter, recused: barred }) => `${voted_on} ${voter}${barred ? ' recused' : ''}`,
  );
  const wrong = [...new Set(found).symmetricDifference(new Set(expected))];
  if (wrong.length > 0) report('rosterUnlikeRoll', opening?.seq ?? null, wrong.join(', '));
}

function rollOf({ events }: CaseFile, experts: readonly Drawn[]): Drawn[] {
  const present = new Set<number>();
  for (const event of events) {
    if (event.type === 'openVoting') break;
    if (event.type === 'callRoll') for (const lot of lotsIn(payloadOf(event).present)) present.add(lot);
    if (event.type === 'recordDeparture') present.delete(Number(payloadOf(event).lot));
  }
  return experts.filter(({ lot }) => present.has(lot));
}

/** `case lot`: what registers knew at the draw, and what was declared or found before the vote (令40 第25条). */
function recusedIn(file: CaseFile, experts: readonly Drawn[]): Set<string> {
  const facts = partsOf(eventOf(file, 'drawExperts')?.facts);
  const members = objectsIn(partsOf(facts.expertPool).members);
  const recused = new Set<string>();
  for (const { case: id, unit, involved } of objectsIn(partsOf(facts.agenda).cases)) {
    for (const { lot, person } of experts) {
      const member = members.find((one) => one.lot === lot);
      const colleague = member?.unit === unit || member?.worksAt === unit;
      if (colleague || objectsIn(involved).some((one) => one.person === person)) recused.add(`${id} ${lot}`);
    }
  }
  for (const { type, actor, payload } of file.events) {
    const { lot, cases } = partsOf(payload);
    const whose = type === 'declareRecusal' ? experts.find(({ person }) => person === actor)?.lot : lot;
    if (type === 'declareRecusal' || type === 'recordRecusal')
      for (const id of idsIn(cases)) recused.add(`${id} ${whose}`);
  }
  return recused;
}
