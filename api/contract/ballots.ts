import { z } from 'zod';
import type { Choice } from '../../store/ballots.ts';
import type { Operation } from '../operation.ts';
import { caseId, registerId } from './fields.ts';

/** Secret ballots (domain §2.4; docs/ballots.md). */

/** Of one length, so that whoever logs how long a request was learns nothing of the choice. */
const choiceOf = { yes: 'yes', nay: 'no', abs: 'abstain' } as const satisfies Record<string, Choice>;
type Sent = keyof typeof choiceOf;

/** More than any agenda. */
const MOST_CASES = 500;

export const ballotBody = z
  .strictObject({
    voter: registerId.optional().meta({ description: 'Whose vote it is; nobody’s but your own is taken' }),
    ballots: z
      .record(
        caseId,
        z.enum(Object.keys(choiceOf) as [Sent, ...Sent[]]).meta({
          id: 'BallotChoice',
          description:
            'yes, no (`nay`) or abstention (`abs`): of one length, so that the length of a request tells nothing',
        }),
      )
      .refine((given) => Object.keys(given).length > 0 && Object.keys(given).length <= MOST_CASES)
      .meta({ description: 'By case: one case of the agenda, some, or all' }),
  })
  .meta({ id: 'Ballot' });

/** The ballots of a body, as the store takes them. */
export function choicesOf({ ballots }: z.output<typeof ballotBody>): { case: string; choice: Choice }[] {
  return Object.entries(ballots).map(([id, sent]) => ({ case: id, choice: choiceOf[sent] }));
}

const ballotReceipt = z.strictObject({ meeting: caseId, cases: z.array(caseId) }).meta({
  id: 'BallotReceipt',
  description: 'The ballots are in the urns. It proves no choice to anybody, nor could it.',
});

const turnoutView = z
  .strictObject({
    meeting: caseId,
    cases: z.array(
      z.strictObject({
        case: caseId,
        open: z.boolean().meta({ description: 'Whether the urn still takes ballots' }),
        voters: z.array(z.strictObject({ voter: registerId, recused: z.boolean(), voted: z.boolean() })),
      }),
    ),
  })
  .meta({ id: 'Turnout' });

const ofMeeting = {
  tag: 'meetings',
  access: 'token',
  missing: 'CASE_NOT_FOUND',
  params: z.strictObject({ id: caseId }),
} as const;

export const ballotOperations = {
  castBallot: {
    ...ofMeeting,
    id: 'castBallot',
    method: 'post',
    path: '/v1/meetings/:id/ballots',
    summary: 'Vote on cases of a meeting',
    description:
      'For experts present and not recused, in person, until the voting is closed; all the cases of one request or none. ' +
      'No key is needed: sent again it is one ballot still, and is answered `ALREADY_VOTED`, whatever it says. ' +
      'Nothing about the choice is answered, logged, or kept beside the voter.',
    body: ballotBody,
    reply: { status: 200, description: 'A receipt', schema: ballotReceipt },
    problems: ['ROLE_NOT_ENTITLED', 'CASE_NOT_FOUND', 'PROXY', 'ABSENT', 'RECUSED', 'ALREADY_VOTED', 'VOTING_CLOSED'],
  },
  readTurnout: {
    ...ofMeeting,
    id: 'readTurnout',
    method: 'get',
    path: '/v1/meetings/:id/turnout',
    summary: 'See who has voted',
    description: 'For the committee’s people only. How anybody voted is not known to the service.',
    reply: { status: 200, description: 'The roster, by case', schema: turnoutView },
    problems: ['ROLE_NOT_ENTITLED', 'CASE_NOT_FOUND'],
  },
} as const satisfies Record<string, Operation>;
