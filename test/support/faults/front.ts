import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** The one address the public knows of a service that several processes answer for, as a load balancer makes it. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

const BETWEEN_MS = 50;
/** A process that answers this cannot answer now: another one is asked. */
const AWAY: ReadonlySet<number> = new Set([502, 503]);

/** Passes reads on to whichever process answers, for as long as somebody waits for it. */
export async function openFront(targets: readonly string[]): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    void answer(outgoing, () => passedOn(targets, incoming.url ?? '/', outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Passed {
  readonly status: number;
  readonly text: string;
}

async function answer(outgoing: ServerResponse, ask: () => Promise<Passed | null>): Promise<void> {
  const passed = await ask();
  if (passed) outgoing.writeHead(passed.status).end(passed.text);
}

/** Null when whoever asked has gone. */
async function passedOn(targets: readonly string[], path: string, asker: ServerResponse): Promise<Passed | null> {
  for (let turn = 0; !asker.destroyed; turn += 1) {
    const passed = await askedAt(`${targets[turn % targets.length]}${path}`);
    if (passed && !AWAY.has(passed.status)) return passed;
    await pause(BETWEEN_MS);
  }
  return null;
}

async function askedAt(url: string): Promise<Passed | null> {
  try {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  } catch {
    // It was killed, and is being started again.
    return null;
  }
}
