import type { Text } from '../machines/programme-entries.ts';
import type { FileFinding } from './refusal.ts';

/** Why a file is not taken, and what its sender can do. */
export const fileWords: Readonly<Record<FileFinding, Text>> = {
  EMPTY: { zh: '文件为空', en: 'the file is empty' },
  NOT_PDF_JPEG_PNG: { zh: '内容不是 PDF、JPEG 或 PNG', en: 'its content is no PDF, JPEG or PNG' },
  TYPE_DIFFERS: { zh: '内容与所称类型不符', en: 'its content is not of the type it is sent as' },
  TRUNCATED: { zh: '文件不完整', en: 'the file is not whole' },
  TRAILING_DATA: { zh: '文件结尾之后还有数据，请重新导出', en: 'something follows its end; export it again' },
  DAMAGED: { zh: '文件已损坏', en: 'the file is damaged' },
  TOO_MANY_PIXELS: { zh: '图像尺寸过大(至多 4000 万像素)', en: 'the picture is too large (40 megapixels at most)' },
  INFLATES_TOO_FAR: { zh: '解压后过大', en: 'it unpacks to more than it should' },
  SECOND_FORMAT: { zh: '文件中夹带其他格式', en: 'it is of another format besides' },
  ENCRYPTED: { zh: '文件已加密，请去除密码', en: 'it is encrypted; take the password off' },
  ACTIVE_CONTENT: { zh: '文件含脚本或动作', en: 'it has scripts or actions in it' },
  EMBEDDED_FILE: { zh: '文件内嵌其他文件', en: 'other files are embedded in it' },
};
