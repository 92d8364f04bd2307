import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShelf } from '../../files/shelf.ts';
import { type Api, startApi } from '../support/api.ts';
import { opened, sent, signature } from '../support/applicants.ts';
import { pdf, png } from '../support/materials/good.ts';
import { digestOf, hashOf, upload } from '../support/materials/upload.ts';
import { items, type Office, openOffice, sha } from '../support/office.ts';
import { sendBytes } from '../support/raw-http.ts';

/** Files of a case over HTTP: handed in, listed with what was concluded of them, and given out again (E38, E43). */

const limits = { fileBytes: 20_000, caseFiles: 6, caseBytes: 60_000 };
const as = 'school-1-a0/applicant';
let office: Office;
let api: Api;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office, { limits });
  id = await opened(api, 'school-1-a0');
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const onDisk = async () => (await Array.fromAsync(openShelf(api.files).all())).length;
const list = async (of: { id: string; as: string }) =>
  (await api.call({ path: `/v1/cases/${of.id}/materials`, as: of.as })).body.materials;
const item = items[0] ?? '';

describe('a file', () => {
  test('is held under its hash, and sent again is answered the same', async () => {
    const bytes = pdf(1);
    const first = await upload(api, { case: id, as, item, bytes, type: 'application/pdf' });
    expect([first.status, first.body]).toMatchObject([
      200,
      { item, sha256: hashOf(bytes), bytes: bytes.length, mediaType: 'application/pdf', uploadedBy: 'school-1-a0' },
    ]);
    const again = await upload(api, { case: id, as, item, bytes });
    expect(again.body).toEqual(first.body);
    expect(await onDisk()).toBe(1);
    expect(await list({ id, as })).toHaveLength(1);
  });

  test('is given out byte for byte, to be saved and never shown', async () => {
    const bytes = pdf(1);
    const path = `/v1/cases/${id}/materials/${item}/${hashOf(bytes)}`;
    const response = await fetch(`${api.url}${path}`, {
      headers: { authorization: 'Bearer token-school-1-a0-applicant' },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const told = ['content-type', 'x-content-type-options', 'content-security-policy', 'content-disposition'];
    expect(told.map((name) => response.headers.get(name))).toEqual([
      'application/pdf',
      'nosniff',
      "default-src 'none'; sandbox",
      `attachment; filename="${item}-${hashOf(bytes).slice(0, 8)}.pdf"`,
    ]);
  });

  test('of a case one does not see does not exist', async () => {
    for (const [who, method] of [
      ['school-2-admin/unitAdmin', 'GET'],
      ['school-1-a1/applicant', 'GET'],
      ['school-1-handler/unitHandler', 'GET'],
      ['neighbour/citizen', 'GET'],
      ['school-1-a1/applicant', 'PUT'],
    ] as const) {
      const paths = method === 'PUT' ? [] : ['', `/${item}/${hashOf(pdf(1))}`];
      for (const path of paths) {
        const reply = await api.call({ path: `/v1/cases/${id}/materials${path}`, as: who });
        expect([who, path, reply.status, reply.body.code]).toEqual([who, path, 404, 'CASE_NOT_FOUND']);
      }
      if (method === 'PUT')
        expect((await upload(api, { case: id, as: who, bytes: pdf(2) })).body.code).toBe('CASE_NOT_FOUND');
    }
    expect((await upload(api, { case: id, as: 'kaili-1/bureauOfficer', bytes: pdf(2) })).body.code).toBe(
      'ROLE_NOT_ENTITLED',
    );
  });
});

describe('what is refused', () => {
  test('says why, in both languages, and leaves nothing behind', async () => {
    const before = await onDisk();
    const bytes = png(5);
    const told = async (of: Partial<Parameters<typeof upload>[1]>) => {
      const { status, body } = await upload(api, { case: id, as, item, bytes, ...of });
      return [status, body.code];
    };
    expect(await told({ sha256: sha('another') })).toEqual([422, 'FILE_DIFFERS']);
    expect(await told({ bytes: Buffer.alloc(limits.fileBytes + 1) })).toEqual([413, 'FILE_TOO_LARGE']);
    expect(await told({ bytes: Buffer.from('<svg/>') })).toEqual([415, 'FILE_TYPE_REFUSED']);
    expect(await told({ bytes: bytes.subarray(0, 40) })).toEqual([422, 'FILE_REFUSED']);
    for (const name of ['no-such-item', '..%2f..%2fetc', 'form-1-9.pdf.exe', 'FORM', '%E8%A1%A8'])
      expect([name, ...(await told({ item: name }))]).toEqual([name, 422, 'MATERIAL_ITEM_UNKNOWN']);
    const en = await api.call({
      method: 'PUT',
      path: `/v1/cases/${id}/materials/${item}?lang=en`,
      as,
      raw: 'GIF89a',
      headers: { 'content-digest': digestOf(hashOf(Buffer.from('GIF89a'))), 'content-type': 'image/gif' },
    });
    expect(en.body.detail).toBe('PDF, JPEG and PNG are taken, by content: its content is no PDF, JPEG or PNG.');
    expect(await onDisk()).toBe(before);
  });

  test('comes without its length, or breaks off before it', async () => {
    const bytes = pdf(3);
    const head = [
      `PUT /v1/cases/${id}/materials/${item} HTTP/1.1`,
      'Host: x',
      'Connection: close',
      'Authorization: Bearer token-school-1-a0-applicant',
      `Content-Digest: ${digestOf(hashOf(bytes))}`,
    ];
    const before = await onDisk();
    const stream = new ReadableStream({
      start(to) {
        to.enqueue(new Uint8Array(bytes));
        to.close();
      },
    });
    const unmeasured = await fetch(`${api.url}/v1/cases/${id}/materials/${item}`, {
      method: 'PUT',
      body: stream,
      duplex: 'half',
      headers: {
        authorization: 'Bearer token-school-1-a0-applicant',
        'content-digest': digestOf(hashOf(bytes)),
      },
    });
    expect([unmeasured.status, await unmeasured.json()]).toMatchObject([411, { code: 'LENGTH_REQUIRED' }]);
    const short = `${[...head, `Content-Length: ${bytes.length + 1}`].join('\r\n')}\r\n\r\n${bytes.toString('latin1')}`;
    await sendBytes(api.url, short);
    await expect.poll(onDisk).toBe(before);
  });

  test('is more than the case may hold, also by many at once', async () => {
    const other = await opened(api, 'school-1-a2');
    const before = await onDisk();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        upload(api, { case: other, as: 'school-1-a2/applicant', item, bytes: png(60 + n) }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(limits.caseFiles);
    expect(replies.filter(({ body }) => body.code === 'MATERIAL_QUOTA')).toHaveLength(10 - limits.caseFiles);
    expect(await onDisk()).toBe(before + limits.caseFiles);
  });
});

test('a conclusion stands at the file it was about, whatever is handed in later', async () => {
  const first = pdf(7);
  await upload(api, { case: id, as, item, bytes: first });
  const materials = items.map((one) => ({ item: one, sha256: one === item ? hashOf(first) : sha(one) }));
  await sent(api, { id, as, event: { type: 'submit', data: { materials, content: sha('dossier') } } });
  const conclusions = items.map((one) => ({ item: one, conclusion: 'MATCHES_ORIGINAL' }));
  const event = { type: 'verify', data: { conclusions, items }, signature };
  await sent(api, { id, as: 'school-1-reviewer/materialReviewer', event });
  const later = pdf(8);
  await upload(api, { case: id, as, item, bytes: later });
  const held = await list({ id, as: 'school-1-admin/unitAdmin' });
  const of = (bytes: Buffer) => held.find((one: { sha256: string }) => one.sha256 === hashOf(bytes));
  expect(of(first)).toMatchObject({
    named: true,
    conclusions: [{ conclusion: 'MATCHES_ORIGINAL', label: '与原件相符', by: 'school-1-reviewer', ...signature }],
  });
  expect(of(later)).toMatchObject({ named: false, conclusions: [] });
});
