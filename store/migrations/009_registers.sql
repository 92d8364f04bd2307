-- The registers of people (domain §1.2): one log a person, which only grows, sealed under the person's key (design D7). Nothing
-- personal stands in the clear; what an entry says is told by its salted hash alone, and cannot be guessed from it.
create table register_entries (
  person text not null references people,
  -- 1, 2, 3 … without gaps: numbered under a lock of the person.
  n integer not null check (n > 0),
  kind text not null,
  sealed bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The case an entry is made for: its referees, its documents.
  case_id uuid references cases,
  -- HMAC under the person's key of what is credited once: a public course (四(三)).
  once text,
  recorded bigint not null,
  by_person text,
  role text not null,
  organisation text,
  primary key (person, n),
  constraint credited_once unique (person, once)
);
create index register_entries_by_case on register_entries (case_id) where case_id is not null;
create trigger register_entries_only_grow before update or delete or truncate on register_entries
  for each statement execute function history_only_grows();

-- Commands that added entries, by the sender's key: sent again, they are answered and add nothing.
create table register_requests (
  principal text not null,
  key text not null,
  fingerprint bytea not null,
  person text not null references people,
  first integer not null,
  last integer not null check (last >= first),
  recorded bigint not null,
  primary key (principal, key)
);

-- ID numbers: sealed under the person's key, found by a keyed hash whose key is no part of the database.
create table national_ids (
  person text primary key references people,
  sealed bytea not null,
  lookup bytea not null unique check (length(lookup) = 32)
);
