import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Instant, parseInstant } from '../../machines/time.ts';

/** The public pages of a service as the world reaches them: by a way that is broken on one evening of a season. */
export interface PublicPages {
  readonly url: string;
  /** By the season's clock, which whoever moves it tells. */
  now: Instant;
  close(): Promise<void>;
}

const BROKEN = { from: parseInstant('2023-08-29T17:00:00+08:00'), to: parseInstant('2023-08-30T00:00:00+08:00') };

export async function openPublicPages(address: string): Promise<PublicPages> {
  const pages = { now: 0 };
  const server = createServer((request, response) => {
    if (pages.now >= BROKEN.from && pages.now < BROKEN.to) {
      response.writeHead(502).end();
      return;
    }
    fetch(`${address}${request.url}`).then(
      async (answer) => response.writeHead(answer.status).end(await answer.text()),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(pages, {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
