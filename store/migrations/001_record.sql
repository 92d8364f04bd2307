-- The record (design D2, D3, D7): cases, what happened to them, what is due, what is to be sent. Instants are bigint,
-- UTC milliseconds; legal dates are date. JSON columns are json, not jsonb: they are kept as they were written and hashed.

create table installation (
  single boolean primary key default true check (single),
  kind text not null check (kind in ('production', 'demonstration', 'simulation'))
);

-- real: the server's clock. offset: it runs, and can be set forward. frozen: it stands where it was put (design D6).
create table clock (
  single boolean primary key default true check (single),
  mode text not null check (mode in ('real', 'offset', 'frozen')),
  offset_ms bigint not null default 0,
  instant bigint,
  grace_ms integer not null check (grace_ms >= 0),
  -- Timers are held after a jump of the raw clock until an operator releases them.
  held boolean not null default false,
  -- Steps the raw clock in a simulation, for tests of such a jump; 0 everywhere else.
  raw_offset_ms bigint not null default 0,
  check ((mode = 'frozen') = (instant is not null)),
  check (mode = 'frozen' or grace_ms > 0)
);

create table clock_moves (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('move', 'hold', 'release')),
  from_instant bigint not null,
  to_instant bigint not null check (to_instant >= from_instant),
  raw bigint not null,
  by_person text
);

create table organisations (
  id text primary key,
  parent text references organisations,
  kind text not null check (kind in ('hrss', 'lineDepartment', 'publicInstitution', 'stateOwnedEnterprise',
    'privateUnit', 'personnelAgency', 'committee')),
  level text not null check (level in ('city', 'prefecture', 'province')),
  -- The line department above a line department (二(二)4).
  line_superior text references organisations,
  title_zh text not null,
  title_en text not null
);

-- A key per person: what is sealed with it is unreadable once it is deleted (design D7); the person stays, without one.
create table people (
  id text primary key,
  organisation text not null references organisations,
  key bytea check (length(key) = 32),
  name_sealed bytea not null
);

create table person_roles (
  person text not null references people,
  role text not null,
  organisation text references organisations,
  unique nulls not distinct (person, role, organisation)
);

-- Demonstration sign-in; refused by a database that is neither demonstration nor simulation.
create table tokens (
  hash bytea primary key,
  person text not null references people,
  role text not null,
  organisation text references organisations
);

create table programmes (
  id text not null,
  version integer not null,
  body json not null,
  primary key (id, version)
);

-- Calendar version n: the gazettes up to n, the latest of each year. Counted, not drawn from a sequence: a sequence skips
-- numbers when the server is killed, and the version stands in every event.
create table gazettes (
  version integer primary key,
  year integer not null,
  published date not null,
  body json not null,
  unique (year, published)
);

create table overlays (
  region text primary key,
  body json not null
);

create sequence case_numbers;

create table cases (
  id uuid primary key,
  number text not null unique,
  lifecycle text not null,
  lifecycle_version integer not null,
  programme text not null,
  version integer not null check (version > 0),
  state text not null,
  ended text,
  snapshot json not null,
  -- Null where a case is nobody's: a duty, a meeting, a notice.
  person text,
  year integer not null,
  unit text not null,
  committee text,
  holder_role text,
  holder_org text,
  -- Organisations that see the case now; a function of the snapshot (design D8).
  visible_to text[] not null,
  shown boolean not null,
  last_recorded bigint not null,
  last_at bigint not null,
  head_hash bytea not null check (length(head_hash) = 32),
  material_reviewer text,
  recommender text,
  policy_reviewer text,
  minutes_signer text,
  confirmer text,
  -- Of the last act that takes two persons: who proposed it, and who carried it out.
  proposer text,
  seconder text,
  check (ended is null or holder_role is null),
  -- Separate persons (design D8): the chart's rules, repeated because they must hold whatever writes.
  constraint reviewer_is_not_the_applicant check (material_reviewer <> person),
  constraint recommender_is_not_the_applicant check (recommender <> person),
  constraint policy_reviewer_is_not_the_material_reviewer check (policy_reviewer <> material_reviewer),
  constraint confirmer_is_not_the_signer check (confirmer <> minutes_signer),
  constraint seconder_is_not_the_proposer check (seconder <> proposer)
) with (fillfactor = 70);
create index cases_by_person on cases (person, year);
create index cases_by_state on cases (state, id);

create table year_slots (
  person text not null,
  year integer not null,
  case_id uuid not null unique references cases deferrable initially deferred,
  permanent boolean not null default false,
  primary key (person, year)
);

create table events (
  case_id uuid not null references cases deferrable initially deferred,
  seq integer not null check (seq > 0),
  type text not null,
  past text not null,
  received bigint not null,
  recorded bigint not null,
  at bigint not null,
  actor text,
  on_behalf_of text,
  role text not null,
  organisation text,
  channel text not null,
  reason text,
  clause text not null,
  payload json,
  signature json,
  document text,
  text_sha256 text,
  facts json,
  arms json,
  disarms json,
  effects json,
  state text not null,
  holder_role text,
  holder_org text,
  nodes json,
  lifecycle text not null,
  lifecycle_version integer not null,
  engine text not null,
  programme text not null,
  programme_version integer not null,
  calendar_version integer not null,
  cause text,
  request_id text,
  prev bytea not null check (length(prev) = 32),
  hash bytea not null check (length(hash) = 32),
  tx xid8 not null default pg_current_xact_id(),
  primary key (case_id, seq)
);
create index events_by_tx on events (tx);

-- Free text of an event, sealed with the key of the person it speaks of; the event holds its hash.
create table texts (
  case_id uuid not null,
  seq integer not null,
  person text not null,
  sealed bytea not null,
  primary key (case_id, seq),
  foreign key (case_id, seq) references events deferrable initially deferred
);

create table deadlines (
  case_id uuid not null,
  name text not null,
  armed_seq integer not null,
  anchor bigint not null,
  rule json not null,
  due_at bigint not null,
  programme_version integer not null,
  calendar_version integer not null,
  status text not null check (status in ('armed', 'provisional', 'fired', 'disarmed')),
  settled_seq integer check (settled_seq >= armed_seq),
  settled_raw bigint,
  -- Raw milliseconds until which a worker has it in hand; only a courtesy between workers.
  claimed_until bigint,
  primary key (case_id, name, armed_seq),
  foreign key (case_id, armed_seq) references events deferrable initially deferred,
  check ((status in ('armed', 'provisional')) = (settled_seq is null))
) with (fillfactor = 80);
-- A name is armed at most once in a case (reliability I4).
create unique index deadlines_live on deadlines (case_id, name) where status in ('armed', 'provisional');
create index deadlines_due on deadlines (due_at) where status = 'armed';

create table outbox (
  case_id uuid not null,
  seq integer not null,
  n integer not null,
  kind text not null check (kind in ('send', 'command')),
  -- The case a command goes to.
  target uuid,
  payload json not null,
  key text not null unique,
  claimed_until bigint,
  attempts integer not null default 0,
  settled json,
  settled_raw bigint,
  primary key (case_id, seq, n),
  foreign key (case_id, seq) references events deferrable initially deferred
);
create index outbox_open on outbox (case_id, seq, n) where settled is null;
-- What a case is still to be told comes in order.
create index outbox_by_target on outbox (target, case_id, seq, n) where settled is null and target is not null;

create table request_keys (
  principal text not null,
  key text not null,
  fingerprint bytea not null,
  case_id uuid not null,
  seq integer not null,
  recorded bigint not null,
  primary key (principal, key)
);
create index request_keys_by_age on request_keys (recorded);

create table vacancies (
  unit text not null references organisations,
  class text not null,
  year integer not null,
  approved integer not null check (approved >= 0),
  primary key (unit, class, year)
);

create table reservations (
  case_id uuid primary key,
  unit text not null,
  class text not null,
  year integer not null
);
create index reservations_by_vacancy on reservations (unit, class, year);

-- Bars known against a person (三(三)); barred_through is the last day barred.
create table bars (
  person text not null,
  kind text not null,
  decided_on date not null,
  barred_through date not null,
  primary key (person, kind, decided_on)
);

create table rounds (
  name text not null,
  day date not null,
  started_raw bigint not null,
  primary key (name, day)
);

create table inbox (
  id bigint generated always as identity primary key,
  person text,
  organisation text,
  role text not null,
  case_id uuid,
  seq integer,
  n integer,
  about text not null,
  body json,
  at bigint not null,
  read_at bigint,
  unique (case_id, seq, n)
);
create index inbox_by_person on inbox (person, id);
create index inbox_by_organisation on inbox (organisation, id);

-- Amendments are carried to the cases by a job that can be resumed (design D2).
create table recomputations (
  id bigint generated always as identity primary key,
  programme text,
  programme_version integer,
  calendar_version integer,
  after_case uuid,
  claimed_until bigint,
  done boolean not null default false
);

-- Alarms for the operator: refusals nobody accepted, a clock that jumped, provisional days that came.
create table alarms (
  id bigint generated always as identity primary key,
  kind text not null,
  body json not null,
  raw bigint not null
);

create function raw_now() returns bigint language sql stable
  as $$ select floor(extract(epoch from clock_timestamp()) * 1000)::bigint + (select raw_offset_ms from clock) $$;

-- History only grows (design D7).
create function history_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the history only grows' using errcode = 'restrict_violation';
end $$;
create trigger events_only_grow before update or delete or truncate on events
  for each statement execute function history_only_grows();
