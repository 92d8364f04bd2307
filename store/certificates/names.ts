/**
 * Whether two writings are of one name: NFKC, without any space, the middle dots of transliterated names as one, letters without
 * case. So 张　三 is 张三, and 阿卜杜·热合曼 is the same with whichever dot it is typed.
 */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replaceAll(/[·•・‧∙⋅．]/g, '·')
    .toLowerCase();
}
