import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Starter {
  server: { url: string; pid: number; adopted: boolean };
  /** kill -9 of the process that started the server, not of the server. */
  kill(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./embedded-starter.ts', import.meta.url));

/** Starts or adopts a server from a process of its own. */
export async function startElsewhere(dataDir: string): Promise<Starter> {
  const child = spawn(process.execPath, [SCRIPT, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { server: JSON.parse(line), kill: () => end(child) };
  }
  throw new Error('The starting process ended without a word.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
