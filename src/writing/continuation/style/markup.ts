/** A kind of inline markup: how to tell that a text uses it, and how to take it out. */
interface Markup {
  readonly used: RegExp;
  readonly found: RegExp;
  readonly without: string;
}

const kinds: readonly Markup[] = [
  { used: /\*\*/, found: /\*\*(?=\S)(.+?)(?<=\S)\*\*/g, without: '$1' },
  { used: /__/, found: /(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)/g, without: '$1' },
  { used: /`/, found: /`([^`\n]+)`/g, without: '$1' },
  { used: /\]\(/, found: /!?\[([^\][\n]*)\]\([^()\s]*\)/g, without: '$1' },
  { used: /^#{1,6} /m, found: /(?<=^|\n)#{1,6} +/g, without: '' },
  { used: /<\/?[a-z]/i, found: /<\/?[a-z][a-z\d]{0,9}(?:\s[^<>\n]*)?\/?>/gi, without: '' },
];

const star = /(?<![*\w\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])/;
const underscore = /(?<![_\w\\])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![_\w])/;

/** A completion without markup that the text before does not use; emphasis with the sign that it uses. */
export function matchMarkup(completion: string, before: string): string {
  const plain = kinds.reduce((text, { used, found, without }) => (used.test(before) ? text : text.replace(found, without)), completion);
  return matchEmphasis(plain, star.test(before), underscore.test(before));
}

function matchEmphasis(text: string, usesStar: boolean, usesUnderscore: boolean): string {
  if (usesStar && usesUnderscore) return text;
  const [foreign, own] = usesStar ? [underscore, '*'] : [star, usesUnderscore ? '_' : ''];
  const changed = text.replace(new RegExp(foreign, 'g'), `${own}$1${own}`);
  return usesStar || usesUnderscore ? changed : changed.replace(new RegExp(underscore, 'g'), '$1');
}
