import { opaqueCommands, proseCommands, settings } from './commands.js';

/** What an environment holds that is no prose. */
export type EnvironmentKind = 'code' | 'math' | 'table' | 'comment' | 'markup';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Environments whose text is taken as it stands, commands and all. */
export const verbatimEnvironments: ReadonlySet<string> = new Set(
  words(`
  verbatim Verbatim BVerbatim LVerbatim SaveVerbatim spverbatim lstlisting minted alltt filecontents comment luacode pycode sagesilent
  semiverbatim asy
`),
);

const byKind: Readonly<Record<EnvironmentKind, readonly string[]>> = {
  code: [
    ...verbatimEnvironments,
    ...words(`
    tikzpicture pgfpicture circuitikz algorithm algorithm2e algorithmic algorithmicx forest picture pspicture thebibliography CCSXML code
    pseudocode
  `),
  ],
  math: words(`
    equation align aligned alignat alignedat flalign xalignat gather gathered multline eqnarray displaymath math split array cases matrix pmatrix
    bmatrix vmatrix dmath dgroup darray empheq subequations IEEEeqnarray mathpar tikzcd CD prooftree numcases subnumcases
  `),
  table: words('tabular tabularx tabulary tabu longtable tblr longtblr talltblr xltabular supertabular NiceTabular deluxetable tabbing'),
  comment: ['comment'],
  markup: words('IEEEkeywords keywords keyword'),
};

const known: ReadonlyMap<string, EnvironmentKind> = new Map(
  (Object.keys(byKind) as EnvironmentKind[]).flatMap((kind) => byKind[kind].map((name) => [name, kind] as const)),
);

/** The names of environments that are known to hold no prose. */
export const opaqueNames: readonly string[] = [...known.keys()];

/** How many characters of an environment that is not known are looked at. */
export const sampleLength = 1000;

/**
 * What an environment holds that is no prose, by its name (without a star) or, if that is not known, by what stands in it; `undefined` for
 * one with text for the reader, such as a theorem, or with nothing but other environments.
 * @param body the start of what stands in it
 * @param isClosed whether its end has been found; while it is being typed, only what prose never holds counts
 */
export function environmentKind(name: string, body: string, isClosed: boolean): EnvironmentKind | undefined {
  return known.get(name) ?? (proseEnvironments.has(name) ? undefined : kindOfContent(body, isClosed));
}

/** Environments of text that may begin with many commands. */
const proseEnvironments: ReadonlySet<string> = new Set(
  words(`
  document abstract itemize enumerate description quote quotation verse center flushleft flushright figure table wrapfigure minipage theorem lemma
  proof definition frame block letter titlepage multicols
`),
);

/** What is taken out before words are counted: comments, formulas, and commands with keys or files. */
const unread = new RegExp(
  String.raw`%.*|\\\(.{0,200}?\\\)|\$[^$]{0,200}\$|\\(?:${[...opaqueCommands].filter((name) => /^[A-Za-z]+$/.test(name)).join('|')}|\w*cite\w*)(?![A-Za-z])(?:\[[^\][]{0,100}\]|\{[^{}]{0,100}\})*|\\[&_%$#{}]`,
  'g',
);
/** What stands right behind `\begin{…}`: options, sizes, a title. */
const options = /^(?:[ \t]*(?:\[[^\]]{0,300}\]|\{[^{}]{0,300}\}|<[^>\n]{0,40}>)){1,4}/;
const word = /(?<!\\)(?<!\p{L})\p{L}{2,}/gu;
const command = /\\([A-Za-z]+)/g;

function kindOfContent(body: string, isClosed: boolean): EnvironmentKind | undefined {
  const own = withoutNested(body.slice(0, sampleLength).replace(options, '')).replace(unread, ' ');
  const count = own.match(word)?.length ?? 0;
  if (/&(?!\w)|(?<!\w)&/.test(own)) return count > 2 * (own.match(command)?.length ?? 0) && !/[_^=]/.test(own) ? 'table' : 'math';
  if (/[_^]/.test(own)) return 'math';
  if (!isClosed || own.trim() === '') return undefined;
  const foreign = Array.from(own.matchAll(command), ([, name = '']) => name).filter(
    (name) => !proseCommands.has(name) && !settings.has(name),
  );
  const lines = own.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && lines.filter((line) => /(?:;|^\s*[\w ]{1,30}=.*,?)\s*$/.test(line)).length * 2 > lines.length) return 'code';
  const hasSentence = /\p{Ll}[.!?…:]['’”)\]}]*(?:\s|$)/u.test(own);
  if (foreign.length === 0 || (hasSentence && count > foreign.length)) return undefined;
  if (foreign.length >= count) return own.includes(';') ? 'code' : 'math';
  return !hasSentence && foreign.length * 3 > count && lines.length > 1 ? 'code' : undefined;
}

const edge = /\\(begin|end)\{[^{}\n]{0,40}\}/g;

/** What stands in an environment itself, not in those inside of it. */
function withoutNested(body: string): string {
  let depth = 0;
  let own = '';
  let from = 0;
  for (const { 0: source, 1: side, index } of body.matchAll(edge)) {
    if (depth === 0) own += body.slice(from, index);
    depth = Math.max(0, depth + (side === 'begin' ? 1 : -1));
    from = index + source.length;
  }
  return depth === 0 ? own + body.slice(from) : own;
}
