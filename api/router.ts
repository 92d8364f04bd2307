import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { Reader } from '../store/visible.ts';
import { whoAsks } from './actor.ts';
import { readJson } from './body.ts';
import { read, readQuery, refuseUnspeakable, refuseUnspeakablePath } from './faults.ts';
import { type Language, languageNamed, languageTags, preferredLanguage } from './language.ts';
import type { Limiter } from './limiter.ts';
import { type Asked, type Handler, type Operation, queryOf, type Upload, type Who } from './operation.ts';
import { problemView } from './problem-reply.ts';
import { Problem, problemOf, statusOf } from './problems.ts';

/**
 * Binds operations to handlers: who is asking, then what is asked, parsed by the operation's schemas, then the reply in one
 * piece. No handler touches a request or a response, so none can answer half.
 */

export interface Routing {
  readonly db: Reader;
  readonly limiter: Limiter;
  /** For what somebody might try out: numbers of certificates with names. */
  readonly lookups: Limiter;
  /** Hears of defects: what was thrown and was no problem of the sender's. */
  readonly onDefect: (error: unknown, of: { requestId: string; operation: string }) => void;
}

/** Monotonic ms at which the head of each request arrived. */
const heads = new WeakMap<Request, number>();

/** The very first thing that happens to a request (design D6): nothing may be awaited before it. */
export function noteHead(request: Request): void {
  heads.set(request, performance.now());
}

export function route<O extends Operation>(
  app: Express,
  operation: O,
  to: { handler: Handler<O>; routing: Routing },
): void {
  app[operation.method](operation.path, async (request, response) => {
    const asking = begin(request, response);
    try {
      const asked = await ask(operation, { request, response, asking, routing: to.routing });
      const { body, headers = {} } = await to.handler(asked as Asked<O>);
      response.status(operation.reply.status).set(headers);
      if (body instanceof Readable) await giveFile(body, response);
      else response.json(body);
    } catch (error) {
      sendProblem(response, error, { ...asking, operation: operation.id, onDefect: to.routing.onDefect });
    }
  });
}

/** A file that cannot be read to its end breaks the connection: half of it must not look like the whole. */
async function giveFile(file: Readable, response: Response): Promise<void> {
  try {
    await pipeline(file, response);
  } catch (error) {
    if (!response.closed && !response.destroyed) throw error;
  }
}

interface Asking {
  readonly language: Language;
  readonly requestId: string;
}

/** The language and the id of a request, and the headers every reply has. */
export function begin(request: Request, response: Response): Asking {
  const wished = /[?&]lang=(\w+)/.exec(request.url)?.[1] ?? null;
  const language = languageNamed(wished) ?? preferredLanguage(request.get('accept-language'));
  const given = request.get('x-request-id') ?? '';
  // An id we could not put into a header or a log is replaced, not refused: it is a courtesy.
  const requestId = /^[A-Za-z0-9._:-]{1,100}$/.test(given) ? given : randomUUID();
  response.set({
    'X-Request-Id': requestId,
    'Content-Language': languageTags[language],
    Vary: 'Accept-Language, Authorization',
    'Cache-Control': 'no-store',
  });
  return { language, requestId };
}

async function ask(
  operation: Operation,
  of: { request: Request; response: Response; asking: Asking; routing: Routing },
): Promise<Asked<Operation>> {
  const { request, response, asking, routing } = of;
  const { language } = asking;
  const headAt = heads.get(request);
  if (headAt === undefined) throw new Error('the head of the request was not noted');
  const who = operation.access === 'token' ? await signedIn(request, routing) : null;
  if (operation.limited) limiterOf(operation, routing).take(addressOf(request));
  refuseUnspeakablePath(request.params, language);
  const params = readParams(operation, request.params, language);
  const query = read(readQuery(request.url, language), { schema: queryOf(operation), in: 'query', language });
  const given = headersOf(operation, request);
  const headers = operation.headers && read(given, { schema: operation.headers, in: 'header', language });
  const sent = operation.body === undefined ? undefined : await readJson(request, response);
  if (operation.body !== undefined) refuseUnspeakable(sent, language);
  const body = operation.body && read(sent, { schema: operation.body, in: 'body', language });
  const upload = operation.takesFile ? uploadOf(request) : null;
  return { ...asking, params, query, headers, body, sent, upload, who, headAt } as Asked<Operation>;
}

/** Of a file its declared length counts; Node lets no more of it through. */
function uploadOf(request: Request): Upload {
  const declared = request.get('content-length');
  return { stream: request, bytes: declared === undefined ? null : Number(declared) };
}

function limiterOf({ limited }: Operation, { limiter, lookups }: Routing): Limiter {
  return limited === 'lookups' ? lookups : limiter;
}

/** Whoever sends no token is known by the address he comes from: of IPv6 by its network of 64 bits, which one subscriber has whole. */
export function addressOf({ ip, socket }: Request): string {
  return `address ${networkOf(ip ?? socket.remoteAddress ?? '')}`;
}

export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

async function signedIn(request: Request, { db, limiter }: Routing): Promise<Who> {
  const who = await whoAsks(db, request.get('authorization'));
  limiter.take(who.actor.person);
  return who;
}

/** A path whose parameters cannot be anything of ours names nothing: the same answer as for what is not there. */
function readParams({ params, missing }: Operation, given: Request['params'], language: Language): unknown {
  if (params === undefined) return undefined;
  const result = params.safeParse(given);
  if (result.success) return result.data;
  if (missing !== undefined) throw new Problem(missing, { params: { named: String(given.id).slice(0, 64) } });
  return read(given, { schema: params, in: 'path', language });
}

function headersOf({ headers }: Operation, request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.keys(headers?.shape ?? {}).flatMap((name) => {
      const value = request.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Sends what was thrown as problem+json; what is no problem of the sender's is reported, and said without a word of it. */
export function sendProblem(
  response: Response,
  thrown: unknown,
  of: Asking & { operation: string; onDefect: Routing['onDefect'] },
): void {
  const known = problemOf(thrown);
  if (known === null) of.onDefect(thrown, of);
  const problem = known ?? new Problem('INTERNAL');
  response
    .status(statusOf(problem.code))
    .set(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problemView(problem, of)));
}
