import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
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
  server.on('clientError', answerClientError);
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

/** What Node could not read as a request never reaches the app, and gets its problem all the same. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Nobody is there any more, or an answer is on its way already.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
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
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
