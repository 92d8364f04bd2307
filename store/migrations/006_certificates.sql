-- Titles, what ends them, and what is asked about results (二(三)4, 三(三); 令40 第27条). Registers are what the events of cases
-- wrote into them (design D3); each row names its case.

-- The titles people hold: one a certificate. Its number is the number of its case, drawn once and never again.
create table titles (
  case_id uuid primary key references cases deferrable initially deferred,
  person text not null,
  series text not null,
  level text not null,
  scope text not null check (scope in ('ORDINARY', 'GRASSROOTS_PROVINCE')),
  -- The day the certificate prints; and the day from which years are counted (五(二)).
  approved_on date not null,
  counts_from date not null check (counts_from <= approved_on),
  revoked_on date check (revoked_on >= approved_on)
);
create index titles_by_person on titles (person, counts_from);

-- A bar that a case's own event imposed names that case; one that came with the registers names none.
alter table bars add column case_id uuid references cases deferrable initially deferred;
alter table bars drop constraint bars_pkey;
alter table bars add constraint one_bar_a_decision unique nulls not distinct (person, kind, decided_on, case_id);
create unique index bars_by_case on bars (case_id) where case_id is not null;

-- 诚信档案库: entries are added and never changed; stands_through is the last day an entry stands.
create table integrity_entries (
  case_id uuid primary key references cases deferrable initially deferred,
  person text not null,
  breach text not null check (breach in ('ACADEMIC_MISCONDUCT', 'EXAM_CHEATING', 'FRAUD')),
  decided_on date not null,
  stands_through date not null check (stands_through >= decided_on),
  serious boolean not null,
  document text
);
create index integrity_entries_by_person on integrity_entries (person, decided_on);
create trigger integrity_entries_only_grow before update or delete or truncate on integrity_entries
  for each statement execute function history_only_grows();

-- Asked once about a result on each ground.
create table rechecks (
  result uuid not null references cases deferrable initially deferred,
  ground text not null check (ground in ('RESULT', 'PROCEDURE')),
  case_id uuid not null unique references cases deferrable initially deferred,
  primary key (result, ground)
);

-- A result is reopened once.
create table follow_ups (
  result uuid primary key references cases deferrable initially deferred,
  case_id uuid not null unique references cases deferrable initially deferred
);

-- Public lookups of certificates, for their holders: how often in an hour, and how each went. Nothing tells who asked. What
-- named no certificate is counted under the nil UUID, so that every lookup writes one row.
create table certificate_lookups (
  certificate uuid not null,
  -- Raw UTC milliseconds of the hour's beginning.
  hour bigint not null check (hour % 3600000 = 0),
  kind text not null check (kind in ('found', 'nameDiffers', 'unknown')),
  times integer not null check (times > 0),
  primary key (certificate, hour, kind)
);
