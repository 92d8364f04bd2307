/** What inspecting a file may cost, whatever the file says of itself (reliability §6, uploads). */

/** 40 megapixels: A3 at 500 dpi. */
export const MOST_PIXELS = 40_000_000;
export const LONGEST_SIDE = 30_000;
/** What the streams of one PDF may come to when they are unpacked. */
export const MOST_INFLATED = 256_000_000;
/** Comments, colour profiles and what cameras write, in one picture. */
export const MOST_METADATA = 2_000_000;
