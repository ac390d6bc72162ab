import type { FlowSentence } from '../../writing/flow/document/flowDocument.js';
import type { Mute } from '../../writing/flow/mutes/mute.js';
import type { Span } from '../../prose/span.js';
import type { FileCheck } from './fileCheck.js';

/** What keeps a sentence, or all of a file, from being warned about. */
export type MutedBy =
  /** A mute of the writer's own. */
  | { readonly kind: 'own'; readonly mute: Mute }
  /** A line of a `.clozeignore`, counted from 0; absent where a pattern there leaves out the file. */
  | { readonly kind: 'shared'; readonly file: string; readonly line?: number }
  /** A comment in the text. */
  | { readonly kind: 'comment'; readonly span: Span };

/** What mutes a sentence; `undefined` where nothing does. */
export function mutedBy({ check, mutes }: FileCheck, sentence: FlowSentence): MutedBy | undefined {
  const directive = check.mutes.byDirective.get(sentence);
  if (directive !== undefined) return { kind: 'comment', span: directive };
  const index = check.mutes.matched.muted.get(sentence);
  return index === undefined ? undefined : byIndex({ check, mutes }, index);
}

/** What mutes all of a file; `undefined` where nothing does. */
export function fileMutedBy({ check, mutes }: Pick<FileCheck, 'check' | 'mutes'>): MutedBy | undefined {
  const directive = check.mutes.directives.find(({ kind }) => kind === 'file');
  if (directive !== undefined) return { kind: 'comment', span: directive };
  const index = mutes.mutes.findIndex(({ kind }) => kind === 'file');
  return index < 0 ? undefined : byIndex({ check, mutes }, index);
}

function byIndex({ check, mutes: { ownCount, shared, file } }: Pick<FileCheck, 'check' | 'mutes'>, index: number): MutedBy | undefined {
  const mute = check.mutes.matched.mutes[index];
  if (index < ownCount) return mute && { kind: 'own', mute };
  const line = shared[index - ownCount]?.line;
  return file === undefined ? undefined : { kind: 'shared', file, ...(line !== undefined && { line }) };
}
