import type { CaseId, PersonId } from '../machines/ids.ts';
import { hushServer } from './ballots/unheard.ts';
import type { Tx } from './db.ts';
import type { Reader } from './visible.ts';

/**
 * Secret ballots (domain §2.4): the one thing that does not pass the door (design D8). Who voted is marked, and the urn is
 * written again whole, in random order, in one statement; at closing only the counts stay. docs/ballots.md says what that
 * withstands. The constraints of the database hold the rules; what is asked here beforehand gives their refusals a name.
 */

export const choices = ['yes', 'no', 'abstain'] as const;
export type Choice = (typeof choices)[number];

/** A choice as it lies in the urn: one byte each, so that all rows are alike but for it. */
const letters: Readonly<Record<Choice, string>> = { yes: 'y', no: 'n', abstain: 'a' };

export interface Agenda {
  /** The meeting: one sitting, one round of votes. */
  readonly meeting: CaseId;
  readonly cases: readonly {
    readonly case: CaseId;
    /** Those present and not recused for this case (A23, A49). */
    readonly voters: readonly PersonId[];
    /** Present and recused; those who vote on other cases of the agenda only are taken for recused without being named. */
    readonly recused?: readonly PersonId[];
  }[];
}

/**
 * Opens an urn for each case of an agenda, with its roster, in a box of the meeting's own.
 * @throws DatabaseError where the meeting has an urn for one of the cases already; Error where every box is in use.
 */
export async function openUrns(tx: Tx, { meeting, cases }: Agenda): Promise<void> {
  if (cases.length === 0) return;
  const box = await boxOf(tx, meeting);
  await tx.query({
    name: 'open-urns',
    text: 'insert into urns (meeting, case_id, box) select $1, case_id, $3 from unnest($2::uuid[]) as c(case_id)',
    values: [meeting, cases.map((one) => one.case), box],
  });
  const present = new Set(cases.flatMap(({ voters, recused = [] }) => [...voters, ...recused]));
  const roster = cases.flatMap((one) => {
    const voters = new Set(one.voters);
    return [...present].map((voter) => ({ case: one.case, voter, recused: !voters.has(voter) }));
  });
  await tx.query({
    name: 'write-ballot-roster',
    text: `insert into ballot_roster (meeting, case_id, voter, recused)
      select $1, * from unnest($2::uuid[], $3::text[], $4::boolean[])`,
    values: [
      meeting,
      roster.map((row) => row.case),
      roster.map(({ voter }) => voter),
      roster.map((row) => row.recused),
    ],
  });
}

async function boxOf(tx: Tx, meeting: CaseId): Promise<number> {
  const { rows: own } = await tx.query<{ box: number }>({
    name: 'find-ballot-box',
    text: 'select box from ballot_boxes where meeting = $1',
    values: [meeting],
  });
  if (own[0]) return own[0].box;
  const { rows: taken } = await tx.query<{ box: number }>({
    name: 'take-ballot-box',
    text: `update ballot_boxes set meeting = $1
      where box = (select box from ballot_boxes where meeting is null order by box limit 1 for update skip locked)
      returning box`,
    values: [meeting],
  });
  if (!taken[0]) throw new Error('every ballot box is in use by a meeting that votes');
  return taken[0].box;
}

/** Of one expert, for one or all cases of the agenda. */
export interface Ballot {
  readonly meeting: CaseId;
  /** Whose vote it is. */
  readonly voter: PersonId;
  /** The person signed in. */
  readonly castBy: PersonId;
  readonly choices: readonly { readonly case: CaseId; readonly choice: Choice }[];
}

export const ballotRefusals = ['PROXY', 'ABSENT', 'RECUSED', 'ALREADY_VOTED', 'VOTING_CLOSED'] as const;
export type BallotRefusal = (typeof ballotRefusals)[number];

/** Never says how anybody voted, nor how many. */
export type CastAnswer =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly code: BallotRefusal; readonly cases: readonly CaseId[] };

/**
 * Casts a ballot, for all its cases or for none. Sent again it is one ballot still, and is answered `ALREADY_VOTED`.
 * Ballots of one case wait for each other; the cases are locked in order, so nobody waits in a circle.
 * @throws DatabaseError where the server cannot be kept from logging values, and as any statement does.
 */
export async function castBallot(tx: Tx, ballot: Ballot): Promise<CastAnswer> {
  const cases = ballot.choices.map((one) => one.case);
  if (ballot.voter !== ballot.castBy) return { outcome: 'refused', code: 'PROXY', cases };
  await hushServer(tx);
  const boxes = await lockUrns(tx, ballot.meeting, cases);
  const places = await readPlaces(tx, ballot, cases);
  const refusal = refusalOf(cases, boxes, places);
  if (refusal !== null) return refusal;
  const [box] = boxes.values();
  if (typeof box !== 'number') throw new Error('a ballot without a case');
  await putIn(tx, ballot, box);
  return { outcome: 'accepted' };
}

/** The box of each urn, null where it is closed. */
type Boxes = ReadonlyMap<CaseId, number | null>;

async function lockUrns(tx: Tx, meeting: CaseId, cases: readonly CaseId[]): Promise<Boxes> {
  const { rows } = await tx.query<{ case_id: CaseId; box: number | null }>({
    name: 'lock-urns',
    text: 'select case_id, box from urns where meeting = $1 and case_id = any ($2::uuid[]) order by case_id for update',
    values: [meeting, cases],
  });
  return new Map(rows.map((row) => [row.case_id, row.box]));
}

interface Place {
  readonly recused: boolean;
  readonly voted: boolean;
}
type Places = ReadonlyMap<CaseId, Place>;

async function readPlaces(tx: Tx, { meeting, voter }: Ballot, cases: readonly CaseId[]): Promise<Places> {
  const { rows } = await tx.query<Place & { case: CaseId }>({
    name: 'read-ballot-places',
    text: `select r.case_id as case, r.recused, m.voter is not null as voted
      from ballot_roster r left join ballot_marks m using (meeting, case_id, voter)
      where r.meeting = $1 and r.voter = $2 and r.case_id = any ($3::uuid[])`,
    values: [meeting, voter, cases],
  });
  return new Map(rows.map((row) => [row.case, row]));
}

function refusalOf(cases: readonly CaseId[], boxes: Boxes, places: Places): CastAnswer | null {
  const codes = cases.map((id) => ({ id, code: codeOf(boxes.get(id), places.get(id)) }));
  const code = ballotRefusals.find((one) => codes.some((found) => found.code === one));
  if (code === undefined) return null;
  return { outcome: 'refused', code, cases: codes.filter((found) => found.code === code).map(({ id }) => id) };
}

function codeOf(box: number | null | undefined, place: Place | undefined): BallotRefusal | null {
  if (box === undefined) return 'VOTING_CLOSED';
  if (place === undefined) return 'ABSENT';
  if (place.recused) return 'RECUSED';
  // Before closing and after: whoever asks again whether the ballot came in is told so.
  if (place.voted) return 'ALREADY_VOTED';
  return box === null ? 'VOTING_CLOSED' : null;
}

/** Marks the voter, and writes the urns of these cases again whole, in an order drawn anew. */
async function putIn(tx: Tx, { meeting, voter, castBy, choices: chosen }: Ballot, box: number): Promise<void> {
  const table = tableOf(box);
  await tx.query({
    text: `with given as (
        select * from unnest($3::uuid[], $4::text[]) as g(case_id, choice)),
      marked as (
        insert into ballot_marks (meeting, case_id, voter, cast_by) select $1, case_id, $2, $5 from given),
      taken as (
        delete from ${table} where case_id = any ($3::uuid[]) returning case_id, choice)
      insert into ${table} (box, case_id, choice)
      select ${box}, case_id, choice
        from (select case_id, choice from taken union all select case_id, choice::"char" from given) urn
        order by gen_random_uuid()`,
    values: [meeting, voter, chosen.map((one) => one.case), chosen.map(({ choice }) => letters[choice]), castBy],
  });
}

function tableOf(box: number): string {
  if (!Number.isInteger(box)) throw new RangeError('a box is a whole number');
  return `ballots_${box}`;
}

export interface Count {
  /** Those who voted, which is yes + no + abstain: whoever left before is not present (A49). */
  readonly present: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  /** On the roster, not recused, and cast no ballot. */
  readonly silent: number;
}

/**
 * Counts the urns of a meeting and closes them; afterwards no ballot is taken, and the box has a new, empty file when the
 * transaction commits. Closed again they answer the same counts; empty where no urn was opened.
 */
export async function closeUrns(tx: Tx, { meeting }: { meeting: CaseId }): Promise<Map<CaseId, Count>> {
  const box = await lockBox(tx, meeting);
  if (box !== null) await empty(tx, meeting, box);
  return countsOf(tx, meeting);
}

/**
 * What the urns of a meeting hold, open or closed, locked until the transaction ends: no ballot comes meanwhile. For the one
 * who closes them in this same transaction; a count told, logged or stored before that is a trace of the votes between.
 */
export async function countUrns(tx: Tx, { meeting }: { meeting: CaseId }): Promise<Map<CaseId, Count>> {
  const box = await lockBox(tx, meeting);
  if (box === null) return countsOf(tx, meeting);
  return countsFrom(tx, meeting, `(${countedIn(tableOf(box))})`);
}

/** The box in which a meeting's urns are open, all of them locked; null where none is open. */
async function lockBox(tx: Tx, meeting: CaseId): Promise<number | null> {
  const { rows } = await tx.query<{ box: number | null }>({
    name: 'lock-all-urns',
    text: 'select box from urns where meeting = $1 order by case_id for update',
    values: [meeting],
  });
  return rows.find((row) => row.box !== null)?.box ?? null;
}

/** $1: the meeting. */
const countedIn = (table: string) => `
  select u.meeting, u.case_id, count(*) filter (where choice = 'y')::integer as yes,
    count(*) filter (where choice = 'n')::integer as no, count(*) filter (where choice = 'a')::integer as abstain
  from urns u left join ${table} b on b.case_id = u.case_id where u.meeting = $1 group by u.meeting, u.case_id`;

async function empty(tx: Tx, meeting: CaseId, box: number): Promise<void> {
  const table = tableOf(box);
  await tx.query({
    text: `update urns u set box = null, yes = counted.yes, no = counted.no, abstain = counted.abstain
      from (${countedIn(table)}) counted
      where u.meeting = counted.meeting and u.case_id = counted.case_id and u.box is not null`,
    values: [meeting],
  });
  await tx.query(`truncate ${table}`);
  await tx.query({
    name: 'free-ballot-box',
    text: 'update ballot_boxes set meeting = null where box = $1',
    values: [box],
  });
}

/** The counts of the urns that are closed, by case. */
export function countsOf(db: Reader, meeting: CaseId): Promise<Map<CaseId, Count>> {
  return countsFrom(db, meeting, '(select * from urns where meeting = $1 and box is null)');
}

async function countsFrom(db: Reader, meeting: CaseId, counted: string): Promise<Map<CaseId, Count>> {
  const { rows } = await db.query<Count & { case: CaseId }>({
    text: `select u.case_id as case, u.yes, u.no, u.abstain, count(m.voter)::integer as present,
        count(r.voter) filter (where not r.recused and m.voter is null)::integer as silent
      from ${counted} u left join ballot_roster r using (meeting, case_id)
        left join ballot_marks m using (meeting, case_id, voter)
      group by u.case_id, u.yes, u.no, u.abstain order by u.case_id`,
    values: [meeting],
  });
  return new Map(rows.map(({ case: id, ...count }) => [id, count]));
}

/** Who is on the roster of a case, and whether they have voted; never how. */
export interface Turnout {
  readonly case: CaseId;
  readonly open: boolean;
  readonly voters: readonly { readonly voter: PersonId; readonly recused: boolean; readonly voted: boolean }[];
}

/** The roll of a meeting, by case and person; empty where no urn was opened. */
export async function ballotsOf(db: Reader, meeting: CaseId): Promise<Turnout[]> {
  const { rows } = await db.query<Turnout>({
    name: 'read-turnout',
    text: `select u.case_id as case, u.box is not null as open,
        coalesce(json_agg(json_build_object('voter', r.voter, 'recused', r.recused, 'voted', m.voter is not null)
          order by r.voter) filter (where r.voter is not null), '[]') as voters
      from urns u left join ballot_roster r using (meeting, case_id)
        left join ballot_marks m using (meeting, case_id, voter)
      where u.meeting = $1 group by u.meeting, u.case_id order by u.case_id`,
    values: [meeting],
  });
  return rows;
}
