import { z } from 'zod';
import { titleLevels, titleScopes } from '../../machines/programme-entries.ts';
import type { Operation } from '../operation.ts';
import { openedView } from './cases.ts';
import { openRecheckBody } from './events.ts';
import { instant, label, plainDate } from './fields.ts';
import { etag, idempotencyKey, replayed } from './headers.ts';

/** Certificates as the public, their holders and their units may ask about them; and what is asked about results. */

const number = z.string().min(1).max(40).meta({ description: 'As the certificate prints it', example: 'KL23-000187' });
const ofNumber = z.strictObject({ number });

const title = {
  number,
  series: label,
  level: z.enum(titleLevels),
  levelLabel: label,
  scope: z.enum(titleScopes),
  scopeLabel: label,
  approvedOn: plainDate.meta({ description: 'The day of approval, which the certificate prints' }),
  countsFrom: plainDate.meta({ description: 'The day from which years are counted (五(二))' }),
};

const status = z.enum(['VALID', 'REVOKED', 'NOT_FOUND']);

export const verificationView = z
  .strictObject({
    status,
    statusLabel: label,
    certificate: z
      .strictObject({ ...title, revokedOn: plainDate.nullable() })
      .nullable()
      .meta({ description: 'null where number and name name no certificate together' }),
  })
  .meta({ id: 'Verification' });

const codeContent = z.strictObject({ ...title, name: z.string(), madeOn: plainDate });

export const codeCheckView = z
  .strictObject({
    outcome: z.enum(['GENUINE', 'UNKNOWN_KEY', 'WITHDRAWN_KEY', 'NOT_GENUINE']),
    outcomeLabel: label,
    status: status
      .nullable()
      .meta({ description: 'What the register says today; null for a code that is not genuine' }),
    certificate: codeContent.nullable().meta({ description: 'What was signed' }),
  })
  .meta({ id: 'CodeCheck' });

export const copyView = z
  .strictObject({
    ...title,
    name: z.string().nullable().meta({ description: 'null where the person’s key is gone' }),
    unit: label,
    issuer: label,
    status,
    statusLabel: label,
    revokedOn: plainDate.nullable(),
    code: z.string().nullable().meta({
      description: 'The signed code; null where this installation has no key, and of a certificate that was revoked',
    }),
  })
  .meta({ id: 'CertificateCopy' });

export const lookupsView = z
  .strictObject({
    number,
    lookups: z.array(
      z.strictObject({
        hour: instant.meta({ description: 'The hour in which it was asked' }),
        kind: z.enum(['found', 'nameDiffers']),
        label,
        times: z.int(),
      }),
    ),
  })
  .meta({ id: 'Lookups', description: 'How often the certificate was looked up; nothing tells by whom' });

export const keysView = z
  .strictObject({
    current: z.string().nullable().meta({ description: 'Id of the key that signs now; null where none does' }),
    keys: z.array(
      z.strictObject({
        id: z.string().meta({ description: 'First four bytes of the SHA-256 of the public key, hexadecimal' }),
        algorithm: z.literal('Ed25519'),
        publicKey: z.string().meta({ description: 'The 32 bytes of RFC 8032, base64url' }),
        status: z.enum(['inUse', 'retired', 'withdrawn']).meta({
          description: 'What a retired key signed is genuine; of a withdrawn one nothing is believed any more',
        }),
      }),
    ),
  })
  .meta({ id: 'CertificateKeys' });

export const revocationsView = z
  .strictObject({
    asOf: instant,
    numbers: z.array(z.string()),
    key: z.string(),
    signature: z.string().meta({ description: 'Ed25519 over the text that docs/certificates.md names, base64url' }),
  })
  .meta({
    id: 'RevocationList',
    description: 'Every revoked certificate by number, signed; to be kept for use offline',
  });

const reads = { tag: 'certificates', method: 'get' } as const;

export const certificateOperations = {
  readCertificateKeys: {
    ...reads,
    id: 'readCertificateKeys',
    path: '/v1/certificates/keys',
    summary: 'Read every public key that ever signed a certificate',
    access: 'open',
    limited: true,
    reply: { status: 200, description: 'Keys', schema: keysView },
    problems: ['TOO_MANY_REQUESTS'],
  },
  readRevocations: {
    ...reads,
    id: 'readRevocations',
    path: '/v1/certificates/revocations',
    summary: 'Read the signed list of revoked certificates',
    access: 'open',
    limited: true,
    reply: { status: 200, description: 'The list', schema: revocationsView },
    problems: ['NOTHING_SIGNED', 'TOO_MANY_REQUESTS'],
  },
  checkCertificateCode: {
    id: 'checkCertificateCode',
    tag: 'certificates',
    method: 'post',
    path: '/v1/certificates/checks',
    summary: 'Check the signed code on a certificate',
    access: 'open',
    limited: 'lookups',
    body: z.strictObject({ code: z.string().min(1).max(1_000) }).meta({ id: 'CertificateCode' }),
    reply: { status: 200, description: 'Whether it is genuine, and what it says', schema: codeCheckView },
    problems: ['TOO_MANY_REQUESTS'],
  },
  verifyCertificate: {
    id: 'verifyCertificate',
    tag: 'certificates',
    method: 'post',
    path: '/v1/certificates/verifications',
    summary: 'Verify a certificate by its number and name',
    description:
      'A number that is not there and a name that is another’s are answered alike. It is posted, so that no name comes into an address.',
    access: 'open',
    limited: 'lookups',
    body: z
      .strictObject({
        number,
        name: z.string().min(1).max(200).meta({ description: 'The holder’s name, as printed' }),
      })
      .meta({ id: 'NumberAndName' }),
    reply: { status: 200, description: 'What the register says', schema: verificationView },
    problems: ['TOO_MANY_REQUESTS'],
  },
  readCertificateCopy: {
    ...reads,
    id: 'readCertificateCopy',
    path: '/v1/certificates/:number/copy',
    summary: 'Read a certificate with its signed code: its holder, and his unit',
    access: 'token',
    missing: 'CERTIFICATE_NOT_FOUND',
    params: ofNumber,
    reply: { status: 200, description: 'The certificate', schema: copyView },
    problems: ['CERTIFICATE_NOT_FOUND'],
  },
  readCertificateLookups: {
    ...reads,
    id: 'readCertificateLookups',
    path: '/v1/certificates/:number/lookups',
    summary: 'Read how often one’s own certificate was looked up',
    access: 'token',
    missing: 'CERTIFICATE_NOT_FOUND',
    params: ofNumber,
    reply: { status: 200, description: 'Lookups by the hour, the latest first', schema: lookupsView },
    problems: ['CERTIFICATE_NOT_FOUND'],
  },
  openRecheck: {
    id: 'openRecheck',
    tag: 'certificates',
    method: 'post',
    path: '/v1/rechecks',
    summary: 'Ask for a recheck of one’s own result, or complain about its procedure',
    description: 'It is decided, and retracted, by events sent to the case.',
    access: 'token',
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: openRecheckBody,
    reply: { status: 201, description: 'Asked', schema: openedView },
    replyHeaders: { ...etag, ...replayed, Location: 'Where the case is' },
    problems: [
      'ROLE_NOT_ENTITLED',
      'CASE_NOT_FOUND',
      'RESULT_UNKNOWN',
      'NO_RECHECK',
      'RECHECK_KNOWN',
      'RECHECK_FINAL',
      'RECHECK_TOO_LATE',
      'KEY_REUSED',
      'TRY_AGAIN',
    ],
  },
} as const satisfies Record<string, Operation>;
