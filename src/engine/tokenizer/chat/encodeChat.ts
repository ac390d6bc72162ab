import type { AddedToken } from '../tokenizerFile.js';
import type { Token } from '../token.js';
import type { Tokenizer } from '../tokenizer.js';
import type { ChatMessage } from './chatMessage.js';

/** Messages in which no special token is named, and the sign that keeps their names apart; it is empty where none was named. */
export interface HiddenSpecials {
  readonly hidden: readonly ChatMessage[];
  readonly sign: string;
}

/** Puts a sign that stands in no message into each name of a special token, so that a template's own are told from a writer's. */
export function hideSpecials(messages: readonly ChatMessage[], specials: readonly AddedToken[]): HiddenSpecials {
  const all = messages.map(({ content }) => content).join('\n');
  const names = specials.map(({ content }) => content).filter((name) => all.includes(name));
  if (names.length === 0) return { hidden: messages, sign: '' };
  const sign = signOutside(all);
  const pattern = anyOf(names);
  const hide = (content: string): string => content.replace(pattern, (name) => broken(name, sign));
  return { hidden: messages.map((message) => ({ ...message, content: hide(message.content) })), sign };
}

/** The tokens of a prompt, in which only the template's own special tokens are such. */
export function encodeChat(text: string, sign: string, specials: readonly AddedToken[], tokenizer: Tokenizer): readonly Token[] {
  if (sign === '') return tokenizer.encodeWithSpecialTokens(text);
  const ids = new Map(specials.map(({ content, id }) => [content, id as Token]));
  return text
    .split(new RegExp(`(${anyOf([...ids.keys()]).source})`, 'u'))
    .filter((part) => part !== '')
    .flatMap((part) => ids.get(part) ?? tokenizer.encode(part.replaceAll(sign, '')));
}

/** A private-use character that a text does not have. */
function signOutside(text: string): string {
  for (let code = 0xf0000; ; code++) {
    const sign = String.fromCodePoint(code);
    if (!text.includes(sign)) return sign;
  }
}

function broken(name: string, sign: string): string {
  const [first = ''] = name;
  return first + sign + name.slice(first.length);
}

/** Of names of which one begins with the other, the longer one comes first. */
function anyOf(names: readonly string[]): RegExp {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'gu');
}
