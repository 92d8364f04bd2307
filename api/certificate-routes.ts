import type { Express } from 'express';
import { whoAsks } from './actor.ts';
import { readForm } from './body.ts';
import { certificatePage, verificationPage } from './certificate-page.ts';
import {
  type CertificateParts,
  certificateCopy,
  certificateLookups,
  certificateVerifying,
  codeChecking,
  publishedKeys,
  recheckOpening,
  revocations,
} from './certificates.ts';
import { operations } from './contract.ts';
import type { Limiter } from './limiter.ts';
import { addressOf, begin, type Routing, route } from './router.ts';

/** What stands in the API for certificates and rechecks: operations, then pages. Fixed paths come before `:number`. */

export function routeCertificates(app: Express, parts: CertificateParts, routing: Routing): void {
  route(app, operations.readCertificateKeys, { handler: publishedKeys(parts), routing });
  route(app, operations.readRevocations, { handler: revocations(parts), routing });
  route(app, operations.checkCertificateCode, { handler: codeChecking(parts), routing });
  route(app, operations.verifyCertificate, { handler: certificateVerifying(parts), routing });
  route(app, operations.readCertificateCopy, { handler: certificateCopy(parts), routing });
  route(app, operations.readCertificateLookups, { handler: certificateLookups(parts), routing });
  route(app, operations.openRecheck, { handler: recheckOpening(parts), routing });
}

const LONGEST_FIELD = 1_000;

/** The form is posted, so that no name comes into an address, and with it into a log or a history. */
export function serveCertificates(
  app: Express,
  parts: CertificateParts & { readonly limiter: Limiter; readonly lookups: Limiter },
): void {
  app.get('/certificates', async (request, response) => {
    begin(request, response);
    parts.limiter.take(addressOf(request));
    response.type('html').send(await verificationPage(parts, null));
  });
  app.post('/certificates', async (request, response) => {
    begin(request, response);
    parts.lookups.take(addressOf(request));
    const form = await readForm(request, response);
    const field = (name: string) => (form.get(name) ?? '').replaceAll('\0', '').slice(0, LONGEST_FIELD);
    const sent = { number: field('number'), name: field('name'), code: field('code') };
    response.type('html').send(await verificationPage(parts, sent));
  });
  app.get('/certificates/:number', async (request, response) => {
    begin(request, response);
    const { actor } = await whoAsks(parts.pool, request.get('authorization'));
    parts.limiter.take(actor.person);
    response.type('html').send(await certificatePage(parts, { number: request.params.number, actor }));
  });
}
