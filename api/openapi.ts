import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { mediaTypes } from '../files/inspect.ts';
import { problem } from './contract/fields.ts';
import { operations } from './contract.ts';
import { type Operation, queryOf } from './operation.ts';
import { type ProblemCode, statusOf } from './problems.ts';

/** The OpenAPI 3.1 document, made from the table of operations: what validates is what is described. */

type Document = ReturnType<typeof createDocument>;

/** What any operation may answer, by what it takes. */
function problemsOf(operation: Operation): ProblemCode[] {
  const always: ProblemCode[] = [
    'MALFORMED_REQUEST',
    'INVALID_PARAMETER',
    'REQUEST_TIMEOUT',
    'HEADERS_TOO_LARGE',
    'INTERNAL',
    'TRY_AGAIN',
  ];
  const signedIn: ProblemCode[] =
    operation.access === 'token' ? ['UNAUTHENTICATED', 'SIGN_IN_REFUSED', 'TOO_MANY_REQUESTS'] : [];
  const bodied: ProblemCode[] = operation.body
    ? ['MALFORMED_BODY', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'INVALID_BODY']
    : [];
  const headed: ProblemCode[] = operation.headers ? ['INVALID_HEADER'] : [];
  return [...new Set([...always, ...signedIn, ...bodied, ...headed, ...operation.problems])];
}

type Content = NonNullable<NonNullable<ZodOpenApiOperationObject['requestBody']>['content']>;

const binary = { schema: {} } as const;

function contentOf({ reply }: Operation): Content {
  if (reply.file === undefined) return { 'application/json': { schema: reply.schema } };
  return Object.fromEntries(reply.file.map((type) => [type, binary]));
}

function bodyOf({ body, takesFile }: Operation): Content | null {
  if (takesFile) return Object.fromEntries(mediaTypes.map((type) => [type, binary]));
  return body === undefined ? null : { 'application/json': { schema: body } };
}

function responsesOf(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const { status, description } = operation.reply;
  const headers = Object.fromEntries(
    Object.entries(operation.replyHeaders ?? {}).map(([name, text]) => [
      name,
      { description: text, schema: { type: 'string' as const } },
    ]),
  );
  const byStatus = Map.groupBy(problemsOf(operation), statusOf);
  const failures = [...byStatus].map(([failure, codes]) => [
    String(failure),
    { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } },
  ]);
  return {
    [String(status)]: { description, headers, content: contentOf(operation) },
    ...Object.fromEntries(failures),
  };
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, access, params, headers } = operation;
  const content = bodyOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'token' ? [{ bearer: [] }] : [],
    requestParams: {
      query: queryOf(operation),
      ...(params === undefined ? {} : { path: params }),
      ...(headers === undefined ? {} : { header: headers }),
    },
    ...(content === null ? {} : { requestBody: { required: true, content } }),
    responses: responsesOf(operation),
  };
}

/** `/v1/cases/:id` as OpenAPI writes it. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/** Built once; the same object for whoever asks. */
export function buildDocument(): Document {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of Object.values(operations) as Operation[]) {
    const path = templateOf(operation.path);
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Zhicheng 职称',
      version: '1',
      description:
        'Carries every application for a professional title through the notice of the year. Act on codes; labels and ' +
        'messages are for people, in Chinese or English by Accept-Language or ?lang. Replies may gain fields; unknown codes ' +
        'must be tolerated.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'cases', description: 'Cases and their events' },
      { name: 'materials', description: 'Files handed in for the items of a checklist' },
      { name: 'meetings', description: 'Sittings of committees, their pools of experts, secret ballots' },
      { name: 'notices', description: 'Notices of publicity' },
      { name: 'certificates', description: 'Certificates, and what is asked about results' },
      { name: 'duties', description: 'Dated duties of organisations' },
      { name: 'registers', description: 'Registers of people, and who may apply by them' },
      { name: 'programmes', description: 'Programmes, amendments, gazettes' },
      { name: 'clock', description: 'The clock of a demonstration or simulation' },
      { name: 'service', description: 'The service itself' },
    ],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A demonstration token: person, role and organisation' },
      },
    },
  });
}
