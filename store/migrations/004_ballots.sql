-- Secret ballots (domain §2.4, A23, A49; design D8; docs/ballots.md). Who has voted stands in ballot_marks, how in ballots; a
-- ballot has no voter, time, number or key. While a meeting votes its urns lie in one box, a table of its own: at closing
-- they are counted and the box is emptied by TRUNCATE, which gives it a new, empty file and leaves no row of the old one.

create table ballot_boxes (
  box smallint primary key check (box between 0 and 31),
  -- The meeting that votes into it; null where it is free, and then it is empty.
  meeting uuid unique
);
insert into ballot_boxes (box) select generate_series(0, 31);

create table urns (
  meeting uuid not null,
  case_id uuid not null,
  -- Where its ballots lie; null once it is closed.
  box smallint references ballot_boxes,
  yes smallint check (yes >= 0),
  no smallint check (no >= 0),
  abstain smallint check (abstain >= 0),
  primary key (meeting, case_id),
  constraint counted_when_closed check (num_nulls(yes, no, abstain) = case when box is null then 0 else 3 end)
);
create index urns_open on urns (box) where box is not null;

-- Everyone present when the roll was called, for each case; who is recused for a case may not vote on it (A23).
create table ballot_roster (
  meeting uuid not null,
  case_id uuid not null,
  voter text not null,
  recused boolean not null,
  primary key (meeting, case_id, voter),
  unique (meeting, case_id, voter, recused),
  foreign key (meeting, case_id) references urns
);

create table ballot_marks (
  meeting uuid not null,
  case_id uuid not null,
  voter text not null,
  -- The person signed in: nobody votes for another (不得委托他人投票).
  cast_by text not null,
  recused boolean not null default false,
  constraint one_ballot_each primary key (meeting, case_id, voter),
  constraint no_ballot_for_another check (cast_by = voter),
  constraint no_ballot_when_recused check (not recused),
  constraint voter_is_present foreign key (meeting, case_id, voter) references ballot_roster,
  constraint voter_is_not_recused foreign key (meeting, case_id, voter, recused)
    references ballot_roster (meeting, case_id, voter, recused)
);

-- All rows are of one length, so that not even the space they leave tells one choice from another.
create table ballots (
  box smallint not null,
  case_id uuid not null,
  choice "char" not null constraint choice_is_known check (choice in ('y', 'n', 'a'))
) partition by list (box);

-- A ballot and its mark come in one statement: at its end every urn of the box holds as many ballots as it has marks.
create function check_box(asked smallint) returns void language plpgsql as $$
declare
  differs boolean;
begin
  execute format(
    'select exists (
       select from (select u.case_id, count(m.voter) as n from urns u left join ballot_marks m using (meeting, case_id)
                     where u.box = $1 group by u.case_id) marked
         full join (select case_id, count(*) as n from ballots_%s group by case_id) urn using (case_id)
        where coalesce(marked.n, -1) <> coalesce(urn.n, 0))', asked) into differs using asked;
  if differs then
    raise exception 'an urn holds another number of ballots than voters are marked'
      using errcode = 'check_violation', constraint = 'a_ballot_a_mark';
  end if;
end $$;

create function ballots_have_marks() returns trigger language plpgsql as $$
begin
  perform check_box(box) from (select distinct box from touched) boxes;
  return null;
end $$;

create function marks_have_ballots() returns trigger language plpgsql as $$
begin
  perform check_box(box)
    from (select distinct u.box from touched t join urns u using (meeting, case_id) where u.box is not null) boxes;
  return null;
end $$;

-- No ballot after closing (不得补充投票), and none where no urn was opened.
create function voting_is_open() returns trigger language plpgsql as $$
begin
  perform from urns where meeting = new.meeting and case_id = new.case_id and box is not null for share;
  if not found then
    raise exception 'no urn is open' using errcode = 'check_violation', constraint = 'voting_is_open';
  end if;
  return new;
end $$;

-- Who arrives after the roll was called does not vote in that round (A49).
create function roster_comes_first() returns trigger language plpgsql as $$
begin
  perform from urns where meeting = new.meeting and case_id = new.case_id and box is not null for share;
  if not found or exists (select from ballot_marks m where m.meeting = new.meeting and m.case_id = new.case_id) then
    raise exception 'the roster is made before the first ballot'
      using errcode = 'check_violation', constraint = 'roster_comes_first';
  end if;
  return new;
end $$;

create function of_a_vote_nothing_changes() returns trigger language plpgsql as $$
begin
  raise exception 'of a vote nothing is changed or taken away'
    using errcode = 'restrict_violation', constraint = 'of_a_vote_nothing_changes', table = tg_table_name;
end $$;

-- An urn is closed once, with the counts that its ballots have; closed counts never change.
create function urn_closes_once() returns trigger language plpgsql as $$
declare
  counted boolean;
begin
  if old.box is null or new.box is not null or (new.meeting, new.case_id) <> (old.meeting, old.case_id) then
    raise exception 'an urn is closed once' using errcode = 'restrict_violation', constraint = 'urn_closes_once';
  end if;
  execute format(
    'select (count(*) filter (where choice = ''y''), count(*) filter (where choice = ''n''),
             count(*) filter (where choice = ''a'')) = ($2::bigint, $3::bigint, $4::bigint)
       from ballots_%s where case_id = $1', old.box) into counted using new.case_id, new.yes, new.no, new.abstain;
  if not counted then
    raise exception 'the counts are not those of the ballots'
      using errcode = 'check_violation', constraint = 'counts_are_the_ballots';
  end if;
  return new;
end $$;

create function urn_opens_empty() returns trigger language plpgsql as $$
begin
  if not exists (select from ballot_boxes where box = new.box and meeting = new.meeting) then
    raise exception 'an urn is opened in the box of its meeting'
      using errcode = 'check_violation', constraint = 'urn_opens_empty';
  end if;
  return new;
end $$;

-- A box is emptied, and given to another meeting, when all its urns are counted.
create function box_is_counted() returns trigger language plpgsql as $$
begin
  if exists (select from urns where box = substring(tg_table_name from '\d+$')::smallint) then
    raise exception 'an urn of this box is open' using errcode = 'restrict_violation', constraint = 'box_is_counted';
  end if;
  return null;
end $$;

create function box_changes_hands() returns trigger language plpgsql as $$
declare
  empty boolean;
begin
  execute format('select not exists (select from ballots_%s)', old.box) into empty;
  if not empty or new.box <> old.box or exists (select from urns where box = old.box) then
    raise exception 'the box is in use' using errcode = 'restrict_violation', constraint = 'box_changes_hands';
  end if;
  return new;
end $$;

create trigger box_changes_hands before update on ballot_boxes for each row execute function box_changes_hands();
create trigger urn_opens_empty before insert on urns for each row execute function urn_opens_empty();
create trigger urn_closes_once before update on urns for each row execute function urn_closes_once();
create trigger roster_comes_first before insert on ballot_roster for each row execute function roster_comes_first();
create trigger voting_is_open before insert on ballot_marks for each row execute function voting_is_open();
create trigger marks_have_ballots after insert on ballot_marks referencing new table as touched
  for each statement execute function marks_have_ballots();
create trigger urns_stay before delete or truncate on urns for each statement execute function of_a_vote_nothing_changes();
create trigger roster_stays before update or delete or truncate on ballot_roster
  for each statement execute function of_a_vote_nothing_changes();
create trigger marks_stay before update or delete or truncate on ballot_marks
  for each statement execute function of_a_vote_nothing_changes();
-- Ballots are written box by box only.
create trigger ballots_go_into_a_box before insert or update or delete or truncate on ballots
  for each statement execute function of_a_vote_nothing_changes();

do $$
declare
  n smallint;
begin
  for n in select box from ballot_boxes loop
    -- Neither autovacuum nor ANALYZE may leave a partial tally in the statistics.
    execute format('create table ballots_%1$s partition of ballots for values in (%1$s)
      with (autovacuum_enabled = false)', n);
    execute format('alter table ballots_%s alter box set statistics 0, alter case_id set statistics 0,
      alter choice set statistics 0', n);
    execute format('create trigger ballots_have_marks after insert on ballots_%s referencing new table as touched
      for each statement execute function ballots_have_marks()', n);
    execute format('create trigger ballots_keep_marks after delete on ballots_%s referencing old table as touched
      for each statement execute function ballots_have_marks()', n);
    execute format('create trigger ballots_stay before update on ballots_%s
      for each statement execute function of_a_vote_nothing_changes()', n);
    execute format('create trigger box_is_counted before truncate on ballots_%s
      for each statement execute function box_is_counted()', n);
  end loop;
end $$;
alter table ballots alter box set statistics 0, alter case_id set statistics 0, alter choice set statistics 0;
