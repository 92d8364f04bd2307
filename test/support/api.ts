import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../api/app.ts';
import type { Limiter } from '../../api/limiter.ts';
import { unlimited } from '../../api/limiter.ts';
import type { MaterialParts } from '../../api/materials.ts';
import { type RunningServer, startServer } from '../../api/server.ts';
import { readSettings } from '../../config/settings.ts';
import { openShelf } from '../../files/shelf.ts';
import { createDoor } from '../../store/advance.ts';
import { type KeyRing, NO_KEYS } from '../../store/certificates/keys.ts';
import { createRulebook } from '../../store/programmes.ts';
import type { Office } from './office.ts';
import { disagreement } from './openapi.ts';

/** The API over an office, with the door and database of the office, on a port of its own. Every reply is held against the document. */

export interface Api {
  readonly url: string;
  /** Where the files of cases lie. */
  readonly files: string;
  readonly defects: unknown[];
  call(of: Call): Promise<Reply>;
  close(): Promise<void>;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  /** `person/role` of the office's seed, a whole token, or `null` for nobody. */
  readonly as?: string | null;
  readonly json?: unknown;
  /** Instead of `json`, the body byte for byte. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies by path, and a wrong path fails the test
  readonly body: any;
  readonly text: string;
}

export interface ApiOptions {
  readonly limiter?: Limiter;
  readonly lookups?: Limiter;
  readonly keys?: KeyRing;
  readonly limits?: MaterialParts['limits'];
  /** Instead of the office's; the door then works on it too. */
  readonly pool?: Office['pool'];
}

export const USUAL_LIMITS = readSettings({}).materials;

export async function startApi(office: Office, options: ApiOptions = {}): Promise<Api> {
  const defects: unknown[] = [];
  const files = join(tmpdir(), `zhicheng-files-${randomUUID()}`);
  const app = createApp({
    pool: options.pool ?? office.pool,
    door: options.pool ? createDoor({ pool: options.pool }) : office.door,
    rulebook: createRulebook(),
    limiter: options.limiter ?? unlimited,
    lookups: options.lookups ?? unlimited,
    keys: options.keys ?? NO_KEYS,
    shelf: openShelf(files),
    limits: options.limits ?? USUAL_LIMITS,
    closing: () => false,
    onDefect: (error) => defects.push(error),
  });
  const server: RunningServer = await startServer(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const close = async () => {
    await server.close();
    await rm(files, { recursive: true, force: true });
  };
  return { url, files, defects, call: (of) => call(url, of), close };
}

async function call(url: string, of: Call): Promise<Reply> {
  const { as = null, json, raw, headers = {} } = of;
  const body = json === undefined ? raw : JSON.stringify(json);
  const method = of.method ?? (body === undefined ? 'GET' : 'POST');
  const response = await fetch(`${url}${of.path}`, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${tokenOf(as)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const reply = {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : null,
  };
  const contentType = response.headers.get('content-type') ?? '';
  const wrong = disagreement({ method, path: of.path, status: reply.status, contentType, body: reply.body });
  if (wrong !== null) throw new Error(`not as the OpenAPI document says: ${wrong}`);
  return reply;
}

/** The token of a person in a role, as the office's seed gives it. */
function tokenOf(as: string): string {
  const [person, role] = as.split('/');
  return role === undefined ? as : `token-${person}-${role}`;
}
