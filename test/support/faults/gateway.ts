import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Stands between the season's driver and one api process, and knows which commands are sent and not answered yet. */
export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

export interface GatewayEvents {
  /** A command is on its way to the service; `isOpen` tells whether it is still unanswered. */
  readonly onCommand: (path: string, isOpen: () => boolean) => void;
  /** The clock is about to be moved; the request waits for the answer. */
  readonly beforeMove: () => Promise<void>;
  /** The clock has been moved; its mover hears of it afterwards. */
  readonly afterMove: () => Promise<void>;
}

export async function openGateway(target: string, events: GatewayEvents): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(target);

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const isMove = incoming.method === 'POST' && incoming.url === '/v1/clock';
    if (isMove) await events.beforeMove();
    const onward = request(
      { agent, hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        answer.on('error', () => outgoing.destroy());
        answer.on('aborted', () => outgoing.destroy());
        const send = () => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        };
        if (isMove && answer.statusCode === 200) void events.afterMove().then(send);
        else send();
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
    if (incoming.method === 'POST' && !isMove) {
      events.onCommand(incoming.url ?? '', () => !outgoing.headersSent && !outgoing.destroyed);
    }
  };

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
