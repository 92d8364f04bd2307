import { z } from 'zod';
import { publicities } from '../../machines/application/context.ts';
import { caseId, clause, instant, label, pageSize, plainDate, registerId, sha256, source } from './fields.ts';

/** Notices of publicity, as anybody may read them. Of a case no more is published than the duty to publish needs. */

const notice = {
  id: caseId,
  number: z.string(),
  kind: z.enum(publicities),
  kindLabel: label,
  organisation: z.strictObject({ id: registerId, title: label }),
  state: z.string(),
  stateLabel: label,
  postedAt: instant,
  lastDay: plainDate,
  endedAt: instant.nullable(),
  count: z.int(),
};

const shownDay = z
  .strictObject({
    date: plainDate,
    working: z.boolean(),
    known: z.boolean(),
    interrupted: z.boolean().meta({ description: 'Whether the page was not there for too long on this day' }),
    number: z.int().nullable().meta({ description: 'The how-many-th day of the publicity' }),
    label,
  })
  .meta({ id: 'ShownDay' });

const shownCase = z
  .strictObject({
    position: z.int(),
    case: caseId.meta({ description: 'Where an objection is sent; it says nothing of the person' }),
    name: z.string().nullable().meta({ description: 'null: withheld, for the person’s key is gone' }),
    unit: label,
    series: label,
    level: label,
  })
  .meta({ id: 'ShownCase' });

export const noticeView = z
  .strictObject({
    ...notice,
    firstDay: plainDate,
    workingDays: z.int(),
    provisional: z.boolean(),
    clause,
    source,
    calendarVersion: z.int(),
    days: z.array(shownDay).meta({ description: 'Day by day, from the day after it was posted' }),
    gaps: z.array(z.strictObject({ from: instant, to: instant })),
    observations: z.strictObject({ looked: z.int(), seen: z.int(), last: instant.nullable() }),
    listDigest: sha256,
    contact: label,
    namesShown: z.boolean(),
    why: label.nullable().meta({ description: 'Why no names are shown any more' }),
    cases: z.array(shownCase).meta({ description: 'Empty once names are no longer shown' }),
  })
  .meta({ id: 'Notice' });

export const noticesView = z
  .strictObject({ notices: z.array(z.strictObject(notice).meta({ id: 'ListedNotice' })) })
  .meta({ id: 'Notices' });

export const noticesQuery = z.strictObject({ limit: pageSize(200, 50) });
