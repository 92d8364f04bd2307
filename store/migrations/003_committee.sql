-- Committees and their sittings (domain §2.4; 令40 第9–11条, 第25条): the pools of experts that are filed, what registers
-- know of experts and cases, and the agendas of sittings.

-- A pool as it was filed (备案), for at most three years. It is not changed: another pool is another filing.
create table expert_pools (
  committee text not null references organisations,
  filed_from date not null,
  filed_through date not null,
  -- SHA-256 of the filing.
  document text not null check (document ~ '^[0-9a-f]{64}$'),
  primary key (committee, filed_from),
  constraint filed_for_three_years_at_most check (
    filed_from <= filed_through and filed_through <= filed_from + interval '3 years')
);

create table pool_members (
  committee text not null,
  filed_from date not null,
  -- The number by which an expert is told wherever no name may stand.
  lot smallint not null check (lot between 1 and 500),
  person text not null references people,
  seat text not null check (seat in ('chair', 'viceChair', 'member')),
  level text not null check (level in ('JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR')),
  specialties text[] not null,
  unit text not null references organisations,
  term_from date not null,
  term_through date not null,
  primary key (committee, filed_from, lot),
  unique (committee, filed_from, person),
  foreign key (committee, filed_from) references expert_pools,
  constraint term_of_three_years_at_most check (
    term_from <= term_through and term_through <= term_from + interval '3 years')
);

create function a_filing_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a filed pool is not changed' using errcode = 'restrict_violation', constraint = 'a_filing_stays';
end $$;
create trigger pools_stay before update or delete or truncate on expert_pools
  for each statement execute function a_filing_stays();
create trigger pool_members_stay before update or delete or truncate on pool_members
  for each statement execute function a_filing_stays();

-- Peer referees of a case (E08; 同行专家推荐): they do not judge it.
create table referees (
  case_id uuid not null references cases,
  person text not null,
  primary key (case_id, person)
);

-- What a sitting has on its agenda; live until it is decided, or given up by that sitting.
create table agendas (
  meeting uuid not null references cases deferrable initially deferred,
  case_id uuid not null references cases,
  live boolean not null default true,
  primary key (meeting, case_id)
);
create unique index on_one_agenda_at_a_time on agendas (case_id) where live;
