import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Expected, look } from '../../workers/look.ts';

/** A look at a public page against a server that answers as the test says. */

const notice = '00000000-0000-4000-8000-0000000000c1';
const page = (lines: number, digest = 'd'.repeat(64)) => `<p>${digest}</p>${'<tr class="listed"></tr>'.repeat(lines)}`;
const list: Expected = { digest: 'd'.repeat(64), count: 2 };

type Answer = { status: number; text: string } | 'nothing';
const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Gives these answers one after another, the last for good. */
async function answering(...answers: Answer[]): Promise<{ address: string; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(paths.length, answers.length - 1)] ?? 'nothing';
    paths.push(request.url ?? '');
    if (answer === 'nothing') request.socket.destroy();
    else response.writeHead(answer.status).end(answer.text);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  servers.push(server);
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}
const pauses = [0, 0, 0];
const good: Answer = { status: 200, text: page(2) };

describe('a look', () => {
  test('at the page with all it has to show is one attempt', async () => {
    const { address, paths } = await answering(good);
    expect(await look({ address, pauses }, notice, async () => list)).toMatchObject({ seen: true, status: 200 });
    expect(paths).toEqual([`/notices/${notice}`]);
  });

  test.each<[string, Answer]>([
    ['answers nothing', 'nothing'],
    ['says that it is not ready', { status: 503, text: '' }],
    ['says that it is asked too often', { status: 429, text: '' }],
    ['shows another list', { status: 200, text: page(2, 'e'.repeat(64)) }],
    ['shows a line too few', { status: 200, text: page(1) }],
  ])('at a server that %s is tried again, and good when the page comes', async (_, bad) => {
    const { address, paths } = await answering(bad, bad, good);
    expect(await look({ address, pauses }, notice, async () => list)).toMatchObject({ seen: true, status: 200 });
    expect(paths).toHaveLength(3);
  });

  test('is in vain after some attempts, and tells the last answer', async () => {
    const { address, paths } = await answering({ status: 503, text: 'away' });
    const seen = await look({ address, pauses }, notice, async () => list);
    expect(seen).toMatchObject({ seen: false, status: 503 });
    expect(seen?.shown).toMatch(/^[0-9a-f]{64}$/);
    expect(paths).toHaveLength(4);
  });

  test('where nobody listens finds nothing', async () => {
    const nobody = { address: 'http://127.0.0.1:9', pauses };
    expect(await look(nobody, notice, async () => list)).toEqual({ seen: false, status: null, shown: null });
  });

  test('asks before every attempt what is to be shown: a case may have left meanwhile', async () => {
    const { address } = await answering({ status: 200, text: page(1) });
    let left = 2;
    const seen = await look({ address, pauses }, notice, async () => ({ ...list, count: left-- }));
    expect(seen).toMatchObject({ seen: true });
  });

  test('at one that is taken down meanwhile is none', async () => {
    const { address } = await answering({ status: 200, text: page(0) });
    let asked = 0;
    expect(await look({ address, pauses }, notice, async () => (asked++ === 0 ? list : null))).toBeNull();
  });
});
