import { z } from 'zod';
import { entrySchema } from '../../machines/eligibility/entries.ts';
import { routeIds } from '../../machines/eligibility/route-ids.ts';
import { outcomes } from '../../machines/eligibility/rule.ts';
import { ruleIds } from '../../machines/eligibility/rule-ids.ts';
import type { Operation } from '../operation.ts';
import { caseId, clause, instant, label, plainDate, registerId, role, sha256 } from './fields.ts';
import { idempotencyKeyNeeded, replayed } from './headers.ts';

/** Registers of people, and who may apply by them (domain §1.2, §4). */

const number = z.int().min(1);

export const additionsBody = z
  .strictObject({
    entries: z
      .array(
        z.strictObject({
          case: caseId.optional().meta({ description: 'Of referees, documents and the specialty of an application' }),
          entry: entrySchema,
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'RegisterAdditions' });

const addedView = z.strictObject({ person: registerId, first: number, last: number }).meta({ id: 'RegisterAdded' });

export const registerView = z
  .strictObject({
    person: registerId,
    entries: z.array(
      z.strictObject({
        n: number,
        case: caseId.nullable(),
        recorded: instant,
        by: registerId.nullable(),
        role,
        organisation: registerId.nullable(),
        sha256: sha256.meta({ description: 'Of the entry with a random salt' }),
        entry: z.unknown().meta({ description: 'As it was entered' }),
      }),
    ),
    unreadable: z.int().meta({ description: 'Entries that nobody can read any more: the person’s key is gone' }),
  })
  .meta({ id: 'Register' });

const rule = z.enum(ruleIds);

const findingView = z
  .strictObject({
    rule,
    outcome: z.enum(outcomes),
    reason: z.string().nullable(),
    message: label.nullable().meta({ description: 'null of a plain PASS' }),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    clause,
    entries: z.array(number).meta({ description: 'Entries of the register it rests on' }),
  })
  .meta({ id: 'EligibilityFinding' });

export const eligibilityView = z
  .strictObject({
    id: caseId,
    programmeVersion: z.int().meta({ description: 'Of the programme the case was opened under' }),
    rulesVersion: z.int(),
    on: plainDate,
    entries: z.int().meta({ description: 'Entries of the applicant’s register' }),
    evaluation: z
      .strictObject({
        outcome: z.enum(['PASS', 'FAIL', 'NEEDS_HUMAN']),
        findings: z.array(findingView),
        routes: z.array(
          z.strictObject({
            route: z.enum(routeIds),
            open: z.boolean(),
            closedBy: z.array(rule),
            judged: z.array(rule),
          }),
        ),
        waived: z
          .array(z.string())
          .meta({ description: 'Items that need no upload: what they prove matches its source' }),
      })
      .nullable()
      .meta({ description: 'null where the applicant has no entry, or nobody can read them any more' }),
  })
  .meta({ id: 'Eligibility' });

const ofPerson = z.strictObject({ id: registerId });

export const registerOperations = {
  addRegisterEntries: {
    id: 'addRegisterEntries',
    method: 'post',
    path: '/v1/people/:id/register-entries',
    tag: 'registers',
    summary: 'Add entries to the register of a person',
    description:
      'All of them, or none. The person and the handlers of the unit declare; a bureau, and the health authority, compare with ' +
      'sources and verify hours. Nothing is overwritten: a correction stands beside what it corrects.',
    access: 'token',
    missing: 'PERSON_NOT_FOUND',
    params: ofPerson,
    headers: z.object({ 'idempotency-key': idempotencyKeyNeeded }),
    body: additionsBody,
    reply: { status: 201, description: 'Added', schema: addedView },
    replyHeaders: replayed,
    problems: [
      'ROLE_NOT_ENTITLED',
      'PERSON_NOT_FOUND',
      'ENTRY_UNKNOWN',
      'ENTRY_WITHDRAWN',
      'ENTRY_OTHER_KIND',
      'ENTRY_OF_OTHERS',
      'ENTRY_NOT_ENTITLED',
      'ENTRY_CASE',
      'ALREADY_CREDITED',
      'REGISTER_CLOSED',
      'KEY_REUSED',
    ],
  },
  readRegister: {
    id: 'readRegister',
    method: 'get',
    path: '/v1/people/:id/register',
    tag: 'registers',
    summary: 'Read the register of a person: one’s own, or as the unit, or as whoever organises a case of theirs',
    access: 'token',
    missing: 'PERSON_NOT_FOUND',
    params: ofPerson,
    reply: { status: 200, description: 'Every entry, oldest first', schema: registerView },
    problems: ['PERSON_NOT_FOUND'],
  },
  readEligibility: {
    id: 'readEligibility',
    method: 'get',
    path: '/v1/cases/:id/eligibility',
    tag: 'registers',
    summary: 'Read who may apply: every rule, with its reason and clause, and every way to the title',
    access: 'token',
    missing: 'CASE_NOT_FOUND',
    params: z.strictObject({ id: caseId }),
    reply: { status: 200, description: 'As of today, by the rules the case is under', schema: eligibilityView },
    problems: ['CASE_NOT_FOUND'],
  },
} as const satisfies Record<string, Operation>;
