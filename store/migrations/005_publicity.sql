-- Notices of publicity (令40 第16条, 第26条): which cases a notice lists, and what was seen of its public page.

-- What a notice shows of a case is what it showed when the notice was drafted; the names are not in here.
create table notice_cases (
  notice uuid not null references cases deferrable initially deferred,
  position integer not null check (position > 0),
  case_id uuid not null,
  kind text not null check (kind in ('internal', 'policy', 'result')),
  person text not null,
  unit text not null,
  series text not null,
  level text not null,
  -- Hash of what the case's publicity shows.
  content text,
  -- Until the notice is over no other of its kind shows the case.
  live boolean not null default true,
  primary key (notice, position),
  constraint a_case_is_listed_once unique (notice, case_id)
);
create unique index notice_cases_live on notice_cases (case_id, kind) where live;

-- posted: the notice itself says so. seen: the page was there with everything it has to show. missed: it was not.
create table notice_observations (
  id bigint generated always as identity primary key,
  notice uuid not null references cases deferrable initially deferred,
  what text not null check (what in ('posted', 'seen', 'missed')),
  -- By the clock, and by the server's own.
  at bigint not null,
  raw bigint not null,
  -- HTTP status of the answer; null where none came.
  status integer,
  -- SHA-256 of what was shown; null where nothing came.
  shown text check (length(shown) = 64)
);
create index notice_observations_by_notice on notice_observations (notice, id);
create trigger observations_only_grow before update or delete or truncate on notice_observations
  for each statement execute function history_only_grows();
