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
  /** Ends the server and removes what it kept. */
  stop(): Promise<void>;
}

/** A real Redis on a free port, as BullMQ wants it: it keeps an append-only file and evicts nothing. */
export async function startRedis(): Promise<Redis> {
  const directory = makeHome();
  const port = await freePort(undefined);
  const settings = {
    ...{ port: String(port), bind: '127.0.0.1', dir: directory, daemonize: 'no' },
    ...{ appendonly: 'yes', 'maxmemory-policy': 'noeviction', save: '' },
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
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
