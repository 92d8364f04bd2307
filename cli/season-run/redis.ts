import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { Refusal } from '../command.ts';
import { freePort } from '../embedded/port.ts';

/** A Redis of the season's own: as BullMQ wants it, on a free port, ended with the season. */
export interface OwnRedis {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** @throws Refusal where this system has no redis-server. */
export async function startOwnRedis(directory: string): Promise<OwnRedis> {
  mkdirSync(directory, { recursive: true });
  const port = await freePort(undefined);
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    save: '',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: server.pid,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let output = '';
  server.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('Ready to accept connections')) resolve();
  });
  server.once('error', () => {
    reject(
      new Refusal({ zh: '本机没有 redis-server', en: 'this system has no redis-server; apt-get install redis-server' }),
    );
  });
  server.once('exit', () => reject(new Error(`redis-server ended at once:\n${output}`)));
  return promise;
}
