import { z } from 'zod';
import type { NodeDeadline } from '../machines/deadlines.ts';
import type { PersonId } from '../machines/ids.ts';
import type { Source } from '../machines/programme-entries.ts';
import { roles } from '../machines/roles.ts';
import { isoInZone, type PlainDate, parseInstant } from '../machines/time.ts';
import type { CaseView, ClockView, Reply, SeasonApi, Sent } from './api.ts';
import { type Answered, type Service, serviceAt } from './http.ts';
import type { Hand } from './people.ts';

/** The season's questions as HTTP requests, and what it keeps of the answers. What is missing from one is an error. */

const viewSchema = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string(),
  ended: z.string().nullable(),
  holder: z.object({ role: z.enum(roles), organisation: z.string().nullable() }).nullish(),
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
  cases: z.array(z.object({ id: z.string(), lifecycle: z.string(), year: z.int(), person: z.string() })),
});

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
    return viewOf(expected(answer, `reading ${id}`).body);
  };
  return {
    read,
    send: (sent) => send(service, sent),
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
      const id = await certificateId(service, person, { year, by });
      return id === null ? null : read(id, by);
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
  const { command, programme, by, key, version } = sent;
  const { type, ...rest } = command;
  const opens = type === 'open';
  const answer = await service.ask({
    method: 'POST',
    path: opens ? '/v1/cases' : `/v1/cases/${sent.case}/events`,
    token: by.token,
    headers: { 'idempotency-key': `"${key}"`, ...(version === null ? {} : { 'if-match': `"v${version}"` }) },
    body: opens ? { programme, id: sent.case, ...rest } : command,
  });
  if (answer.status >= 400) return { code: problemSchema.parse(answer.body).code, seq: null, view: null };
  // Sent more than once, it may have been accepted the first time: then this is that answer.
  const replayed = answer.headers['idempotency-replayed'] === 'true' && (sent.again || answer.tries === 1);
  const view = viewSchema.safeParse(answer.body);
  return {
    code: replayed ? 'replayed' : 'moved',
    seq: eventSchema.safeParse(answer.body).data?.event.seq ?? null,
    view: view.success ? asView(view.data) : null,
  };
}

async function certificateId(service: Service, person: PersonId, { year, by }: { year: number; by: Hand }) {
  const answer = await service.ask({ method: 'GET', path: `/v1/cases?year=${year}&limit=100`, token: by.token });
  const { cases } = listSchema.parse(expected(answer, `listing the cases of ${person}`).body);
  return cases.find((one) => one.lifecycle === 'certificate' && one.person === person)?.id ?? null;
}

/** @throws Error for a problem where the season knows of none. */
function expected(answer: Answered, what: string): Answered {
  if (answer.status < 400) return answer;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

function viewOf(body: unknown): CaseView {
  return asView(viewSchema.parse(body));
}

function asView({ id, version, state, ended, holder, openMatters }: z.infer<typeof viewSchema>): CaseView {
  return { id, version, state, ended, holder: holder ?? null, openMatters };
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
