-- Dated duties of organisations (一(一)4, 四(三), 五(五), 五(七)): who owes which form, and what was accepted of it last.

-- 基层: township and below (domain A26). authority: whose hours of continuing education it verifies (四(三)).
alter table organisations add column grassroots boolean not null default false;
alter table organisations add column authority text check (authority in ('health'));

create table duties (
  case_id uuid primary key references cases deferrable initially deferred,
  form text not null check (form in ('1-6', '1-7', '1-8', '1-10', '1-11')),
  organisation text not null references organisations,
  year integer not null,
  reviewer text not null references organisations,
  -- Of the form that was accepted last; null until one is.
  file text,
  late boolean,
  people integer check (people >= 0),
  hours integer check (hours >= 0),
  units_in integer check (units_in >= 0),
  units_missing integer check (units_missing >= 0),
  -- The chart's rule: every organisation owes each form once a year.
  constraint each_form_is_owed_once unique (year, form, organisation),
  check ((file is null) = (late is null))
);
create index duties_by_reviewer on duties (reviewer, year, form);

-- The duty whose accepted form fixed them; null where the installation brought them.
alter table vacancies add column duty uuid references cases deferrable initially deferred;
create index vacancies_by_duty on vacancies (duty) where duty is not null;
