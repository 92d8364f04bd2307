-- Files of cases by their content: what is handed in for an item of the checklist. The bytes lie outside the database.
create table materials (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  -- Item of the programme's checklist.
  item text not null check (item ~ '^[a-z][a-z0-9-]{0,63}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  -- By the clock, UTC ms.
  uploaded_at bigint not null,
  uploaded_by text not null,
  constraint same_file_once_an_item unique (case_id, item, sha256)
);
create index materials_by_file on materials (sha256);
create trigger materials_only_grow before update or delete or truncate on materials
  for each statement execute function history_only_grows();
