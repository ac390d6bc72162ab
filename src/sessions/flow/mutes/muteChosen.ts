import type { Translate } from '../../../common/translate.js';
import { clozeIgnoreName } from '../../../writing/flow/mutes/clozeIgnore.js';
import { blockMute, pairMute } from '../../../writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../../writing/flow/mutes/mute.js';
import type { ChosenPair } from '../chosenPair.js';
import type { StoredMutes } from './storedMutes.js';

/** What is muted: a pair of sentences, its paragraph or its file for this writer, or the pair for everyone who shares the folder. */
export type MuteScope = 'pair' | 'block' | 'file' | 'shared';

export function isMuteScope(value: unknown): value is MuteScope {
  return value === 'pair' || value === 'block' || value === 'file' || value === 'shared';
}

/** A mute that was made. */
export interface Muted {
  /** What was done, in a sentence. */
  readonly message: string;
  readonly undo: () => Promise<void>;
}

/**
 * Mutes a warning.
 * @throws ClozeError where the `.clozeignore` cannot be written
 */
export async function muteChosen(chosen: ChosenPair, scope: MuteScope, mutes: StoredMutes, t: Translate): Promise<Muted> {
  const { file } = chosen;
  const takeBack = await (scope === 'shared' ? share(chosen, mutes) : add(file.uri, muteOf(scope, chosen), mutes));
  await file.remute();
  const undo = async (): Promise<void> => {
    await takeBack();
    await file.remute();
  };
  return { message: messageOf(scope, t), undo };
}

async function share({ file: { uri }, first, second }: ChosenPair, mutes: StoredMutes): Promise<() => Promise<void>> {
  const line = await mutes.share(uri, pairMute(first.text, second.text), [first, second]);
  return () => mutes.unshare(uri, line);
}

async function add(uri: string, mute: Mute, mutes: StoredMutes): Promise<() => Promise<void>> {
  await mutes.add(uri, mute);
  return () => mutes.remove(uri, mute);
}

function muteOf(scope: Exclude<MuteScope, 'shared'>, { block, first, second }: ChosenPair): Mute {
  if (scope === 'pair') return pairMute(first.text, second.text);
  return scope === 'block' ? blockMute(block.sentences) : { kind: 'file' };
}

function messageOf(scope: MuteScope, t: Translate): string {
  switch (scope) {
    case 'pair':
      return t('Muted this pair of sentences: Cloze no longer warns about it.');
    case 'block':
      return t('Muted this paragraph: Cloze no longer warns about its sentences.');
    case 'file':
      return t('Muted this file: Cloze no longer checks its flow.');
    case 'shared':
      return t('Muted this pair of sentences for everyone: {0} has a new line.', clozeIgnoreName);
  }
}
