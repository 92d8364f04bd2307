import { onlyValue } from './copies.ts';
import { by, type Corruption, idOf } from './corruption.ts';

const certified = idOf('certified');

/** The notice of the result of the case that was certified. */
const noticeOf = `select payload ->> 'notice' from events where case_id = $1 and type = 'publish' order by seq desc limit 1`;

/** Damage to what must lie behind a certificate. */
export const corruptionsOfPublicities: readonly Corruption[] = [
  {
    title: 'a result that was certified before its publicity was over',
    finds: ['certifiedUnpublished'],
    damage: by(`update events set type = 'extend' where case_id = $1 and type = 'resultPublicityEnd'`, certified),
  },
  {
    title: 'a case that was never shown to its unit',
    finds: ['certifiedUnpublished'],
    damage: by(`update events set type = 'extend' where case_id = $1 and type = 'publish' and seq = 4`, certified),
  },
  {
    title: 'a certificate on a notice that proved nothing',
    finds: ['certifiedUnproved'],
    damage: async (db) => {
      const notice = await onlyValue<string>(db, noticeOf, [certified]);
      return by(
        `update events set type = 'reportGap' where case_id = '${notice}' and type = 'conclude' and $1 <> ''`,
        certified,
      )(db);
    },
  },
  {
    title: 'a certificate on a notice that is none',
    finds: ['certifiedUnproved'],
    damage: by(
      `update events set payload = jsonb_set(payload::jsonb, '{notice}', '"none"')::json where case_id = $1 and type = 'publish'`,
      certified,
    ),
  },
  {
    title: 'a certificate in spite of a complaint that nobody answered',
    finds: ['certifiedWhileHeld'],
    damage: by(
      `update events set type = 'resolveObjection' where case_id = $1 and type = 'resolveComplaint'`,
      certified,
    ),
  },
];
