import { MOST_CASES } from '../../machines/notice/events.ts';
import type { Actor } from '../../machines/roles.ts';
import type { SentCommand } from '../../store/command.ts';
import { derivedId, sha256Hex } from '../../store/hashing.ts';
import { deliverCommands, mustHave, type Stage } from './delivery.ts';
import { senderOf } from './prefecture.ts';

/** Cases that are played are shown as any are: by notices, posted by their publishers, and seen when their days are over. */

const kinds = [
  ['internal', 'beforeIntake.unitVerification.internalPublicity.awaitingNotice'],
  ['policy', 'policyReview.publicity.awaitingNotice'],
  ['result', 'resultPublicity.open.awaitingNotice'],
] as const;

const SYSTEM: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** Every case that waits for a notice gets one, with the others of its publisher. */
export async function publish(stage: Stage): Promise<void> {
  for (const [kind, state] of kinds) {
    const { rows } = await stage.pool.query<{ organisation: string; cases: string[] }>(
      `select case when $1 = 'internal' then unit else snapshot #>> '{context,route,organiser}' end as organisation,
         array_agg(id::text order by id) as cases
       from cases where state = $2 group by 1 order by 1`,
      [kind, state],
    );
    for (const { organisation, cases } of rows) {
      for (let from = 0; from < cases.length; from += MOST_CASES)
        await post(stage, { kind, organisation, cases: cases.slice(from, from + MOST_CASES) });
    }
  }
  await deliverCommands(stage);
}

async function post({ door, programme }: Stage, data: { kind: string; organisation: string; cases: string[] }) {
  const { kind, organisation, cases } = data;
  const by = kind === 'internal' ? senderOf('unitAdmin', organisation, '') : senderOf('organiserOfficer', '', '');
  const notice = derivedId(`notice of ${kind} ${cases.join()}`);
  const open = sent(notice, { type: 'open', data, by, programme: programme.id });
  mustHave(await door.advance(open), ['moved']);
  mustHave(await door.advance(sent(notice, { type: 'post', data: {}, by, expected: 1 })), ['moved']);
}

/** The page of every notice whose days are over is seen once more, which proves it. */
export async function prove({ pool, door }: Stage): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `with seen as (
       insert into notice_observations (notice, what, at, raw, status, shown)
       select id, 'seen', instant, raw_now(), 200, $1 from cases, clock where state in ('toBeProved', 'unproved')
       returning notice)
     select notice as id from seen order by notice`,
    [sha256Hex('page')],
  );
  const answers = await door.advanceAll(
    rows.map(({ id }) => sent(id, { type: 'conclude', data: {}, by: SYSTEM, cause: `seen:${id}` })),
  );
  for (const answer of answers) mustHave(answer, ['moved']);
}

interface Telling {
  readonly type: string;
  readonly data: object;
  readonly by: Actor;
  readonly expected?: number;
  readonly programme?: string;
  readonly cause?: string;
}

function sent(notice: string, { type, data, by, expected, programme, cause }: Telling): SentCommand {
  return {
    kind: 'sent',
    case: notice,
    lifecycle: 'notice',
    type,
    data,
    envelope: type === 'post' ? { signature: { date: '2023-08-10', seal: sha256Hex('seal of a notice') } } : {},
    text: null,
    actor: by,
    channel: by.role === 'system' ? 'system' : 'api',
    principal: by.person ?? 'observer',
    key: null,
    fingerprint: null,
    expected: expected ?? null,
    headAt: null,
    requestId: null,
    programme: programme ?? null,
    cause: cause ?? null,
  };
}
