import { z } from 'zod';
import type { NodeDeadline } from '../machines/deadlines.ts';
import { formContentSchema } from '../machines/duty/context.ts';
import { lifecycleNames } from '../machines/lifecycle.ts';
import type { Source } from '../machines/programme-entries.ts';
import { dutyForms } from '../machines/programme-materials.ts';
import { roles } from '../machines/roles.ts';
import { isoInZone, type PlainDate, parseInstant } from '../machines/time.ts';
import type { CaseFilter, CaseView, ClockView, ListedCase, Reply, SeasonApi, Sent } from './api.ts';
import { type Answered, type Service, serviceAt } from './http.ts';
import type { Hand } from './people.ts';

/** The season's questions as HTTP requests, and what it keeps of the answers. What is missing from one is an error. */

const standing = {
  id: z.string(),
  version: z.int(),
  state: z.string(),
  ended: z.string().nullable(),
  holder: z
    .object({ role: z.enum(roles), organisation: z.string().nullable() })
    .nullish()
    .transform((holder) => holder ?? null),
};
const dutySchema = z.object({
  form: z.enum(dutyForms),
  owner: z.string(),
  reviewer: z.string(),
  collects: z.boolean(),
  handedIn: z.object({ late: z.boolean(), content: formContentSchema }).nullable(),
  inForce: z.enum(['accepted', 'acceptedLate']).nullable(),
  overdue: z.boolean(),
});
const viewSchema = z.object({
  ...standing,
  duty: dutySchema.nullable().default(null),
  openMatters: z.array(z.object({ id: z.string(), kind: z.enum(['objection', 'complaint']) })).default([]),
});
const eventSchema = z.object({ event: z.object({ seq: z.int() }) });
const problemSchema = z.object({ code: z.string() });
const clockSchema = z.object({
  now: z.string(),
  nextDue: z.string().nullable(),
  held: z.boolean(),
  settled: z.boolean(),
  inFlight: z.record(z.string(), z.number().nullable()),
});
const programmeSchema = z.object({
  version: z.int(),
  committees: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ name: z.string(), toDate: z.string() })) })),
});
const listSchema = z.object({
  cases: z.array(
    z.object({
      ...standing,
      lifecycle: z.enum(lifecycleNames),
      number: z.string(),
      programme: z.string(),
      year: z.int(),
      unit: z.string(),
      committee: z.string().nullable(),
      person: z.string().nullable(),
      lastAt: z.string().transform(parseInstant),
    }),
  ),
  next: z.string().nullable(),
});
/** As many as a page holds. */
const PAGE = 500;

export interface HttpApi extends SeasonApi {
  /** Loads a gazette that is published in the course of the season. */
  loadGazette(gazette: object): Promise<void>;
  /** Moves a node of a programme's plan; done already, it is left as it is. */
  amend(amendment: Amendment): Promise<void>;
  close(): void;
}

/** A node that is moved in the course of the season. */
export interface Amendment {
  readonly programme: string;
  readonly committee: string;
  readonly node: NodeDeadline;
  readonly toDate: PlainDate;
  readonly clause: string;
  readonly source: Source;
}

export interface HttpApiOptions {
  readonly urls: readonly string[];
  readonly sockets: number;
  /** Who moves the clock. */
  readonly operator: Hand;
  readonly patienceMs: number;
}

export function httpApi({ urls, sockets, operator, patienceMs }: HttpApiOptions): HttpApi {
  const service = serviceAt({ urls, sockets, patienceMs, isPassing });
  const read = async (id: string, by: Hand): Promise<CaseView> => {
    const answer = await service.ask({ method: 'GET', path: `/v1/cases/${id}`, token: by.token });
    return viewSchema.parse(expected(answer, `reading ${id}`).body);
  };
  const ask = async (path: string, by: Hand): Promise<unknown> =>
    expected(await service.ask({ method: 'GET', path, token: by.token }), `asking for ${path}`).body;
  return {
    read,
    ask,
    list: (filter, by) => list(ask, filter, by),
    send: (sent) => send(service, sent),
    async operate({ path, body, by, key, once }) {
      const headers = { 'idempotency-key': `"${key}"` };
      const answer = await service.ask({ method: 'POST', path, token: by.token, headers, body });
      const problem = answer.status < 400 ? null : problemSchema.parse(answer.body).code;
      const code = problem === null || (problem === once && answer.tries > 1) ? 'done' : problem;
      return { code, seq: null, view: null, body: answer.body };
    },
    close: service.close,
    async clock() {
      const answer = await service.ask({ method: 'GET', path: '/v1/clock', token: operator.token });
      return clockOf(expected(answer, 'reading the clock').body);
    },
    async moveClock(to) {
      const body = { to: isoInZone(to) };
      expected(
        await service.ask({ method: 'POST', path: '/v1/clock', token: operator.token, body }),
        'moving the clock',
      );
    },
    async certificateOf(person, { year, by }) {
      const issued = await list(ask, { lifecycle: 'certificate', year }, by);
      const found = issued.find((one) => one.person === person);
      return found ? read(found.id, by) : null;
    },
    async loadGazette(body) {
      const answer = await service.ask({ method: 'POST', path: '/v1/gazettes', token: operator.token, body });
      expected(answer, 'loading a gazette');
    },
    amend: (amendment) => amend(service, amendment, operator),
  };
}

/** Asked for again after a lost answer, an amendment finds its node where it wanted it. */
async function amend(service: Service, { programme, ...body }: Amendment, { token }: Hand): Promise<void> {
  const path = `/v1/programmes/${programme}`;
  const found = await service.ask({ method: 'GET', path, token });
  const { version, committees } = programmeSchema.parse(expected(found, `reading ${programme}`).body);
  const nodes = committees.find(({ id }) => id === body.committee)?.nodes ?? [];
  if (nodes.some(({ name, toDate }) => name === body.node && toDate === body.toDate)) return;
  const headers = { 'if-match': `"v${version}"` };
  const answer = await service.ask({ method: 'POST', path: `${path}/amendments`, token, headers, body });
  if (answer.status === 412 && answer.tries > 1) return;
  expected(answer, `amending ${programme}`);
}

/** Not an answer yet: the service is away or busy, or a deadline is closing. Everything else is one. */
function isPassing(status: number, body: unknown): boolean {
  return status === 503 || status === 429 || problemSchema.safeParse(body).data?.code === 'DEADLINE_CLOSING';
}

async function send(service: Service, sent: Sent): Promise<Reply> {
  const { command, opens, by, key, version } = sent;
  const { type, ...rest } = command;
  const answer = await service.ask({
    method: 'POST',
    path: opens ? `/v1/${opens.at}` : `/v1/cases/${sent.case}/events`,
    token: by.token,
    headers: { 'idempotency-key': `"${key}"`, ...(version === null ? {} : { 'if-match': `"v${version}"` }) },
    body: opens ? { programme: opens.programme, id: sent.case, ...rest } : command,
  });
  if (answer.status >= 400) return { code: problemSchema.parse(answer.body).code, seq: null, view: null };
  // Sent more than once, it may have been accepted the first time: then this is that answer.
  const replayed = answer.headers['idempotency-replayed'] === 'true' && (sent.again || answer.tries === 1);
  const view = viewSchema.safeParse(answer.body);
  return {
    code: replayed ? 'replayed' : 'moved',
    seq: eventSchema.safeParse(answer.body).data?.event.seq ?? null,
    view: view.success ? view.data : null,
  };
}

/** Page by page; while nobody acts the pages belong together. */
async function list(
  ask: (path: string, by: Hand) => Promise<unknown>,
  filter: CaseFilter,
  by: Hand,
): Promise<ListedCase[]> {
  const given = Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]);
  const found: ListedCase[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const at: [string, string][] = cursor === '' ? [] : [['cursor', cursor]];
    const query = new URLSearchParams([...given, ['limit', String(PAGE)], ...at]);
    const page = listSchema.parse(await ask(`/v1/cases?${query}`, by));
    found.push(...page.cases);
    cursor = page.next;
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @throws Error for a problem where the season knows of none. */
function expected(answer: Answered, what: string): Answered {
  if (answer.status < 400) return answer;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

function clockOf(body: unknown): ClockView {
  const { now, nextDue, held, settled, inFlight } = clockSchema.parse(body);
  return {
    now: parseInstant(now),
    nextDue: nextDue === null ? null : parseInstant(nextDue),
    settled,
    inFlight: `${JSON.stringify(inFlight)}${held ? ', the timers are held' : ''}`,
  };
}
