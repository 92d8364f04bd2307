import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { Running } from '../../cli/launcher/running.ts';

/** `npm start` as a process of its own, in a directory of its own. */

const script = fileURLToPath(new URL('../../cli/start.ts', import.meta.url));

export interface Started {
  /** All it has said so far. */
  said(): string;
  /** Waits until it has said something, and fails with everything it said where it does not. */
  says(what: string | RegExp, withinMs?: number): Promise<void>;
  /** Ctrl+C, as a terminal sends it: to the whole process group. */
  interrupt(): void;
  kill(): void;
  readonly ended: Promise<number | null>;
}

export interface StartOptions {
  readonly home: string;
  readonly port: number;
  readonly args?: readonly string[];
  readonly databaseUrl?: string;
  /** Folder of the keys certificates are signed with; by default in the home. */
  readonly certificateKeys?: string;
}

export function startLauncher({
  home,
  port,
  args = [],
  databaseUrl = '',
  certificateKeys = '',
}: StartOptions): Started {
  const child: ChildProcess = spawn(process.execPath, [script, '--lang', 'en', ...args], {
    env: {
      ...process.env,
      DATA_DIR: home,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      CERTIFICATE_KEYS: certificateKeys,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const pid = child.pid ?? 0;
  return {
    said: () => text,
    says: (what, timeout = 20_000) =>
      vi.waitFor(
        () => {
          if (typeof what === 'string' ? text.includes(what) : what.test(text)) return;
          throw new Error(`it has not said ${what} yet, but:\n${text}`);
        },
        { timeout, interval: 50 },
      ),
    interrupt: () => process.kill(-pid, 'SIGINT'),
    kill: () => child.kill('SIGKILL'),
    ended,
  };
}

/** What it says that runs there. */
export function readRunning(home: string): Running {
  return JSON.parse(readFileSync(join(home, 'running.json'), 'utf8'));
}

/** Every process that was given this data directory, or works in it: launchers, APIs, workers, servers. Linux. */
export function processesOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => textOf(`/proc/${pid}/environ`).includes(home) || textOf(`/proc/${pid}/cmdline`).includes(home))
    .map(Number);
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // gone, or another user's
  }
}
