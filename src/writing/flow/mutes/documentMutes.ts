import type { FlowDocument, FlowSentence } from '../document/flowDocument.js';
import { type Directive, directivesIn, leftOutBy } from './directives.js';
import { type MatchedMutes, matchMutes } from './matchMutes.js';
import type { Mute } from './mute.js';

/** All that leaves out sentences of a document: comments in it, and mutes that are kept elsewhere. */
export interface DocumentMutes {
  readonly directives: readonly Directive[];
  readonly matched: MatchedMutes;
  /** Whether nothing of the document is to be checked. */
  readonly isWholeFile: boolean;
  /** The directives that leave out a sentence, by the sentence; the mutes do so in `matched`. */
  readonly byDirective: ReadonlyMap<FlowSentence, Directive>;
}

export function documentMutes(text: string, document: FlowDocument, mutes: readonly Mute[]): DocumentMutes {
  const directives = directivesIn(text, document.comments);
  const byDirective = leftOutBy(directives.filter(({ kind }) => kind === 'next' || kind === 'block'), document); // prettier-ignore
  const isWholeFile = mutes.some(({ kind }) => kind === 'file') || directives.some(({ kind }) => kind === 'file');
  return { directives, matched: matchMutes(mutes, document), isWholeFile, byDirective };
}

/** Where a sentence is muted: by a comment in the text, or by a mute that is kept elsewhere; `undefined` where it is not. */
export function mutedIn({ byDirective, matched }: DocumentMutes, sentence: FlowSentence): 'text' | 'elsewhere' | undefined {
  if (byDirective.has(sentence)) return 'text';
  return matched.muted.has(sentence) ? 'elsewhere' : undefined;
}

/** Directives that are about none of the sentences, and slips such as `cloze-ignore-line`. */
export function unusedDirectives({ directives, byDirective }: DocumentMutes, sentences: Iterable<FlowSentence>): readonly Directive[] {
  const used = new Set([...sentences].map((sentence) => byDirective.get(sentence)));
  return directives.filter((directive) => directive.kind !== 'file' && !used.has(directive));
}
