import type { Columns } from './row-set.ts';

/** What a batch writes, table by table, column by column. */

export const CASE = {
  id: 'uuid',
  number: 'text',
  lifecycle: 'text',
  lifecycle_version: 'integer',
  programme: 'text',
  version: 'integer',
  state: 'text',
  ended: 'text',
  snapshot: 'json',
  person: 'text',
  unit: 'text',
  committee: 'text',
  holder_role: 'text',
  holder_org: 'text',
  visible_to: 'text[]',
  shown: 'boolean',
  last_recorded: 'bigint',
  last_at: 'bigint',
  head_hash: 'bytea',
  material_reviewer: 'text',
  recommender: 'text',
  policy_reviewer: 'text',
  minutes_signer: 'text',
  confirmer: 'text',
  proposer: 'text',
  seconder: 'text',
} as const satisfies Columns;

export const EVENT = {
  case_id: 'uuid',
  seq: 'integer',
  type: 'text',
  past: 'text',
  received: 'bigint',
  recorded: 'bigint',
  at: 'bigint',
  actor: 'text',
  on_behalf_of: 'text',
  role: 'text',
  organisation: 'text',
  channel: 'text',
  reason: 'text',
  clause: 'text',
  payload: 'json',
  signature: 'json',
  document: 'text',
  text_sha256: 'text',
  facts: 'json',
  arms: 'json',
  disarms: 'json',
  effects: 'json',
  state: 'text',
  holder_role: 'text',
  holder_org: 'text',
  nodes: 'json',
  lifecycle: 'text',
  lifecycle_version: 'integer',
  engine: 'text',
  programme: 'text',
  programme_version: 'integer',
  calendar_version: 'integer',
  cause: 'text',
  request_id: 'text',
  prev: 'bytea',
  hash: 'bytea',
} as const satisfies Columns;

export const SETTLED_DEADLINE = {
  case_id: 'uuid',
  name: 'text',
  armed_seq: 'integer',
  status: 'text',
  settled_seq: 'integer',
  settled_raw: 'bigint',
} as const satisfies Columns;

export const ARMED_DEADLINE = {
  case_id: 'uuid',
  name: 'text',
  armed_seq: 'integer',
  anchor: 'bigint',
  rule: 'json',
  due_at: 'bigint',
  programme_version: 'integer',
  calendar_version: 'integer',
  status: 'text',
  settled_seq: 'integer',
  settled_raw: 'bigint',
} as const satisfies Columns;

export const OUTBOX = {
  case_id: 'uuid',
  seq: 'integer',
  n: 'integer',
  kind: 'text',
  target: 'uuid',
  payload: 'json',
  key: 'text',
} as const satisfies Columns;

export const REQUEST_KEY = {
  principal: 'text',
  key: 'text',
  fingerprint: 'bytea',
  case_id: 'uuid',
  seq: 'integer',
  recorded: 'bigint',
} as const satisfies Columns;

export const YEAR_SLOT = {
  person: 'text',
  year: 'integer',
  case_id: 'uuid',
  permanent: 'boolean',
} as const satisfies Columns;

export const RESERVATION = { case_id: 'uuid', unit: 'text', class: 'text', year: 'integer' } as const satisfies Columns;
export const VACANCIES = {
  unit: 'text',
  class: 'text',
  year: 'integer',
  approved: 'integer',
  duty: 'uuid',
} as const satisfies Columns;

export const DUTY = {
  case_id: 'uuid',
  form: 'text',
  organisation: 'text',
  year: 'integer',
  reviewer: 'text',
  file: 'text',
  late: 'boolean',
  people: 'integer',
  hours: 'integer',
  units_in: 'integer',
  units_missing: 'integer',
} as const satisfies Columns;

export const TEXT = { case_id: 'uuid', seq: 'integer', person: 'text', sealed: 'bytea' } as const satisfies Columns;
export const CASE_ID = { case_id: 'uuid' } as const satisfies Columns;
