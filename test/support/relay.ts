import { createServer, connect as dial, type Socket } from 'node:net';

export interface Relay {
  /** The database's address, by way of the relay. */
  url: string;
  /** The statements sent through it, in order. */
  statements: string[];
  /** From now on: the first statement of this text reaches the server, its answer is lost and the connection cut. */
  cutAfter(text: string | undefined): void;
  /** The same for one answer only; `onCut` hears of it. */
  cutOnce(text: string, onCut: () => void): void;
  close(): Promise<void>;
}

/** Stands between a client and the database and can lose the answer to a statement, as a failing network does. */
export async function startRelay(databaseUrl: string): Promise<Relay> {
  const { hostname, port } = new URL(databaseUrl);
  const statements: string[] = [];
  const open = new Set<Socket>();
  let cutAt: string | undefined;
  let onCut = () => {};

  const pass = (client: Socket) => {
    const server = dial(Number(port), hostname);
    let cutting = false;
    open.add(client);
    client.on('data', (chunk) => {
      const statement = typeof chunk === 'string' ? undefined : statementIn(chunk);
      if (statement !== undefined) statements.push(statement);
      if (cutAt !== undefined && statement === cutAt) {
        cutting = true;
        onCut();
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => (cutting ? client.destroy() : client.write(chunk)));
    client.on('close', () => {
      open.delete(client);
      server.destroy();
    });
    server.on('close', () => client.destroy());
    for (const socket of [client, server]) socket.on('error', () => undefined);
  };

  const listener = createServer(pass);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.href,
    statements,
    cutAfter: (text) => {
      cutAt = text;
      onCut = () => {};
    },
    cutOnce: (text, heard) => {
      cutAt = text;
      onCut = () => {
        cutAt = undefined;
        heard();
      };
    },
    close: () => {
      for (const client of open) client.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

/** The text of the simple query, or of the statement prepared, that a message of the PostgreSQL protocol begins with. */
function statementIn(message: Buffer): string | undefined {
  const kind = String.fromCharCode(message[0] ?? 0);
  const [first, second] = message.subarray(5).toString('utf8').split('\0');
  if (kind === 'Q') return first;
  return kind === 'P' ? second : undefined;
}
