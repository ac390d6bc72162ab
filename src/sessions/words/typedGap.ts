import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Translate } from '../../common/translate.js';
import type { Fill } from '../../writing/masking/fills.js';
import { wordList } from './wordList.js';
import type { WordPlaces } from './wordPlaces.js';
import { fullRequest } from './wordRequest.js';

/** A word for a gap as an item of the editor's list of suggestions. */
export interface GapItem {
  readonly label: string;
  readonly description: string;
  /** What is written for the gap. */
  readonly word: Fill;
  /** What is written elsewhere with it, such as the other form of the article. */
  readonly others: readonly Fill[];
  /** Keeps the order of the models where the editor sorts. */
  readonly sortText: string;
  readonly isFirst: boolean;
}

/** Words for a gap that has just been typed, best first. Nothing is said of a failure, as the writer did not ask for a list. */
export async function gapItems(
  found: WordPlaces,
  engine: Pick<EngineApi, 'fillMask'>,
  onFailure: (error: unknown) => void,
  t: Translate,
  token: CancellationToken,
): Promise<GapItem[] | undefined> {
  try {
    const result = await engine.fillMask(fullRequest(found), token);
    const [{ choices } = { choices: [] }] = wordList(found.passage, found.places, result, t);
    return choices.flatMap(({ label, description, fills }, index) => {
      const word = fills.at(-1);
      if (word === undefined) return [];
      return [{ label, description, word, others: fills.slice(0, -1), sortText: String(index).padStart(3, '0'), isFirst: index === 0 }];
    });
  } catch (error) {
    onFailure(error);
    return undefined;
  }
}
