import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { Text } from '../machines/programme-entries.ts';
import type { Actor, Role } from '../machines/roles.ts';
import { dateOf, isoInZone, type PlainDate } from '../machines/time.ts';
import { levelWords, scopeWords } from '../machines/words/titles.ts';
import { checkCode, signedCode } from '../store/certificates/code.ts';
import type { KeyRing } from '../store/certificates/keys.ts';
import { comparableName } from '../store/certificates/names.ts';
import { countLookup, findTitle, lookupsOf, revokedNumbers, type TitleRecord } from '../store/certificates/register.ts';
import { signedList } from '../store/certificates/revocation-list.ts';
import { readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import { findOrganisation } from '../store/sign-in-read.ts';
import { openAs, type Parts } from './cases.ts';
import type { codeCheckView, copyView, verificationView } from './contract/certificates.ts';
import type { Operations } from './contract.ts';
import { type Language, said } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Certificates: verified by anybody, by number and name or by the signed code; read by their holders and units. */

export interface CertificateParts extends Parts {
  readonly keys: KeyRing;
}

type Verification = z.input<typeof verificationView>;
type CodeCheckView = z.input<typeof codeCheckView>;
export type Copy = z.input<typeof copyView>;
type Status = Verification['status'];

export const statusWords: Readonly<Record<Status, Text>> = {
  VALID: { zh: '有效', en: 'valid' },
  REVOKED: { zh: '已撤销', en: 'revoked' },
  NOT_FOUND: { zh: '未查到：请核对证书编号和姓名', en: 'not found: check the number and the name' },
};

export const outcomeWords: Readonly<Record<CodeCheckView['outcome'], Text>> = {
  GENUINE: { zh: '验证码真实', en: 'the code is genuine' },
  WITHDRAWN_KEY: {
    zh: '签发此验证码的密钥已作废，请按编号和姓名核验',
    en: 'the key of this code was withdrawn: verify the certificate by number and name',
  },
  UNKNOWN_KEY: { zh: '验证码不是由本系统的密钥签发', en: 'the code was signed with a key that is none of ours' },
  NOT_GENUINE: { zh: '验证码无效或已被改动', en: 'this is no code of ours, or it was changed' },
};

/** In each language; looked up once. */
type Said<V> = (language: Language) => V;

/**
 * A number that is not there, a name that is another's and a name that is gone are answered alike, and with the same work: one
 * row read, one name compared, one lookup counted.
 */
export async function verified(
  parts: CertificateParts,
  asked: { number: string; name: string },
): Promise<Said<Verification>> {
  const { pool } = parts;
  const title = await findTitle(pool, asked.number);
  const same = timingSafeEqual(digestOf(asked.name), digestOf(title?.name ?? NOBODY_S_NAME));
  const found = title !== null && title.name !== null && same;
  const kind = found ? 'found' : title === null ? 'unknown' : 'nameDiffers';
  await inTransaction(pool, (tx) => countLookup(tx, { case: title?.case ?? null, kind }));
  const status = found ? statusOf(title) : 'NOT_FOUND';
  if (!found) return (language) => ({ status, statusLabel: said(statusWords[status], language), certificate: null });
  const { body: programme } = await programmeOf(parts, title);
  return (language) => ({
    status,
    statusLabel: said(statusWords[status], language),
    certificate: { ...wordsOf(title, programme.series[title.series], language), revokedOn: title.revokedOn },
  });
}

/** Nobody is called so: it is no name after `comparableName`. */
const NOBODY_S_NAME = ' ';

function digestOf(name: string): Buffer {
  return createHash('sha256').update(comparableName(name)).digest();
}

function statusOf({ revokedOn }: TitleRecord): Exclude<Status, 'NOT_FOUND'> {
  return revokedOn === null ? 'VALID' : 'REVOKED';
}

type Told = Pick<TitleRecord, 'number' | 'series' | 'level' | 'scope' | 'approvedOn' | 'countsFrom'>;

function programmeOf({ pool, rulebook }: CertificateParts, { programme, programmeVersion }: TitleRecord) {
  return rulebook.programme(pool, programme, programmeVersion);
}

function wordsOf(
  { number, series, level, scope, approvedOn, countsFrom }: Told,
  called: Text | undefined,
  language: Language,
) {
  return {
    number,
    series: called === undefined ? series : said(called, language),
    level,
    levelLabel: said(levelWords[level], language),
    scope,
    scopeLabel: said(scopeWords[scope], language),
    approvedOn,
    countsFrom,
  };
}

export function certificateVerifying(parts: CertificateParts): Handler<Operations['verifyCertificate']> {
  return async ({ body, language }) => ({ body: (await verified(parts, body))(language) });
}

const refusedAs = { unknownKey: 'UNKNOWN_KEY', withdrawnKey: 'WITHDRAWN_KEY', notGenuine: 'NOT_GENUINE' } as const;

/** What a code says, and what the register says of its number today. */
export async function checked(parts: CertificateParts, code: string): Promise<Said<CodeCheckView>> {
  const { pool, keys } = parts;
  const check = checkCode(code, keys.published);
  if (check.outcome !== 'genuine') {
    const outcome = refusedAs[check.outcome];
    const nothing = { outcome, status: null, certificate: null } as const;
    return (language) => ({ ...nothing, outcomeLabel: said(outcomeWords[outcome], language) });
  }
  const { name, madeOn, ...content } = check.content;
  const title = await findTitle(pool, content.number);
  const kind = title === null ? 'unknown' : 'found';
  await inTransaction(pool, (tx) => countLookup(tx, { case: title?.case ?? null, kind }));
  const called = title === null ? undefined : (await programmeOf(parts, title)).body.series[content.series];
  return (language) => ({
    outcome: 'GENUINE',
    outcomeLabel: said(outcomeWords.GENUINE, language),
    status: title === null ? 'NOT_FOUND' : statusOf(title),
    certificate: { ...wordsOf(content, called, language), name, madeOn },
  });
}

export function codeChecking(parts: CertificateParts): Handler<Operations['checkCertificateCode']> {
  return async ({ body, language }) => ({ body: (await checked(parts, body.code))(language) });
}

/** Roles that act for a unit. */
const ofUnit: readonly Role[] = ['unitHandler', 'unitAdmin', 'materialReviewer'];

/** Its holder, and the people of the unit he applied from. */
function mayRead(actor: Actor, { person, unit }: TitleRecord): boolean {
  if (actor.role === 'applicant') return (actor.onBehalfOf ?? actor.person) === person;
  return ofUnit.includes(actor.role) && actor.organisation === unit;
}

/** @throws Problem CERTIFICATE_NOT_FOUND for one that is not there, and for one that is not the actor's to read. */
export async function copyOf(parts: CertificateParts, of: { number: string; actor: Actor }): Promise<Said<Copy>> {
  const { pool } = parts;
  const title = await findTitle(pool, of.number);
  if (title === null || !mayRead(of.actor, title)) throw new Problem('CERTIFICATE_NOT_FOUND');
  const { body: programme } = await programmeOf(parts, title);
  const unit = await findOrganisation(pool, title.unit);
  const committee = programme.committees[title.committee ?? ''];
  const code = codeOf(title, { keys: parts.keys, madeOn: dateOf((await readClock(pool)).now) });
  const status = statusOf(title);
  return (language) => ({
    ...wordsOf(title, programme.series[title.series], language),
    name: title.name,
    unit: unit === null ? title.unit : language === 'zh' ? unit.title_zh : unit.title_en,
    issuer: committee === undefined ? (title.committee ?? '') : said(committee.title, language),
    status,
    statusLabel: said(statusWords[status], language),
    revokedOn: title.revokedOn,
    code,
  });
}

/** Null where there is no key to sign with, no name any more to be signed, or nothing in force that a new code could be of. */
function codeOf(title: TitleRecord, { keys, madeOn }: { keys: KeyRing; madeOn: PlainDate }): string | null {
  const { name, revokedOn } = title;
  return keys.signing === null || name === null || revokedOn !== null
    ? null
    : signedCode({ ...title, name, madeOn }, keys.signing);
}

export function certificateCopy(parts: CertificateParts): Handler<Operations['readCertificateCopy']> {
  return async ({ params, who: { actor }, language }) => ({
    body: (await copyOf(parts, { number: params.number, actor }))(language),
  });
}

const LOOKUPS_SHOWN = 500;
const lookupWords: Readonly<Record<'found' | 'nameDiffers', Text>> = {
  found: { zh: '核验成功', en: 'verified' },
  nameDiffers: { zh: '编号相符、姓名不符', en: 'the number with another name' },
};

/** Only for the holder. */
export function certificateLookups({ pool }: CertificateParts): Handler<Operations['readCertificateLookups']> {
  return async ({ params: { number }, who: { actor }, language }) => {
    const title = await findTitle(pool, number);
    if (title === null || actor.role !== 'applicant' || !mayRead(actor, title))
      throw new Problem('CERTIFICATE_NOT_FOUND');
    const lookups = await lookupsOf(pool, title.case, LOOKUPS_SHOWN);
    return {
      body: {
        number,
        lookups: lookups.flatMap(({ hour, kind, times }) =>
          kind === 'unknown' ? [] : [{ hour: isoInZone(hour), kind, label: said(lookupWords[kind], language), times }],
        ),
      },
    };
  };
}

export function publishedKeys({ keys }: CertificateParts): Handler<Operations['readCertificateKeys']> {
  return async () => ({ body: { current: keys.signing?.id ?? null, keys: [...keys.published] } });
}

/** @throws Problem NOTHING_SIGNED where this installation has no key. */
export function revocations({ pool, keys }: CertificateParts): Handler<Operations['readRevocations']> {
  return async () => {
    const { signing } = keys;
    if (signing === null) throw new Problem('NOTHING_SIGNED');
    return inTransaction(pool, async (tx) => {
      const { now } = await readClock(tx);
      const list = signedList({ asOf: isoInZone(now), numbers: await revokedNumbers(tx) }, signing);
      return { body: { ...list, numbers: [...list.numbers] } };
    });
  };
}

export function recheckOpening(parts: Parts): Handler<Operations['openRecheck']> {
  return (asked) => openAs(parts, asked, { lifecycle: 'recheck', address: 'POST /v1/rechecks' });
}
