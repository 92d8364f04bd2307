import { createDecipheriv, createHash } from 'node:crypto';
import type { Report } from '../findings.ts';
import type { CaseFile, TextRow } from '../rows.ts';

/**
 * Free texts lie outside the history, sealed (AES-256-GCM: nonce 12, tag 16, text) with the key of the person they speak
 * of; the event holds the hash. A text whose key is gone is unreadable by design and no finding.
 */
export function checkTexts({ events, texts }: CaseFile, report: Report): void {
  const rows = new Map(texts.map((row) => [row.seq, row]));
  for (const { seq, text_sha256 } of events) {
    if (text_sha256 === null) continue;
    const row = rows.get(seq);
    rows.delete(seq);
    if (row !== undefined) checkText(row, text_sha256, report);
  }
  for (const seq of rows.keys()) report('textUnexplained', seq, 'a text that no event names');
}

const KEY_BYTES = 32;

function checkText({ seq, sealed, person_key }: TextRow, sha256: string, report: Report): void {
  if (person_key?.length !== KEY_BYTES) return;
  try {
    const decipher = createDecipheriv('aes-256-gcm', person_key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    const hash = createHash('sha256').update(text).digest('hex');
    if (hash !== sha256) report('textUnlikeHash', seq, `hashes to ${hash}, the event says ${sha256}`);
  } catch {
    report('textUnlikeHash', seq, 'cannot be opened with the key of the person it speaks of');
  }
}
