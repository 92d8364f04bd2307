/** What the refusals of an upload are called, and what they say. */
export const materialProblemWords = {
  MATERIAL_NOT_FOUND: {
    title: { zh: '没有此文件', en: 'No such file' },
    detail: { zh: '此案件的该项材料下没有此文件。', en: 'The case holds no such file for this item.' },
  },
  MATERIAL_ITEM_UNKNOWN: {
    title: { zh: '材料清单中没有此项', en: 'No such item' },
    detail: { zh: '此案件的材料清单中没有该项。', en: 'The checklist of the case has no such item.' },
  },
  MATERIAL_QUOTA: {
    title: { zh: '材料已达上限', en: 'The case holds as much as it may' },
    detail: {
      zh: '一个案件最多 {files} 个文件、共 {bytes} 字节。',
      en: 'A case holds at most {files} files, of {bytes} bytes together.',
    },
  },
  LENGTH_REQUIRED: {
    title: { zh: '须说明文件长度', en: 'The length is missing' },
    detail: { zh: '上传文件须有 Content-Length。', en: 'A file is sent with its Content-Length.' },
  },
  FILE_TOO_LARGE: {
    title: { zh: '文件过大', en: 'The file is too large' },
    detail: { zh: '一个文件最多 {limit} 字节。', en: 'A file has at most {limit} bytes.' },
  },
  FILE_TYPE_REFUSED: {
    title: { zh: '文件类型不符', en: 'Not a type of file that is taken' },
    detail: { zh: '只收 PDF、JPEG、PNG，按内容判断：{why}。', en: 'PDF, JPEG and PNG are taken, by content: {why}.' },
  },
  FILE_REFUSED: {
    title: { zh: '文件不能接收', en: 'The file is not taken' },
    detail: { zh: '文件不予接收：{why}。', en: 'It is not taken: {why}.' },
  },
  FILE_DIFFERS: {
    title: { zh: '文件与所报不符', en: 'Not the file that was declared' },
    detail: {
      zh: '收到的内容与所报长度或 SHA-256 不符，请重新上传。',
      en: 'What came differs from the declared length or SHA-256; send it again.',
    },
  },
} as const;
