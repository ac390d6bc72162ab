import { argumentText, type Argument, type Command } from './commandAt.js';
import { opaqueCommands, noteCommands, proseArguments, proseCommands, settings } from './commands.js';

/** Commands of writers' own that are named after what they call: entries of an index, labels, citations. */
const opaqueName = /^index|index$|label|cite|fileid$|^ol?ref$|style|color|width|length|counter|file$|glossary/i;
/** The most characters of an argument that are looked at to tell whether it is text. */
const looked = 400;

/**
 * The arguments of a command that are text for the reader. Of a command that is not known, those are with words in them; one that stands
 * before another must have several, since a single word there is mostly a color, a language or a key.
 */
export function visibleArguments(content: string, { name, args }: Command): readonly Argument[] {
  const braced = args.filter(({ isOption }) => !isOption);
  if (Object.hasOwn(proseArguments, name)) return braced.filter((_, index) => proseArguments[name]?.includes(index));
  if (proseCommands.has(name) || noteCommands.has(name)) return braced.slice(-1);
  if (opaqueCommands.has(name) || settings.has(name) || opaqueName.test(name)) return [];
  // Several arguments that are single words in lower case are keys.
  const texts = braced.map((argument) => argumentText(content, argument).slice(0, looked));
  if (texts.length > 1 && texts.every((text) => /^[a-z\d-]+$/.test(text))) return [];
  return braced.filter((_argument, index) => {
    const text = texts[index] ?? '';
    return isText(text) && (index === braced.length - 1 || /\S\s+\S/.test(text));
  });
}

/** Whether what stands in braces reads as words, and not as a key, a file, a length or a setting. */
function isText(source: string): boolean {
  const text = source.replace(/\\[A-Za-z@]+\*?|\\./g, ' ').trim();
  if (/\S\s+\S/.test(text)) return /\p{L}{2,}/u.test(text) && !/^[\w, -]*=|^[-\d.]+\s*(?:pt|em|ex|mm|cm|in)\b/.test(text);
  return /^[\p{Ps}\p{Pi}"'`{]*\p{L}[\p{L}\p{M}\p{N}'’.&+{}-]*[\p{Po}\p{Pe}\p{Pf}'"]*$/u.test(text) && !/\.\p{Ll}{2,4}$/u.test(text);
}
