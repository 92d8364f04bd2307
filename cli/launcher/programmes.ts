import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import type { Programme } from '../../machines/programme.ts';
import { latestProgramme, UnknownProgramme } from '../../store/programmes.ts';
import type { Say } from './say.ts';

/** How a programme's file stands to what runs in the database (decision D5). */
export type Standing = { readonly is: 'new' } | { readonly is: 'same' | 'different'; readonly version: number };

export async function standingOf(pool: pg.Pool, programme: Programme): Promise<Standing> {
  try {
    const { version, body } = await latestProgramme(pool, programme.id);
    return { is: isDeepStrictEqual(body, plain(programme)) ? 'same' : 'different', version };
  } catch (error) {
    if (error instanceof UnknownProgramme) return { is: 'new' };
    throw error;
  }
}

/** A start whose files differ from what runs says so and changes nothing. */
export async function sayDifferences(pool: pg.Pool, say: Say): Promise<void> {
  for (const programme of loadProgrammes(calendarsOfFiles())) {
    const standing = await standingOf(pool, programme);
    const file = `config/programmes/${programme.id}.yaml`;
    if (standing.is === 'new') {
      say({
        zh: `${file} 尚未导入：zhicheng programme import ${file}`,
        en: `${file} is not imported yet: zhicheng programme import ${file}`,
      });
    }
    if (standing.is === 'different') {
      say({
        zh: `${file} 与正在运行的第 ${standing.version} 版不同；运行的仍是第 ${standing.version} 版`,
        en: `${file} differs from version ${standing.version}, which is what runs`,
      });
    }
  }
}

/** As it comes back from JSON: without what is undefined. */
function plain(programme: Programme): unknown {
  return JSON.parse(JSON.stringify(programme));
}
