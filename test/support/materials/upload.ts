import { createHash } from 'node:crypto';
import type { Api, Reply } from '../api.ts';

/** Files handed in over HTTP; what is not said is as it should be. */

export interface Upload {
  readonly case: string;
  readonly item?: string;
  readonly as: string;
  readonly bytes: Buffer;
  readonly type?: string;
  /** Hex; else that of the bytes. */
  readonly sha256?: string;
}

export const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
export const digestOf = (sha256: string) => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;

export function upload(api: Api, of: Upload): Promise<Reply> {
  return api.call({
    method: 'PUT',
    path: `/v1/cases/${of.case}/materials/${of.item ?? 'form-1-9'}`,
    as: of.as,
    raw: new Uint8Array(of.bytes),
    headers: {
      'content-type': of.type ?? 'application/octet-stream',
      'content-digest': digestOf(of.sha256 ?? hashOf(of.bytes)),
    },
  });
}
