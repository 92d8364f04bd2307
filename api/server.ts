import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { languageTags } from './language.ts';
import { problemView } from './problem-reply.ts';
import { Problem, type ProblemCode, statusOf } from './problems.ts';

/** The HTTP server around the app: limits on everything, an answer also to what is no HTTP, and an end in good order. */

const LIMITS = {
  maxHeaderSize: 16_384,
  /** A request has so long to arrive whole. */
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 60_000,
} as const;
/** At the end, requests in flight get so long. */
const DRAIN_MS = 10_000;

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Takes no more connections, waits for what is in flight for 10 s, and closes the rest. */
  close(): Promise<void>;
}

export async function startServer(
  app: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = createServer(LIMITS, app);
  const underWay = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', (request, response) => {
    underWay.set(request.socket, response);
    response.once('close', () => underWay.delete(request.socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else answerClientError(error, { socket, response: underWay.get(socket) });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    host,
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const drained = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(drained);
    },
  };
}

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/**
 * What Node could not read as a request never reaches the app, and gets its problem all the same: after the answer to the
 * request before it, where that one was whole; at once where it is the body of that one that is broken.
 */
function answerClientError(
  error: NodeJS.ErrnoException,
  { socket, response }: { socket: Duplex; response: ServerResponse | undefined },
): void {
  if (response === undefined) socket.end(answerTo(error));
  else if (response.req.complete) response.once('close', () => socket.end(answerTo(error)));
  else if (response.headersSent) socket.destroy();
  else socket.end(answerTo(error));
}

function answerTo(error: NodeJS.ErrnoException): string {
  const problem = new Problem(codes[error.code ?? ''] ?? 'MALFORMED_REQUEST');
  const status = statusOf(problem.code);
  const requestId = randomUUID();
  const body = JSON.stringify(problemView(problem, { language: 'zh', requestId }));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Language: ${languageTags.zh}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
