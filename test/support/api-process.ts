import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The api as the process the launcher starts. */
export interface ApiProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it wrote, line by line. */
  readonly log: string[];
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

const MAIN = fileURLToPath(new URL('../../api/main.ts', import.meta.url));

export async function startApiProcess(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ApiProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', ...more },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => log.push(String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const first = await Promise.race([once(child, 'message').then(([message]) => message as { url: string }), ended]);
  if (typeof first !== 'object' || first === null) throw new Error(`the api did not start: ${log.join('')}`);
  return { child, url: first.url, log, ended };
}
