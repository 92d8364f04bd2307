/** What a programme says of notices of publicity, beside how long each kind lasts (`periods`). */
import { z } from 'zod';
import { entry, textSchema } from './programme-entries.ts';

const count = z.number();

export const publicitySchema = z.strictObject({
  /** A notice that was drafted and not posted lapses after so many working days. */
  draftWorkingDays: entry(count),
  /** How often the public page is looked at while it is on show. */
  observeEveryMinutes: entry(count),
  /** So long without a good observation is a gap. */
  gapOverMinutes: entry(count),
  /** Working days added for each working day on which a gap lies; 0: gaps are only stated. */
  gapProlongsWorkingDays: entry(count),
  /** When the days are over, they should be proved within so many working days. */
  proofWorkingDays: entry(count),
  /** Calendar days after its end for which a notice still shows names. */
  namesShownDays: entry(count),
  /** How and where to object, for whoever reads the notice. */
  contact: entry(textSchema),
});
