import { MOST_CASES } from '../../machines/notice/events.ts';
import type { Answer } from '../../store/command.ts';
import { derivedId } from '../../store/hashing.ts';
import { type Sending, sha } from './office.ts';

/** What publishers and the observer do to cases of the small office that wait to be shown, through the door (domain §2.7). */

export interface Desk {
  send(of: Sending): Promise<Answer>;
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
}

const SYSTEM = { role: 'system', person: null, organisation: null, onBehalfOf: null } as const;
const kinds = [
  [/internalPublicity/, 'internal'],
  [/^policyReview/, 'policy'],
  [/^resultPublicity/, 'result'],
] as const;

interface Waiting {
  readonly id: string;
  readonly state: string;
  readonly unit: string;
  readonly organiser: string;
}

/** A notice for each publisher over those of the cases that wait for one, posted, and heard of by each case. */
export async function publish(desk: Desk, ids: readonly string[]): Promise<void> {
  // What they left before they are shown anew.
  await tell(desk, ids);
  const waiting = await desk.query<Waiting>(
    `select id, state, unit, snapshot #>> '{context,route,organiser}' as organiser from cases
      where id = any($1::uuid[]) and state like '%.awaitingNotice' order by id`,
    [ids],
  );
  const publishers = Map.groupBy(waiting, ({ state, unit, organiser }) => {
    const kind = kinds.find(([place]) => place.test(state))?.[1];
    return `${kind} ${kind === 'internal' ? unit : organiser}`;
  });
  for (const [publisher, cases] of publishers) {
    const [kind = '', organisation = ''] = publisher.split(' ');
    for (let from = 0; from < cases.length; from += MOST_CASES) {
      const some = cases.slice(from, from + MOST_CASES).map(({ id }) => id);
      await post(desk, { kind, organisation, cases: some });
    }
  }
}

async function post(desk: Desk, data: { kind: string; organisation: string; cases: string[] }): Promise<void> {
  const { kind, organisation } = data;
  const [before] = await desk.query<{ n: number }>(
    `select count(*)::integer as n from cases where lifecycle = 'notice'`,
  );
  const notice = derivedId(`notice ${kind} ${data.cases.join()} ${before?.n}`);
  const publisher =
    kind === 'internal'
      ? ({ role: 'unitAdmin', person: `${organisation}-admin` } as const)
      : ({ role: 'organiserOfficer', person: organisation === 'kaili-hrss' ? 'kaili-1' : 'qdn-1' } as const);
  const by = { ...publisher, organisation, onBehalfOf: null };
  const of = { case: notice, lifecycle: 'notice', by } as const;
  moved(await desk.send({ ...of, type: 'open', data }));
  moved(await desk.send({ ...of, type: 'post', signed: true }));
  await tell(desk, [notice]);
}

interface Row {
  readonly key: string;
  readonly target: string;
  readonly payload: { event: string; data: object; lifecycle: 'application' | 'notice' };
}

/** Delivers what cases and notices have for one another, as the workers do. */
export async function tell(desk: Desk, from: readonly string[]): Promise<void> {
  const rows = await desk.query<Row>(
    `select key, target, payload from outbox where case_id = any($1::uuid[])
      and payload ->> 'lifecycle' in ('application', 'notice') and settled is null order by case_id, seq, n`,
    [from],
  );
  for (const { key, target, payload } of rows) {
    const { event: type, data, lifecycle } = payload;
    const answer = await desk.send({
      case: target,
      lifecycle,
      type,
      data,
      by: SYSTEM,
      expected: null,
      key,
      cause: key,
    });
    const settled = `update outbox set settled = $1, settled_raw = raw_now() where key = $2`;
    await desk.query(settled, [JSON.stringify(answer), key]);
  }
}

/** The pages of notices whose days are over are seen once more, which proves them. */
export async function prove(desk: Desk, ids: readonly string[]): Promise<void> {
  const over = await desk.query<{ id: string }>(
    `select distinct c.id from cases c join notice_cases n on n.notice = c.id
      where n.case_id = any($1::uuid[]) and c.state in ('toBeProved', 'unproved') order by c.id`,
    [ids],
  );
  for (const { id } of over) {
    await desk.query(
      `insert into notice_observations (notice, what, at, raw, status, shown)
        select $1, 'seen', instant, raw_now(), 200, $2 from clock`,
      [id, sha(`page of ${id}`)],
    );
    moved(await desk.send({ case: id, lifecycle: 'notice', type: 'conclude', by: SYSTEM }));
  }
}

function moved(answer: Answer): void {
  if (answer.outcome !== 'moved') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
}
