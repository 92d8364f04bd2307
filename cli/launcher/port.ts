import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../embedded/port.ts';
import { type Holder, holderOf } from './port-holder.ts';
import type { Say } from './say.ts';

/** How long an API that has just lost its launcher may take to be gone. */
const LEAVING_MS = 5_000;
const POLL_MS = 100;
const TRIED = 20;

/**
 * The port the API is to listen on: the preferred one, or the next that is free, which is said aloud with who holds the
 * first. 0: any. An API left by a launcher that was killed is given a moment to leave, as it does by itself.
 */
export async function choosePort(preferred: number, say: Say): Promise<number> {
  if (preferred === 0) return freePort(undefined);
  if (await becomesFree(preferred)) return preferred;
  const holder = holderOf(preferred);
  for (let port = preferred + 1; port <= Math.min(preferred + TRIED, 65_535); port += 1) {
    if (!(await isFree(port))) continue;
    say(taken(preferred, port, holder));
    return port;
  }
  throw new Error(`no port between ${preferred} and ${preferred + TRIED} is free: set PORT`);
}

async function becomesFree(port: number): Promise<boolean> {
  const until = Date.now() + LEAVING_MS;
  while (!(await isFree(port))) {
    if (!isLeftOver(holderOf(port)) || Date.now() > until) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function isFree(port: number): Promise<boolean> {
  return (await freePort(port)) === port;
}

function isLeftOver(holder: Holder | null): boolean {
  return holder?.command.includes('api/main.ts') ?? false;
}

function taken(port: number, instead: number, holder: Holder | null) {
  const zh = holder === null ? '其他程序' : `${holder.command}(进程 ${holder.pid})`;
  const en = holder === null ? 'another program' : `${holder.command} (process ${holder.pid})`;
  return {
    zh: `端口 ${port} 已被${zh}占用，改用 ${instead}`,
    en: `port ${port} is taken by ${en}; using ${instead}`,
  };
}
