import type { Definition, Definitions } from '../grammar.js';

const definition = /^[ \t]*\.\.[ \t]+\|([^|\n]{1,60})\|[ \t]+([a-z]{1,20})::[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\s:][^\r\n]*)*)/gm;

/** What the substitutions of a document stand for: texts and characters; nothing for a picture. */
export function substitutionTexts(text: string): Definitions {
  const texts = new Map<string, Definition>();
  for (const [, name = '', directive = '', content = ''] of text.matchAll(definition)) {
    const replacement = replacementOf(directive, content);
    if (replacement !== undefined) texts.set(name.toLowerCase(), { text: replacement });
  }
  return texts;
}

function replacementOf(directive: string, content: string): string | undefined {
  if (directive === 'image') return '';
  if (directive === 'replace')
    return content
      .replace(/\\\s?|[*`]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  if (directive !== 'unicode') return undefined;
  const characters = content.split(' .. ')[0] ?? '';
  return characters.replace(/(?:0x|\\x|\\u|U\+|x|u)([\da-f]{2,6})\b|\s+/gi, (_, code: string | undefined) => characterOf(code));
}

function characterOf(code: string | undefined): string {
  const point = Number.parseInt(code ?? '', 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
