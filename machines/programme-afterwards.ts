/** What a programme says of the time after a result: what may be asked about it, and how long its certificates' questions wait. */
import { z } from 'zod';
import { origin, periodSchema, textSchema } from './programme-entries.ts';

/** 令40 第27条: by when one asks, by when it is decided, carried out, and met again (domain A50). */
export const recheckSchema = z.strictObject({
  /** After the day of the result, or of the refusal of what was asked before. */
  request: periodSchema,
  /** 复查: the organiser decides. */
  decision: periodSchema,
  /** 投诉 about the procedure: the filing authority decides. */
  complaint: periodSchema,
  /** A granted one is to be a case again within this. */
  followUp: periodSchema,
  /** That case has no node left in its plan: it is to be met within this. */
  meeting: periodSchema,
});

export const certificatesSchema = z.strictObject({
  /** §2.5: a title built on one that was revoked is to be looked into within this. */
  question: periodSchema,
});

/** E24: a committee that could not finish in the year of application; its titles count from that year's end (五(二)). */
export const reviewDelayedSchema = z.strictObject({ reason: textSchema, ...origin });
