import { parts, playYear } from './year.ts';

/** Plays the year on a database up to the end of a part: for copies of the source, whose acts may fail. */
const [url = '', part] = process.argv.slice(2);
const through = parts.find((one) => one === part);
if (through === undefined) throw new RangeError(`no part ${part}`);
await playYear(url, { strict: false, through });
