import { describe, expect, test } from 'vitest';
import type { CertificateContext } from '../../machines/certificate/context.ts';
import type { Envelope } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { unopenedSnapshot } from '../../machines/restore.ts';
import type { Actor } from '../../machines/roles.ts';
import { type Moved, type Refused, step } from '../../machines/step.ts';
import { actor, castOf, envelope, instants, settings, sha } from '../support/application/cast.ts';
import { codesOf, given, way } from '../support/application/play.ts';
import { kaili2023, programmeCalendar } from '../support/programmes.ts';

/** The certificate: issued by a confirmed application, revoked by two persons (domain A54, design D8). */
const lifecycle = currentLifecycle('certificate');
const cast = castOf(settings.oneDepartment);
const first = cast.organiser;
const second = cast.bureau;

function opening() {
  const effect = given(way.confirming)
    .act('confirm')
    .effects.find(({ kind }) => kind === 'command');
  if (effect?.kind !== 'command') throw new Error('no certificate was issued');
  return effect;
}

/** The person has no title but this one. */
const titlesBefore = (type: string) =>
  type === 'open' ? [] : [{ case: CERTIFICATE, own: true, countsFrom: '2023-08-15', revokedOn: null }];
const CERTIFICATE = '00000000-0000-4000-8000-0000000000c1';

/** A certificate on which these commands were sent, one after another; the last one's answer. */
function whereSent(...commands: readonly { type: string; by: Actor; data?: object; with?: Envelope }[]): {
  answer: Moved | Refused;
  context: CertificateContext;
  value: unknown;
} {
  let snapshot = unopenedSnapshot(lifecycle);
  let answer: Moved | Refused | undefined;
  for (const { type, by, data = {}, with: carried = envelope } of commands) {
    const occurrence = { kind: 'command', type, data, envelope: carried } as const;
    const common = {
      lifecycle,
      snapshot,
      occurrence,
      actor: by,
      at: instants.inWindow,
      facts: { titles: titlesBefore(type) },
    };
    answer = step({ ...common, programme: kaili2023, calendar: programmeCalendar });
    if (answer.outcome === 'moved') snapshot = answer.snapshot;
  }
  return { answer: answer!, context: snapshot.context as CertificateContext, value: snapshot.value };
}

const issue = { type: 'open', by: cast.system, data: opening().data };
const revoke = (by: Actor, carried?: Envelope) => ({ type: 'revoke', by, ...(carried ? { with: carried } : {}) });

describe('a certificate', () => {
  test('is issued by the confirmation of an application, whose data its contract takes', () => {
    const effect = opening();
    const contract = lifecycle.events[effect.event];
    expect(contract?.data.safeParse(effect.data).success).toBe(true);
    const { value, context } = whereSent(issue);
    expect(value).toBe('active');
    expect(context).toMatchObject({ route: { applicant: 'p-applicant', unit: 'hospital-1' }, proposal: null });
  });

  test('is issued by no person', () => {
    expect(codesOf(whereSent({ ...issue, by: cast.bureau }).answer)).toEqual(['ROLE_NOT_ENTITLED']);
  });

  test('is not revoked by one person', () => {
    expect(whereSent(issue, revoke(first)).value).toBe('active');
    expect(codesOf(whereSent(issue, revoke(first), revoke(first)).answer)).toEqual(['ALREADY_PROPOSED']);
  });

  test('is revoked by the second person with the same reason and document', () => {
    expect(whereSent(issue, revoke(first), revoke(second)).value).toBe('revoked');
  });

  test('is not revoked where reason or document differ: that is another proposal', () => {
    const other = { ...envelope, document: sha('9') };
    const { value, context } = whereSent(issue, revoke(first), revoke(second, other));
    expect([value, context.proposal?.by]).toEqual(['active', second.person]);
  });

  test('is not revoked by a delegate of the first, nor by whom the first acted for', () => {
    const delegate = { ...second, person: 'p-delegate', onBehalfOf: first.person };
    expect(codesOf(whereSent(issue, revoke(first), revoke(delegate)).answer)).toEqual(['ALREADY_PROPOSED']);
    expect(codesOf(whereSent(issue, revoke(delegate), revoke(first)).answer)).toEqual(['ALREADY_PROPOSED']);
    expect(codesOf(whereSent(issue, revoke(delegate), revoke({ ...delegate, onBehalfOf: null })).answer)).toEqual([
      'ALREADY_PROPOSED',
    ]);
  });

  test.each(['reason', 'document'] as const)('is not revoked without a %s', (need) => {
    const lacking = { ...envelope, [need]: undefined };
    expect(whereSent(issue, revoke(first, lacking)).answer).toMatchObject({
      blockers: [{ code: 'NEEDS_MISSING', params: { need } }],
    });
  });

  test('is revoked by the organiser or the bureau of its case, nobody else', () => {
    expect(codesOf(whereSent(issue, revoke(actor('organiserOfficer', 'prov-hrss'))).answer)).toEqual([
      'ROLE_NOT_ENTITLED',
    ]);
    expect(codesOf(whereSent(issue, revoke(cast.applicant)).answer)).toEqual(['ROLE_NOT_ENTITLED']);
  });

  test('once revoked takes no event', () => {
    const { answer } = whereSent(issue, revoke(first), revoke(second), revoke(first));
    expect(codesOf(answer)).toEqual(['CASE_ENDED']);
  });
});
