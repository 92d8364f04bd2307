import type { Text } from '../machines/programme-entries.ts';
import type { Actor } from '../machines/roles.ts';
import {
  type CertificateParts,
  type Copy,
  checked,
  copyOf,
  outcomeWords,
  statusWords,
  verified,
} from './certificates.ts';
import { both, type Html, html, page, plain } from './html.ts';

/**
 * Certificates as plain pages: a form that anybody may use, and the certificate as its holder and his unit print it. No script:
 * the browser's own print command makes the paper, or the PDF.
 */

const title: Text = { zh: '职称证书核验', en: 'Verify a certificate' };

export interface Form {
  readonly number: string;
  readonly name: string;
  readonly code: string;
}
const empty: Form = { number: '', name: '', code: '' };

/** The form, with what came of it where it was sent: a code where there is one, else number and name. */
export async function verificationPage(parts: CertificateParts, sent: Form | null): Promise<string> {
  const form = sent ?? empty;
  return page(title, html`${sent === null ? html`` : await answerTo(parts, form)}${formPart(form)}${offlinePart}`);
}

async function answerTo(parts: CertificateParts, { number, name, code }: Form): Promise<Html> {
  if (code.trim() !== '') return codeAnswer(parts, code);
  const said = await verified(parts, { number: number.trim(), name });
  const [{ status, certificate: zh }, { certificate: en }] = [said('zh'), said('en')];
  if (zh === null || en === null) return outcome(statusWords.NOT_FOUND, html``);
  return outcome(statusWords[status], titleLines({ zh, en }, zh.revokedOn === null ? [] : [revoked(zh.revokedOn)]));
}

async function codeAnswer(parts: CertificateParts, code: string): Promise<Html> {
  const said = await checked(parts, code);
  const [{ outcome: came, status, certificate: zh }, { certificate: en }] = [said('zh'), said('en')];
  if (zh === null || en === null) return outcome(outcomeWords[came], html``);
  const lines: readonly Line[] = [
    [{ zh: '姓名', en: 'name' }, html`${plain(zh.name)}`],
    [{ zh: '登记状态', en: 'in the register' }, both(statusWords[status ?? 'NOT_FOUND'])],
  ];
  return outcome(outcomeWords.GENUINE, titleLines({ zh, en }, lines));
}

function outcome(words: Text, rest: Html): Html {
  return html`<section class="outcome"><p><strong>${both(words)}</strong></p>${rest}</section>
`;
}

type Line = readonly [head: Text, value: Html];
type Said = Pick<Copy, 'number' | 'series' | 'levelLabel' | 'scopeLabel' | 'approvedOn' | 'countsFrom'>;

const revoked = (day: string): Line => [{ zh: '撤销日期', en: 'revoked on' }, html`${plain(day)}`];

function titleLines({ zh, en }: { zh: Said; en: Said }, more: readonly Line[]): Html {
  const lines: readonly Line[] = [
    [{ zh: '证书编号', en: 'number' }, html`${plain(zh.number)}`],
    [{ zh: '系列', en: 'series' }, both({ zh: zh.series, en: en.series })],
    [{ zh: '级别', en: 'level' }, both({ zh: zh.levelLabel, en: en.levelLabel })],
    [{ zh: '有效范围', en: 'scope' }, both({ zh: zh.scopeLabel, en: en.scopeLabel })],
    [{ zh: '批准日期', en: 'approved on' }, html`${plain(zh.approvedOn)}`],
    [{ zh: '任职年限起算', en: 'years count from' }, html`${plain(zh.countsFrom)}`],
    ...more,
  ];
  const rows = lines.map(
    ([head, value]) => html`<tr><th scope="row">${both(head)}</th><td>${value}</td></tr>
`,
  );
  return html`<table>
${rows}</table>
`;
}

function formPart({ number, name, code }: Form): Html {
  return html`<form class="screen" method="post" action="/certificates" accept-charset="utf-8">
<h2>${both({ zh: '按编号和姓名', en: 'By number and name' })}</h2>
<p><label>${both({ zh: '证书编号', en: 'number' })} <input name="number" maxlength="40" autocomplete="off" value="${plain(number)}"></label></p>
<p><label>${both({ zh: '姓名', en: 'name' })} <input name="name" maxlength="200" autocomplete="off" value="${plain(name)}"></label></p>
<h2>${both({ zh: '或按证书上的验证码', en: 'Or by the code on the certificate' })}</h2>
<p><label>${both({ zh: '验证码', en: 'code' })} <textarea name="code" rows="4" cols="60" maxlength="1000" autocomplete="off">${plain(code)}</textarea></label></p>
<p><button type="submit">${both({ zh: '核验', en: 'Verify' })}</button></p>
</form>
`;
}

const offlinePart = html`<p class="screen">${both({
  zh: '每次核验按小时计数，证书持有人可以看到次数；不记录由谁核验。验证码可离线核验：公钥和已撤销证书的名单在',
  en: 'Lookups are counted by the hour and shown to the holder; nothing is kept of who asked. A code can be checked offline: keys and revoked numbers are at',
})} <a href="/v1/certificates/keys">/v1/certificates/keys</a>, <a href="/v1/certificates/revocations">/v1/certificates/revocations</a></p>
`;

const printed: Text = { zh: '专业技术职务任职资格电子证书', en: 'Electronic certificate of a professional title' };
const CODE_GROUP = 24;

/**
 * The certificate, to be printed by the browser. @throws Problem CERTIFICATE_NOT_FOUND
 */
export async function certificatePage(parts: CertificateParts, of: { number: string; actor: Actor }): Promise<string> {
  const said = await copyOf(parts, of);
  const [zh, en] = [said('zh'), said('en')];
  const withheld: Text = { zh: '（姓名已按规定删除）', en: '(the name has been erased)' };
  const lines: readonly Line[] = [
    [{ zh: '姓名', en: 'name' }, zh.name === null ? both(withheld) : html`${plain(zh.name)}`],
    [{ zh: '申报单位', en: 'unit' }, both({ zh: zh.unit, en: en.unit })],
    [{ zh: '评审委员会', en: 'committee' }, both({ zh: zh.issuer, en: en.issuer })],
    [{ zh: '状态', en: 'status' }, both(statusWords[zh.status])],
    ...(zh.revokedOn === null ? [] : [revoked(zh.revokedOn)]),
  ];
  return page(printed, html`${titleLines({ zh, en }, lines)}${codePart(zh)}`);
}

function codePart({ code, status, name }: Copy): Html {
  if (status === 'REVOKED' || name === null) return html``;
  if (code === null)
    return html`<p>${both({
      zh: '本系统未配置签名密钥，证书不带验证码；请按编号和姓名核验。',
      en: 'This installation has no signing key, so the certificate carries no code; verify it by number and name.',
    })}</p>
`;
  const groups = code.match(new RegExp(`.{1,${CODE_GROUP}}`, 'g')) ?? [];
  return html`<h2>${both({ zh: '验证码', en: 'Code' })}</h2>
<pre class="code">${plain(groups.join('\n'))}</pre>
<p>${both({ zh: '核验：/certificates', en: 'Verified at /certificates' })}</p>
<p class="screen">${both({
    zh: '由浏览器打印，或打印为 PDF。',
    en: 'Print it, or print it to PDF, from the browser.',
  })}</p>
`;
}
