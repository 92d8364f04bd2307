import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';
import { applicationWords } from './application.ts';
import { certificateWords } from './certificate.ts';
import { dutyWords } from './duty.ts';
import type { LifecycleWords } from './lifecycle-words.ts';
import { matterWords } from './matter.ts';
import { meetingWords } from './meeting.ts';
import { noticeWords } from './notice.ts';
import { recheckWords } from './recheck.ts';

export const lifecycleWords: Readonly<Record<LifecycleName, LifecycleWords>> = {
  application: applicationWords,
  certificate: certificateWords,
  recheck: recheckWords,
  duty: dutyWords,
  notice: noticeWords,
  matter: matterWords,
  meeting: meetingWords,
};

/** The one event no chart holds: an amendment reached the case (design D2). */
export const recomputedWords: Text = { zh: '期限重新计算', en: 'deadlines recomputed' };
