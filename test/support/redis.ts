import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { freePort } from '../../cli/embedded/port.ts';
import { isCommand } from '../../scripts/system.mjs';
import { makeHome } from './home.ts';

/** Tests on Redis are `describe.skipIf(!redisInstalled)`: skipped, and counted aloud, where there is none. */
export const redisInstalled = isCommand('redis-server');

export interface Redis {
  url: string;
  /** kill -9: what it kept stays. */
  kill(): Promise<void>;
  /** On the same port, with what it kept. */
  restart(): Promise<void>;
  /** Ends the server and removes what it kept. */
  stop(): Promise<void>;
}

/** As BullMQ wants it: it keeps an append-only file and evicts nothing. */
const FIT = { appendonly: 'yes', 'maxmemory-policy': 'noeviction', save: '' };

/** A real Redis on a free port; `settings` of redis.conf replace those that make it fit for BullMQ. */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<Redis> {
  const directory = makeHome();
  const port = await freePort(undefined);
  const here = { port: String(port), bind: '127.0.0.1', dir: directory, daemonize: 'no' };
  const args = Object.entries({ ...FIT, ...here, ...settings }).flatMap(([name, value]) => [`--${name}`, value]);
  let server = await started(args);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      server = await started(args);
    },
    async stop() {
      await end(server, 'SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function started(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(server);
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, 'exit');
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout?.on('data', (chunk) => {
      output += chunk;
      if (output.includes('Ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server ended at once:\n${output}`)));
  });
}
