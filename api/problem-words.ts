import type { Text } from '../machines/programme-entries.ts';
import { materialProblemWords } from './material-words.ts';
import type { OwnCode } from './problems.ts';

/** What a problem of the API says. The sentences of the charts' blockers live with the charts. */
export interface ProblemWords {
  readonly title: Text;
  readonly detail: Text;
}

export const problemWords: Readonly<Record<OwnCode, ProblemWords>> = {
  MALFORMED_REQUEST: {
    title: { zh: '请求格式有误', en: 'Malformed request' },
    detail: { zh: '请求行或地址无法识别。', en: 'The request line or the address cannot be read.' },
  },
  MALFORMED_BODY: {
    title: { zh: '请求正文不是 JSON', en: 'The body is not JSON' },
    detail: { zh: '请求正文须为 UTF-8 编码的 JSON。', en: 'The body must be JSON in UTF-8.' },
  },
  INVALID_PARAMETER: {
    title: { zh: '参数有误', en: 'Invalid parameter' },
    detail: { zh: '地址中的参数不合要求，见 errors。', en: 'A parameter of the address is not accepted; see errors.' },
  },
  INVALID_HEADER: {
    title: { zh: '请求头有误', en: 'Invalid header' },
    detail: { zh: '请求头不合要求，见 errors。', en: 'A header of the request is not accepted; see errors.' },
  },
  CURSOR_MISMATCH: {
    title: { zh: '翻页位置与条件不符', en: 'The cursor belongs to another list' },
    detail: {
      zh: '翻页位置(cursor)只能与取得它时的筛选条件一起使用。',
      en: 'A cursor goes only with the conditions it was given for.',
    },
  },
  UNAUTHENTICATED: {
    title: { zh: '未登录', en: 'Not signed in' },
    detail: {
      zh: '请在 Authorization 请求头中提供有效令牌：Bearer <令牌>。',
      en: 'Send a valid token in the Authorization header: Bearer <token>.',
    },
  },
  SIGN_IN_REFUSED: {
    title: { zh: '本系统不接受演示令牌', en: 'This installation takes no demonstration tokens' },
    detail: {
      zh: '演示令牌只能用于演示库或模拟库；正式库须使用正式账号。',
      en: 'Demonstration tokens work only in a database created as demonstration or simulation.',
    },
  },
  NOT_FOUND: {
    title: { zh: '没有此地址', en: 'No such address' },
    detail: { zh: '接口清单见 /docs。', en: 'What there is stands at /docs.' },
  },
  CASE_NOT_FOUND: {
    title: { zh: '没有此案件', en: 'No such case' },
    detail: { zh: '没有此案件，或无权查看。', en: 'There is no such case, or it is not yours to see.' },
  },
  CERTIFICATE_NOT_FOUND: {
    title: { zh: '没有此证书', en: 'No such certificate' },
    detail: { zh: '没有此证书，或无权查看。', en: 'There is no such certificate, or it is not yours to read.' },
  },
  NOTHING_SIGNED: {
    title: { zh: '本系统未配置签名密钥', en: 'This installation has no signing key' },
    detail: {
      zh: '证书照常核发，可按编号和姓名核验；没有签名的名单和验证码。',
      en: 'Certificates are issued and verified by number and name; there is no signed list and no signed code.',
    },
  },
  NOTICE_NOT_FOUND: {
    title: { zh: '没有此公示', en: 'No such notice' },
    detail: { zh: '没有此公示，或尚未张贴。', en: 'There is no such notice, or it was never posted.' },
  },
  PERSON_NOT_FOUND: {
    title: { zh: '没有此人', en: 'No such person' },
    detail: { zh: '没有此人，或无权查看其登记。', en: 'There is no such person, or the register is not yours to see.' },
  },
  ENTRY_UNKNOWN: {
    title: { zh: '所指条目不存在', en: 'No such entry' },
    detail: {
      zh: '第 {at} 项(从 0 起)所指的条目不是已登记的事实。',
      en: 'Entry {at} (from 0) speaks of no registered fact.',
    },
  },
  ENTRY_WITHDRAWN: {
    title: { zh: '所指条目已撤回', en: 'The entry was withdrawn' },
    detail: {
      zh: '第 {at} 项(从 0 起)所指的条目已撤回。',
      en: 'Entry {at} (from 0) speaks of one that was withdrawn.',
    },
  },
  ENTRY_OTHER_KIND: {
    title: { zh: '与所指条目种类不符', en: 'Not of the same kind' },
    detail: {
      zh: '第 {at} 项(从 0 起)与所指条目种类不符：更正须同类，学时审验只针对学时。',
      en: 'Entry {at} (from 0) does not fit: a correction is of the same kind, and only hours are verified as hours.',
    },
  },
  ENTRY_OF_OTHERS: {
    title: { zh: '不得改动他人登记的条目', en: 'Another’s entry' },
    detail: {
      zh: '第 {at} 项(从 0 起)所指的条目由他方登记，或为处分、失信记录，申报方不得更正或撤回。',
      en: 'Entry {at} (from 0) would undo what the other side entered, or a sanction or breach, which an office alone may.',
    },
  },
  ENTRY_NOT_ENTITLED: {
    title: { zh: '无权登记此类条目', en: 'Not yours to enter' },
    detail: {
      zh: '第 {at} 项(从 0 起)：核验由主管机关登记，学时由各自的审验机关登记。',
      en: 'Entry {at} (from 0): offices compare with sources, and each verifies hours for itself.',
    },
  },
  ENTRY_CASE: {
    title: { zh: '条目与案件不符', en: 'The entry does not go with the case' },
    detail: {
      zh: '第 {at} 项(从 0 起)：推荐人、材料和申报专业须注明本人的案件，其他条目不注明。',
      en: 'Entry {at} (from 0): referees, documents and the specialty name a case of the person; nothing else names one.',
    },
  },
  ALREADY_CREDITED: {
    title: { zh: '公需科目已计学时', en: 'The course is credited already' },
    detail: {
      zh: '第 {at} 项(从 0 起)的公需科目已计入此人学时，不得重复计算。',
      en: 'The public course of entry {at} (from 0) is credited to this person already, and once only.',
    },
  },
  REGISTER_CLOSED: {
    title: { zh: '登记已封存', en: 'The register is closed' },
    detail: {
      zh: '此人的密钥已删除，登记不再可读、不再登记。',
      en: 'The person’s key is gone: nothing is read or entered any more.',
    },
  },
  PROGRAMME_NOT_FOUND: {
    title: { zh: '没有此年度方案', en: 'No such programme' },
    detail: { zh: '没有名为 {named} 的年度方案。', en: 'There is no programme {named}.' },
  },
  CLOCK_NOT_MOVABLE: {
    title: { zh: '时钟不可拨动', en: 'The clock cannot be moved' },
    detail: {
      zh: '本系统按实际时间运行，例行事项自动进行。',
      en: 'This installation runs by the real time, and its rounds are made by themselves.',
    },
  },
  METHOD_NOT_ALLOWED: {
    title: { zh: '此地址不支持该方法', en: 'Method not allowed' },
    detail: { zh: '此地址支持的方法：{allowed}。', en: 'This address takes {allowed}.' },
  },
  REQUEST_TIMEOUT: {
    title: { zh: '请求超时', en: 'The request took too long' },
    detail: { zh: '未能及时收到完整的请求。', en: 'The request did not arrive whole in time.' },
  },
  DEADLINE_CLOSING: {
    title: { zh: '期限正在截止', en: 'A deadline is closing' },
    detail: {
      zh: '请求到达时期限“{label}”已届满，系统正在处理，请稍后重新提交。',
      en: 'The request came at or after the deadline “{label}”, which is being carried out; send it again a little later.',
    },
  },
  PROXY: {
    title: { zh: '不得代他人投票', en: 'Nobody votes for another' },
    detail: {
      zh: '评委须本人投票，不得委托他人投票。',
      en: 'Experts vote in person; a ballot cast for another is not taken.',
    },
  },
  ABSENT: {
    title: { zh: '不在出席名单', en: 'Not present' },
    detail: {
      zh: '点名时您未出席，不得就下列事项投票：{cases}。',
      en: 'You were not present when the roll was called, and have no vote on {cases}.',
    },
  },
  RECUSED: {
    title: { zh: '已回避', en: 'Recused' },
    detail: { zh: '您对下列事项回避，不得投票：{cases}。', en: 'You are recused, and have no vote on {cases}.' },
  },
  ALREADY_VOTED: {
    title: { zh: '已投票', en: 'Your vote is in' },
    detail: {
      zh: '您的票已投入：{cases}。票一经投出不得更改，系统亦不知其内容。',
      en: 'Your vote on {cases} has been cast. It cannot be changed, and nobody can say what it was.',
    },
  },
  VOTING_CLOSED: {
    title: { zh: '投票未开始或已结束', en: 'No voting is open' },
    detail: {
      zh: '下列事项没有开放的票箱：{cases}。不得补充投票。',
      en: 'No urn is open for {cases}; no vote is taken before or after.',
    },
  },
  GAZETTE_KNOWN: {
    title: { zh: '此放假通知已载入', en: 'This gazette is loaded already' },
    detail: {
      zh: '{year} 年度、{published} 发布的放假通知已载入且内容不同。',
      en: 'Another gazette for {year}, published on {published}, is loaded already.',
    },
  },
  STALE_VERSION: {
    title: { zh: '版本已过期', en: 'The version is out of date' },
    detail: {
      zh: '内容已有变动，当前版本为 {version}；请重新读取后再提交。',
      en: 'It has changed since you read it and stands at version {version}; read it again.',
    },
  },
  BODY_TOO_LARGE: {
    title: { zh: '请求正文过大', en: 'The body is too large' },
    detail: { zh: '请求正文最多 {limit} 字节。', en: 'A body has at most {limit} bytes.' },
  },
  ...materialProblemWords,
  UNSUPPORTED_MEDIA_TYPE: {
    title: { zh: '不支持的内容类型', en: 'Unsupported media type' },
    detail: {
      zh: '请求正文须为 application/json(UTF-8，不压缩)。',
      en: 'A body must be application/json, in UTF-8, uncompressed.',
    },
  },
  INVALID_BODY: {
    title: { zh: '请求正文不合要求', en: 'The body is not accepted' },
    detail: { zh: '请求正文有不合要求之处，见 errors。', en: 'Parts of the body are not accepted; see errors.' },
  },
  UNKNOWN_EVENT: {
    title: { zh: '没有此事项', en: 'Unknown event' },
    detail: { zh: '没有名为“{type}”的事项；可用的有：{known}。', en: 'There is no event “{type}”; there are {known}.' },
  },
  KEY_REUSED: {
    title: { zh: '幂等键已用于其他请求', en: 'The key belongs to another request' },
    detail: {
      zh: '此 Idempotency-Key 已用于内容不同的请求。',
      en: 'This Idempotency-Key was used for a request of another content.',
    },
  },
  AMENDMENT_IN_PAST: {
    title: { zh: '不得改为已过去的日期', en: 'The new date is already past' },
    detail: {
      zh: '新的时间 {to} 不晚于现在({now})；已届满的期限不因修改而恢复。',
      en: 'The new instant {to} is not later than now ({now}); what has passed is not undone by an amendment.',
    },
  },
  PROGRAMME_UNWORKABLE: {
    title: { zh: '修改后的方案无法执行', en: 'The amended programme cannot work' },
    detail: { zh: '检查发现问题，见 errors。', en: 'The check found faults; see errors.' },
  },
  POOL_KNOWN: {
    title: { zh: '此日起的专家库已备案', en: 'A pool is filed from that day already' },
    detail: {
      zh: '{organisation} 自 {filedFrom} 起的专家库已备案且内容不同；备案不作更改，请另行备案。',
      en: 'Another pool of {organisation} is filed from {filedFrom}; a filing is not changed, file one from another day.',
    },
  },
  GAZETTE_UNUSABLE: {
    title: { zh: '放假通知有误', en: 'The gazette cannot be used' },
    detail: {
      zh: '放假通知自相矛盾或有遗漏，见 errors。',
      en: 'The gazette contradicts itself or leaves days out; see errors.',
    },
  },
  CLOCK_ONLY_FORWARD: {
    title: { zh: '时钟只能向前拨', en: 'The clock moves forward only' },
    detail: { zh: '现在是 {now}。', en: 'It is {now} now.' },
  },
  VERSION_REQUIRED: {
    title: { zh: '须注明版本', en: 'A version is required' },
    detail: {
      zh: '请在 If-Match 请求头中注明所见版本，例如 "v7"。',
      en: 'Say in the If-Match header which version you saw, e.g. "v7".',
    },
  },
  TOO_MANY_REQUESTS: {
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    detail: { zh: '每分钟最多 {limit} 次请求。', en: 'At most {limit} requests a minute.' },
  },
  HEADERS_TOO_LARGE: {
    title: { zh: '请求头过大', en: 'The headers are too large' },
    detail: { zh: '请缩短地址或请求头。', en: 'Shorten the address or the headers.' },
  },
  INTERNAL: {
    title: { zh: '系统内部错误', en: 'Internal error' },
    detail: {
      zh: '系统出错，已记录；报告时请注明 request_id。',
      en: 'Something is wrong on our side and was logged; name the request_id when you report it.',
    },
  },
  TRY_AGAIN: {
    title: { zh: '请稍后重试', en: 'Try again' },
    detail: {
      zh: '暂时无法处理；请稍后以同一 Idempotency-Key 重新提交。',
      en: 'It cannot be done at the moment; send it again with the same Idempotency-Key.',
    },
  },
};
