import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import type { Blocker, Envelope, LifecycleName } from '../machines/lifecycle.ts';
import type { Actor } from '../machines/roles.ts';
import type { Answer, SentCommand } from '../store/command.ts';
import type { eventBody, openBody, openMeetingBody, openNoticeBody, openRecheckBody } from './contract/events.ts';
import { deadlineLabel } from './labels.ts';
import { type Language, said } from './language.ts';
import { Problem, retryAfter } from './problems.ts';

/** From a parsed body to the command the door takes, and from what the door answers to a reply or a problem. */

export interface Sent {
  readonly case: string;
  readonly lifecycle: LifecycleName;
  readonly type: string;
  readonly body: z.output<
    typeof openBody | typeof openMeetingBody | typeof openNoticeBody | typeof openRecheckBody | typeof eventBody
  >;
  readonly programme: string | null;
  readonly actor: Actor & { readonly person: string };
  readonly key: string | undefined;
  readonly expected: number | undefined;
  readonly headAt: number;
  readonly requestId: string;
  /** `POST /v1/cases`, and the body as it was sent: what a key stands for. */
  readonly fingerprintOf: readonly [address: string, sent: unknown];
}

export function commandOf(sent: Sent): SentCommand {
  const { body, key, actor } = sent;
  return {
    kind: 'sent',
    case: sent.case,
    lifecycle: sent.lifecycle,
    type: sent.type,
    data: body.data,
    envelope: envelopeOf(body),
    text: body.reason?.text ?? null,
    actor,
    channel: 'api',
    principal: actor.person,
    key: key ?? null,
    fingerprint: key === undefined ? null : fingerprint(...sent.fingerprintOf),
    expected: sent.expected ?? null,
    headAt: sent.headAt,
    requestId: sent.requestId,
    programme: sent.programme,
    cause: null,
  };
}

function envelopeOf({ reason, signature, document }: Sent['body']): Envelope {
  return {
    ...(reason === undefined ? {} : { reason: { code: reason.code } }),
    ...(signature === undefined ? {} : { signature }),
    ...(document === undefined ? {} : { document }),
  };
}

/** SHA-256 over method, path and canonical body: the order of its keys and its spaces make no other request of it. */
export function fingerprint(address: string, sent: unknown): Buffer {
  return createHash('sha256')
    .update(`${address}\n${canonicalize(sent) ?? ''}`)
    .digest();
}

export type Moved = Extract<Answer, { outcome: 'moved' }>;

interface Told {
  readonly language: Language;
  /** Whether the sender may be told nothing of the case (design D8). */
  readonly outsider: boolean;
}

/** What the door moved. @throws Problem for everything else it answers. */
export function movedOr(answer: Answer, { language, outsider }: Told): Moved {
  switch (answer.outcome) {
    case 'moved':
      return answer;
    case 'refused':
      throw new Problem(answer.code, { blockers: outsider ? answer.blockers.map(withoutParams) : answer.blockers });
    case 'notFound':
      throw new Problem('CASE_NOT_FOUND');
    case 'stale':
      throw staleVersion(answer.version);
    case 'versionRequired':
      throw new Problem('VERSION_REQUIRED');
    case 'keyReused':
      throw new Problem('KEY_REUSED');
    case 'closing': {
      const label = outsider
        ? said({ zh: '期限', en: 'a deadline' }, language)
        : deadlineLabel(answer.deadline, language);
      throw new Problem('DEADLINE_CLOSING', { params: { label }, headers: retryAfter(answer.retryAfterMs) });
    }
    case 'tryAgain':
      throw new Problem('TRY_AGAIN', { headers: retryAfter(1_000) });
    case 'nothingDue':
      throw new Error('the door answered a command of a person as if it were a deadline');
    default:
      return answer satisfies never;
  }
}

export function staleVersion(version: number): Problem {
  return new Problem('STALE_VERSION', { params: { version }, headers: { ETag: etagOf(version) } });
}

export function etagOf(version: number): string {
  return `"v${version}"`;
}

/** Where a case stands, and why, is not for everybody's ears. */
function withoutParams({ code, clause }: Blocker): Blocker {
  return { code, clause, params: {}, help: null };
}

export function replayHeader({ replayed }: Moved): Readonly<Record<string, string>> {
  return replayed ? { 'Idempotency-Replayed': 'true' } : {};
}
