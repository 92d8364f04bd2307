-- Rounds that whoever moves a clock asks the workers for: each at one instant of it once.
create table asked_rounds (
  id bigint generated always as identity primary key,
  round text not null check (round in ('observation', 'morning', 'night')),
  -- By the clock.
  at bigint not null,
  by_person text,
  -- By the server's own clock: until then a worker has it in hand.
  claimed_until bigint,
  -- unwatched: no address is known at which the public pages could be looked at.
  outcome text check (outcome in ('made', 'unwatched')),
  constraint asked_once_at_an_instant unique (round, at)
);
create index asked_rounds_open on asked_rounds (id) where outcome is null;
