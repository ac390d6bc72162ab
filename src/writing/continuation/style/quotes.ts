import { isSpace } from '../../../prose/characters.js';
import { countOf, prevalent } from './prevalent.js';
import { readQuotes, type QuoteLevel, type QuoteSign } from './quoteSigns.js';

/** Opening and closing marks of each form. */
const doubles = { straight: ['"', '"'], curly: ['“', '”'], low: ['„', '“'], guillemets: ['«', '»'], tex: ['``', "''"] } as const;
const singles = { straight: ["'", "'"], curly: ['‘', '’'], tex: ['`', "'"] } as const;

interface QuoteStyle {
  readonly double: keyof typeof doubles | undefined;
  readonly single: keyof typeof singles | undefined;
  readonly apostrophe: 'straight' | 'curly' | undefined;
  /** Which marks are outside where quotations nest, if the text is clear about it. */
  readonly outer: QuoteLevel | undefined;
  /** The space inside of guillemets. */
  readonly gap: string;
}

/** How much of the paragraph before the caret tells which quotations are open there. */
const paragraphReach = 2000;

/**
 * Quotation marks and apostrophes as the text before writes them: straight, curly, low, in guillemets or as in TeX; single
 * outside and double inside, or the other way round.
 */
export function matchQuotes(completion: string, before: string): string {
  if (!/["'“”‘’„«»]|``/.test(completion)) return completion;
  const style = styleOf(before);
  const context = before.slice(-paragraphReach);
  const text = context + completion;
  let result = '';
  let from = context.length;
  for (const sign of readQuotes(text)) {
    if (sign.start < context.length) continue;
    result += text.slice(from, sign.start) + written(sign, style, text);
    from = sign.end;
  }
  return result + text.slice(from);
}

function styleOf(before: string): QuoteStyle {
  const signs = readQuotes(before);
  const count = (role: QuoteSign['role'], level: QuoteLevel, sign: string): number =>
    signs.filter((quote) => quote.role === role && quote.level === level && quote.sign === sign).length;
  const outside = (level: QuoteLevel): number =>
    signs.filter((quote) => quote.role === 'open' && quote.level === level && quote.depth === 0).length;
  const double = prevalent({
    straight: count('open', 'double', '"'),
    curly: count('open', 'double', '“'),
    low: count('open', 'double', '„'),
    guillemets: count('open', 'double', '«'),
    tex: count('open', 'double', '``'),
  });
  const apostrophe = prevalent({ straight: count('apostrophe', 'single', "'"), curly: count('apostrophe', 'single', '’') });
  const single = prevalent({
    straight: count('open', 'single', "'"),
    curly: count('open', 'single', '‘'),
    tex: countOf(before, /(?<!`)`(?!`)\p{L}[^`']{0,200}'/gu),
  });
  return {
    double: double ?? apostrophe ?? (single === 'tex' ? undefined : single),
    single: double === 'tex' ? 'tex' : (single ?? apostrophe ?? (double === 'straight' || double === 'curly' ? double : undefined)),
    apostrophe: apostrophe ?? (double === 'straight' || double === 'curly' ? double : undefined),
    outer: clearlyMore(outside('double'), outside('single'))
      ? 'double'
      : clearlyMore(outside('single'), outside('double'))
        ? 'single'
        : undefined,
    gap: /«([ \u00a0\u202f])/.exec(before)?.[1] ?? '',
  };
}

function clearlyMore(these: number, those: number): boolean {
  return these >= 2 && these > 4 * those;
}

/** A mark as the style writes it; as it is where the style says nothing. */
function written({ sign, role, level, depth, start, end }: QuoteSign, style: QuoteStyle, text: string): string {
  if (role === 'apostrophe') return style.apostrophe === undefined ? sign : style.apostrophe === 'curly' ? '’' : "'";
  const side = role === 'open' ? 0 : 1;
  const inner = style.outer === 'double' ? 'single' : 'double';
  const wanted = style.outer === undefined ? level : depth % 2 === 0 ? style.outer : inner;
  const family = /["'`]/.test(sign) ? 'straight' : 'curly';
  if (wanted === 'single') return style.single === undefined && wanted === level ? sign : singles[style.single ?? family][side];
  if (style.double === undefined && wanted === level) return sign;
  const mark = doubles[style.double ?? family][side];
  if (style.double !== 'guillemets' || style.gap === '') return mark;
  const hasGap = isSpace(text.charCodeAt(role === 'open' ? end : start - 1));
  return hasGap ? mark : role === 'open' ? mark + style.gap : style.gap + mark;
}
