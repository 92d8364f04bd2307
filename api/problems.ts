import { type BlockerCode, blockerCodes } from '../machines/blocker-codes.ts';
import type { Blocker } from '../machines/lifecycle.ts';
import { DeadlinesOverdue } from '../store/amendments.ts';
import { CommitUnknown } from '../store/db.ts';

/**
 * What can go wrong, as RFC 9457 problems. The only file with status codes of failures: handlers throw a `Problem` by its
 * code; everything else that is thrown is told apart here.
 */

/** Status by code; the codes of the charts' blockers are added below. */
const own = {
  MALFORMED_REQUEST: 400,
  MALFORMED_BODY: 400,
  INVALID_PARAMETER: 400,
  INVALID_HEADER: 400,
  CURSOR_MISMATCH: 400,
  UNAUTHENTICATED: 401,
  SIGN_IN_REFUSED: 401,
  PROXY: 403,
  NOT_FOUND: 404,
  CASE_NOT_FOUND: 404,
  PROGRAMME_NOT_FOUND: 404,
  NOTICE_NOT_FOUND: 404,
  PERSON_NOT_FOUND: 404,
  MATERIAL_NOT_FOUND: 404,
  CERTIFICATE_NOT_FOUND: 404,
  CLOCK_NOT_MOVABLE: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  DEADLINE_CLOSING: 409,
  ABSENT: 409,
  ALREADY_VOTED: 409,
  GAZETTE_KNOWN: 409,
  ALREADY_CREDITED: 409,
  ENTRY_CASE: 409,
  ENTRY_NOT_ENTITLED: 403,
  ENTRY_OF_OTHERS: 409,
  ENTRY_OTHER_KIND: 409,
  ENTRY_UNKNOWN: 409,
  ENTRY_WITHDRAWN: 409,
  REGISTER_CLOSED: 409,
  MATERIAL_QUOTA: 409,
  POOL_KNOWN: 409,
  RECUSED: 409,
  VOTING_CLOSED: 409,
  LENGTH_REQUIRED: 411,
  STALE_VERSION: 412,
  BODY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  FILE_TYPE_REFUSED: 415,
  FILE_REFUSED: 422,
  FILE_DIFFERS: 422,
  MATERIAL_ITEM_UNKNOWN: 422,
  INVALID_BODY: 422,
  UNKNOWN_EVENT: 422,
  KEY_REUSED: 422,
  AMENDMENT_IN_PAST: 422,
  PROGRAMME_UNWORKABLE: 422,
  GAZETTE_UNUSABLE: 422,
  CLOCK_ONLY_FORWARD: 422,
  VERSION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  NOTHING_SIGNED: 503,
  TRY_AGAIN: 503,
} as const satisfies Record<string, number>;

export type OwnCode = keyof typeof own;
export type ProblemCode = OwnCode | BlockerCode;

export const ownCodes = Object.keys(own) as OwnCode[];
export const problemCodes: readonly ProblemCode[] = [...ownCodes, ...blockerCodes];

/** What a state or a guard refuses is a conflict; only who may not send it at all is forbidden (design §4). */
export function statusOf(code: ProblemCode): number {
  if (isOwn(code)) return own[code];
  return code === 'ROLE_NOT_ENTITLED' ? 403 : 409;
}

export function isOwn(code: ProblemCode): code is OwnCode {
  return Object.hasOwn(own, code);
}

/** One thing that is wrong with a request, and where: a JSON pointer into the body, or the name of a parameter. */
export interface Fault {
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export type ProblemParams = Readonly<Record<string, string | number | boolean | null>>;

interface ProblemMore {
  readonly params?: ProblemParams;
  readonly blockers?: readonly Blocker[];
  readonly faults?: readonly Fault[];
  /** Headers this problem has to carry: `ETag`, `Allow`, `Retry-After`, `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is not answered as asked. Carries data only; the sentence is made where the language is known. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
  readonly blockers: readonly Blocker[];
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { params = {}, blockers = [], faults = [], headers = {} }: ProblemMore = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.params = params;
    this.blockers = blockers;
    this.faults = faults;
    this.headers = headers;
  }
}

/** `Retry-After` in whole seconds, never 0: a client that obeys must not come back too early. */
export function retryAfter(ms: number): Readonly<Record<string, string>> {
  return { 'Retry-After': String(Math.max(1, Math.ceil(ms / 1_000))) };
}

/** What was thrown, as a problem; `null` for a defect of ours, which is answered as INTERNAL and logged. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown instanceof Problem) return thrown;
  if (isUnavailable(thrown)) return new Problem('TRY_AGAIN', { headers: retryAfter(1_000) });
  // Express gives these to a path whose percent escapes are no UTF-8.
  if (coded(thrown).status === 400) return new Problem('MALFORMED_REQUEST');
  return null;
}

function coded(thrown: unknown): { code: string; status: number | null } {
  if (!(thrown instanceof Error)) return { code: '', status: null };
  const { code, status } = thrown as { code?: unknown; status?: unknown };
  return { code: typeof code === 'string' ? code : '', status: typeof status === 'number' ? status : null };
}

/** The driver gives these no code: the connection was lost, or could not be had in time. */
const LOST = /^(?:Connection terminated|Client was closed|Cannot use a pool after|timeout exceeded when trying)/;
const UNAVAILABLE = /^(?:08...|53...|57...|40001|40P01|55P03|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** The database cannot be had now, it is not known whether the work was committed, or workers are behind: to be sent again. */
function isUnavailable(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (thrown instanceof DeadlinesOverdue) return true;
  return thrown instanceof CommitUnknown || LOST.test(thrown.message) || UNAVAILABLE.test(coded(thrown).code);
}
