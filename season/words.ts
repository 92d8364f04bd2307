import type { Chance, Key } from './random.ts';

/** Free texts of reasons, as people write them; the service seals them, and its history holds only their hash. */

const openings = ['经核查,', '经研究,', '现说明如下:', '根据通知要求,', '经集体讨论,', '本人申请,'];
const bodies = [
  '材料与原件不一致,需补充说明。',
  '佐证材料缺少单位盖章。',
  '继续教育学时登记不完整。',
  '个人原因,不再参加本年度申报。',
  '举报线索经核实不成立。',
  '举报线索经核实成立。',
  '因系统故障,未能按时推送。',
  '岗位数额有限,经集体研究确定推荐人选。',
  '任职年限计算有误。',
];

export function reasonText(chance: Chance, key: readonly Key[]): string {
  const number = chance.int([1, 9_999], 'textNumber', ...key);
  return `${chance.pick(openings, 'opening', ...key)}${chance.pick(bodies, 'body', ...key)}(${number}号)`;
}
