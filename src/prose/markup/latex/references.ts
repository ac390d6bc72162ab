/** What labels usually begin with, by what they are labels of. */
const nouns: Readonly<Record<string, string>> = {
  ...{ fig: 'figure', figure: 'figure', tab: 'table', tbl: 'table', table: 'table', sec: 'section', section: 'section', subsec: 'section' },
  ...{ ssec: 'section', ch: 'chapter', chap: 'chapter', chapter: 'chapter', eq: 'equation', eqn: 'equation', equation: 'equation' },
  ...{ thm: 'theorem', theorem: 'theorem', lem: 'lemma', lemma: 'lemma', prop: 'proposition', cor: 'corollary', def: 'definition' },
  ...{
    defn: 'definition',
    rem: 'remark',
    ex: 'example',
    exa: 'example',
    alg: 'algorithm',
    algo: 'algorithm',
    app: 'appendix',
    lst: 'listing',
  },
  ...{
    part: 'part',
    pt: 'part',
    item: 'item',
    step: 'step',
    fn: 'footnote',
    page: 'page',
    note: 'note',
    obs: 'observation',
    conj: 'conjecture',
  },
};

/**
 * What is read for a reference that prints a noun and a number, such as `\cref{fig:a}`: the noun, which a sentence needs. The number is not
 * known, and is left out as it is from "Figure~\ref{fig:a}". `undefined` where the label does not tell.
 */
export function nounOfLabel(label: string): string | undefined {
  const prefix = /^[A-Za-z]+(?=[:._-])/.exec(label)?.[0].toLowerCase() ?? '';
  return Object.hasOwn(nouns, prefix) ? nouns[prefix] : undefined;
}

const before =
  /(?:^|[\s~(])(?:in|see|by|of|from|to|and|or|with|on|at|cf\.|as|for|than|via|that|while|because|since|if|when|whereas|under|both|also|but|so|hence|(?!listing|heading|drawing|meeting|string)\p{L}{2,20}ing)[\s~]+\(?$/iu;
/** Commands of writers' own that refer to a label: "\secref", "\olref". */
const ownReference = /^(?!(?:href|hyperref|pageref|nameref|subref|thanksref|corref|phantomref)$)[A-Za-z]{1,12}ref$/;

/** Whether a sentence needs a word where it refers to something: at its start, and after words such as "in". @param lead the text before */
export function needsNoun(lead: string): boolean {
  return startsSentence(lead) || before.test(lead);
}

function startsSentence(lead: string): boolean {
  return /(?:^|[.!?])\s*$/.test(lead);
}

/**
 * What a command that refers to a label prints; `undefined` for another command.
 * @param lead some of the text before the command, which may ask for a noun: "see \ref{sec:a}"
 */
export function referenceOf(name: string, label: string, lead: string): string | undefined {
  if (/^(?:c|C|auto|v|V|full|name|labelc|z)ref(?:range)?$|^[cC]refrange$/.test(name)) {
    const noun = (nounOfLabel(label) ?? 'section') + (/,/.test(label) || name.endsWith('range') ? 's' : '');
    return /^[A-Z]/.test(name) || startsSentence(lead) ? capitalized(noun) : noun;
  }
  if (name === 'ref' || name === 'eqref')
    return before.test(lead) ? (name === 'eqref' ? 'equation' : (nounOfLabel(label) ?? 'section')) : '';
  if (!ownReference.test(name)) return undefined;
  const noun = nounOfLabel(label) ?? nounOfLabel(name.replace(/ref$/, ':')) ?? 'section';
  return startsSentence(lead) ? capitalized(noun) : before.test(lead) ? noun : '';
}

/** What a command of the packages glossaries and acronym prints: its key in the form that is asked for; `undefined` for another command. */
export function glossaryText(name: string, key: string): string | undefined {
  if (
    !/^(?:gls|Gls|GLS)(?!(?:add|reset|unset|link|disp|see)|[a-z]*path)[a-z]*$|^(?:[aA]cr|Acr)(?:short|long|full)(?:pl)?$|^[aA]c[slf]?[pu]?\*?$/.test(
      name,
    )
  )
    return undefined;
  const word = key.replace(/^[A-Za-z]+:/, '').replace(/[_-]/g, ' ') + (/pl$|^ac[slf]?p$/i.test(name) ? 's' : '');
  return name.startsWith('GLS') ? word.toUpperCase() : /^[A-Z]/.test(name) ? capitalized(word) : word;
}

const namedKey = /^\p{L}{4,}(?=[:_-]?\d|:)/u;

/**
 * The author that a citation names in its sentence, as far as the key tells: "Smith" for `\citet{smith2004}`; and for other citations where
 * the sentence needs one.
 * @param lead some of the text before the command
 */
export function authorOf(name: string, key: string, lead: string): string | undefined {
  const named = /^(?:paren|auto)?[cC]ite[a-z]*$/.test(name) && before.test(lead) ? namedKey.exec(key)?.[0] : undefined;
  if (named !== undefined) return capitalized(named);
  if (!/^(?:[cC]itet|[tT]extcite|[cC]iteauthor|[cC]itealt|shortciteN|citeN|citeA)s?$/.test(name)) return undefined;
  const letters = /^\p{L}{3,}/u.exec(key.split(/[:/]/).pop() ?? '')?.[0];
  return letters === undefined ? undefined : capitalized(letters);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
