import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests to one of several addresses of the service, again and again until one of them answers. */

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** How often it was sent; more than once means that an earlier answer may have been lost. */
  readonly tries: number;
}

export interface Service {
  ask(asked: Asked): Promise<Answered>;
  close(): void;
}

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;
/** No answer for so long counts as none: the process may be stopped, or its database gone. */
const ANSWER_MS = 20_000;

export interface ServiceOptions {
  /** Base addresses, `http://127.0.0.1:8080`; asked in turn. */
  readonly urls: readonly string[];
  readonly sockets: number;
  /** Real ms after which a request that nobody answers is given up. */
  readonly patienceMs: number;
  /** Whether an answer means that it is to be sent again. */
  readonly isPassing: (status: number, body: unknown) => boolean;
}

export function serviceAt({ urls, sockets, patienceMs, isPassing }: ServiceOptions): Service {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  let turn = 0;
  const next = (): URL => {
    turn = (turn + 1) % urls.length;
    return new URL(urls[turn] as string);
  };
  return {
    async ask(asked) {
      const from = performance.now();
      let last: unknown;
      for (let tries = 1, pause = FIRST_PAUSE_MS; ; tries += 1, pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
        try {
          const answer = await once(agent, next(), asked);
          if (!isPassing(answer.status, answer.body)) return { ...answer, tries };
          last = answer;
        } catch (error) {
          last = error;
        }
        if (performance.now() - from > patienceMs) {
          throw new Error(`${asked.method} ${asked.path} was not answered for ${patienceMs} ms`, { cause: last });
        }
        await sleep(pause);
      }
    },
    close: () => agent.destroy(),
  };
}

/** One request to one address. Rejects where the connection is lost, or the answer does not come. */
function once(agent: Agent, base: URL, asked: Asked): Promise<Omit<Answered, 'tries'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Answered, 'tries'>>();
  const text = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const sent = request(
    {
      agent,
      host: base.hostname,
      port: base.port,
      method: asked.method,
      path: asked.path,
      timeout: ANSWER_MS,
      headers: {
        ...asked.headers,
        authorization: `Bearer ${asked.token}`,
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      },
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('the answer broke off')));
      response.on('end', () => {
        try {
          const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        } catch (error) {
          reject(error);
        }
      });
    },
  );
  sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
  sent.on('error', reject);
  sent.end(text);
  return promise;
}
