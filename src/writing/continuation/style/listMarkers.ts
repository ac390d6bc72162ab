import { prevalent, countOf } from './prevalent.js';

const bullets = { hyphen: '-', star: '*', plus: '+', dot: '•' } as const;

/** Bullets and numbers of list items in a completion as those of the text before. */
export function matchListMarkers(completion: string, before: string): string {
  if (!completion.includes('\n')) return completion;
  const bullet = prevalent({
    hyphen: countOf(before, /^[ \t]*- /gm),
    star: countOf(before, /^[ \t]*\* /gm),
    plus: countOf(before, /^[ \t]*\+ /gm),
    dot: countOf(before, /^[ \t]*• /gm),
  });
  const mark = prevalent({ '.': countOf(before, /^[ \t]*\d+\. /gm), ')': countOf(before, /^[ \t]*\d+\) /gm) });
  const bulleted = bullet === undefined ? completion : completion.replace(/(\n[ \t]*)[-*+•](?= )/g, `$1${bullets[bullet]}`);
  return mark === undefined ? bulleted : bulleted.replace(/(\n[ \t]*\d+)[.)](?= )/g, `$1${mark}`);
}
