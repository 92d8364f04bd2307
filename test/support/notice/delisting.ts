import type { Actor } from '../../../machines/roles.ts';
import type { SentCommand } from '../../../store/command.ts';
import { sending } from '../office.ts';

const system: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** As the case says it that leaves a notice. */
export function delisting(notice: string, left: string, cause: string): SentCommand {
  const data = { case: left };
  return {
    ...sending({ case: notice, lifecycle: 'notice', type: 'delist', by: system, data, cause }),
    channel: 'system',
  };
}
