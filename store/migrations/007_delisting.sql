-- A case that leaves its publicity early is taken off the notice's list: its line stays as a record and is shown no more.
alter table notice_cases add column dropped boolean not null default false;
alter table notice_cases add constraint what_is_dropped_is_free check (not (dropped and live));
