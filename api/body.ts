import { type Request, type Response, raw } from 'express';
import { Problem } from './problems.ts';

/** Reads the body of a request as JSON: at most 100 kB, uncompressed, in UTF-8. */

export const LARGEST_BODY = 100_000;

const readRaw = raw({ type: () => true, limit: LARGEST_BODY, inflate: false });

/** @throws Problem UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, MALFORMED_BODY. */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  if (!isJson(request.get('content-type'))) throw new Problem('UNSUPPORTED_MEDIA_TYPE');
  const text = textOf(await readBody(request, response));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('MALFORMED_BODY');
  }
}

/** The fields of a form, each once. @throws Problem UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, MALFORMED_BODY. */
export async function readForm(request: Request, response: Response): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.get('content-type') ?? ''))
    throw new Problem('UNSUPPORTED_MEDIA_TYPE');
  return new URLSearchParams(textOf(await readBody(request, response)));
}

async function readBody(request: Request, response: Response): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    readRaw(request, response, (error?: unknown) =>
      error === undefined ? resolve() : reject(problemOfReading(error)),
    );
  });
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) throw new Problem('MALFORMED_BODY');
  return body;
}

/** @throws Problem MALFORMED_BODY for what is no UTF-8. */
function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Problem('MALFORMED_BODY');
  }
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test((contentType ?? '').trim());
}

function problemOfReading(error: unknown): Problem {
  const { type } = error as { type?: unknown };
  if (type === 'entity.too.large') return new Problem('BODY_TOO_LARGE', { params: { limit: LARGEST_BODY } });
  if (type === 'encoding.unsupported') return new Problem('UNSUPPORTED_MEDIA_TYPE');
  // The sender went away, or its length and its bytes differ.
  return new Problem('MALFORMED_BODY');
}
