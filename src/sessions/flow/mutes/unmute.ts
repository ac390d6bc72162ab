import type { Translate } from '../../../common/translate.js';
import type { Span } from '../../../prose/span.js';
import type { FileResults } from '../fileResults.js';
import type { MutedBy } from './mutedBy.js';
import type { StoredMutes } from './storedMutes.js';

/** What is left for the writer to do. */
export type Unmuted =
  | { readonly kind: 'done' }
  /** Nothing was muted. */
  | { readonly kind: 'nothing' }
  /** A comment in the text is its writer's, who may delete it. */
  | { readonly kind: 'comment'; readonly span: Span }
  /** A line of the `.clozeignore` with this URI that is to be deleted there: a pattern, or one of a file that is being edited. */
  | { readonly kind: 'line'; readonly file: string };

/**
 * Takes back what mutes a warning, as far as that is not the writer's to do.
 * @throws ClozeError where the `.clozeignore` cannot be written
 */
export async function unmute(file: FileResults, by: MutedBy | undefined, mutes: StoredMutes): Promise<Unmuted> {
  if (by === undefined) return { kind: 'nothing' };
  if (by.kind === 'comment') return by;
  if (by.kind === 'own') await mutes.remove(file.uri, by.mute);
  else if (by.line === undefined || !(await mutes.unshareLine(file.uri, by.line))) return { kind: 'line', file: by.file };
  await file.remute();
  return { kind: 'done' };
}

/** The name of the action that takes back a mute. */
export function unmuteTitle(by: MutedBy, t: Translate): string {
  if (by.kind === 'comment') return t('Show the Comment That Mutes This Warning');
  if (by.kind === 'shared') return t('Unmute for Everyone, in .clozeignore');
  switch (by.mute.kind) {
    case 'pair':
      return t('Unmute This Pair of Sentences');
    case 'block':
      return t('Unmute This Paragraph');
    case 'file':
      return t('Unmute This File');
  }
}
