import { sign, verify } from 'node:crypto';
import { type TitleLevel, type TitleScope, titleLevels, titleScopes } from '../../machines/programme-entries.ts';
import type { PlainDate } from '../../machines/time.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { type PublishedKey, publicKeyOf, type SigningKey } from './keys.ts';

/**
 * The signed code on a certificate, which anybody checks with the published keys alone, also offline. It holds
 * the name, which the paper prints anyway: `ZC1` and the base32 of version ‖ key id ‖ fields ‖ signature.
 */

export interface CodeContent {
  /** The certificate's number: that of its case. */
  readonly number: string;
  /** As the certificate prints it. */
  readonly name: string;
  /** `SERIES_…` */
  readonly series: string;
  readonly level: TitleLevel;
  readonly scope: TitleScope;
  readonly approvedOn: PlainDate;
  readonly countsFrom: PlainDate;
  /** The day on which the code was made. */
  readonly madeOn: PlainDate;
}

export type CodeCheck =
  | { readonly outcome: 'genuine'; readonly key: string; readonly content: CodeContent }
  /** It was signed with a key that is not among those given. */
  | { readonly outcome: 'unknownKey'; readonly key: string }
  /** It names a key that was withdrawn: whoever has that key can have made it, so nothing of it is told. */
  | { readonly outcome: 'withdrawnKey'; readonly key: string }
  /** It is no code of ours, or it was changed. */
  | { readonly outcome: 'notGenuine' };

const PREFIX = 'ZC1';
const VERSION = 1;
const SIGNATURE_BYTES = 64;
const KEY_BYTES = 4;
/** Signatures of ours are for one purpose each: what signs a code signs no list. */
const PURPOSE = Buffer.from('zhicheng certificate 1\0');
const FIRST_DAY = Temporal.PlainDate.from('1970-01-01');

export function signedCode(content: CodeContent, { id, key }: SigningKey): string {
  const body = Buffer.concat([Buffer.of(VERSION), Buffer.from(id, 'hex'), bytesOf(content)]);
  return PREFIX + toBase32(Buffer.concat([body, sign(null, Buffer.concat([PURPOSE, body]), key)]));
}

/** Checks a code with the given keys. Spaces and line ends are none of it; everything else is. */
export function checkCode(text: string, keys: readonly PublishedKey[]): CodeCheck {
  const code = text.replaceAll(/\s/g, '');
  const bytes = code.startsWith(PREFIX) ? fromBase32(code.slice(PREFIX.length)) : null;
  if (bytes === null || bytes.length <= 1 + KEY_BYTES + SIGNATURE_BYTES || bytes[0] !== VERSION) return NOT_GENUINE;
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  const id = Buffer.from(body.subarray(1, 1 + KEY_BYTES)).toString('hex');
  const key = keys.find((one) => one.id === id);
  if (key === undefined) return { outcome: 'unknownKey', key: id };
  if (key.status === 'withdrawn') return { outcome: 'withdrawnKey', key: id };
  const signed = Buffer.concat([PURPOSE, body]);
  if (!verify(null, signed, publicKeyOf(key), bytes.subarray(-SIGNATURE_BYTES))) return NOT_GENUINE;
  const content = contentOf(body.subarray(1 + KEY_BYTES));
  return content === null ? NOT_GENUINE : { outcome: 'genuine', key: id, content };
}

const NOT_GENUINE: CodeCheck = { outcome: 'notGenuine' };

/** Texts with their length before them, the level and the scope as a byte, days since 1970-01-01 as two. */
function bytesOf({ number, name, series, level, scope, approvedOn, countsFrom, madeOn }: CodeContent): Buffer {
  const days = Buffer.alloc(6);
  for (const [index, date] of [approvedOn, countsFrom, madeOn].entries()) days.writeUInt16BE(dayOf(date), 2 * index);
  const places = Buffer.of(titleLevels.indexOf(level), titleScopes.indexOf(scope));
  return Buffer.concat([textBytes(number), textBytes(name), textBytes(series), places, days]);
}

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > 255) throw new RangeError('a text of a code has at most 255 bytes');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

function dayOf(date: PlainDate): number {
  return FIRST_DAY.until(Temporal.PlainDate.from(date)).days;
}

/** Null for what no signature of ours can cover: fields that are none, or something behind them. */
function contentOf(bytes: Uint8Array): CodeContent | null {
  const rest = Buffer.from(bytes);
  const texts: string[] = [];
  let at = 0;
  for (let n = 0; n < 3; n += 1) {
    const length = rest[at];
    if (length === undefined || rest.length < at + 1 + length) return null;
    texts.push(rest.toString('utf8', at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (rest.length !== at + 8) return null;
  const [number, name, series] = texts;
  const [level, scope] = [titleLevels[rest.readUInt8(at)], titleScopes[rest.readUInt8(at + 1)]];
  if (number === undefined || name === undefined || series === undefined || !level || !scope) return null;
  const day = (index: number) => FIRST_DAY.add({ days: rest.readUInt16BE(at + 2 + 2 * index) }).toString();
  return { number, name, series, level, scope, approvedOn: day(0), countsFrom: day(1), madeOn: day(2) };
}
