import { CancellationSource } from '../../common/cancellation.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { FillMaskResult } from '../../common/methods/maskedWords.js';
import type { MaskedWordsRecord } from '../../common/panelProtocol/maskedWords.js';
import type { Translate } from '../../common/translate.js';
import { percent } from '../../prose/plainText.js';
import type { Fill } from '../../writing/masking/fills.js';
import { excerptWith, placeExcerpt } from './placeExcerpt.js';
import { type WordChoice, wordList, type WordSection } from './wordList.js';
import type { WordPlaces } from './wordPlaces.js';
import { fullRequest, quickRequest } from './wordRequest.js';
import { wordsRecord } from './wordsRecord.js';

/** What a person sees of a list of words. */
export interface WordListView {
  /** Names what the list is about, or how the text would read with the line that is selected. */
  setTitle(title: string): void;
  /** Shows these lines in place of others. `more` says whether better ones are on their way. */
  showLines(sections: readonly WordSection[], placeholder: string, more: boolean): void;
  /** Shows in the text how it would read with other words; without any, how it reads. */
  showInText(fills: readonly Fill[]): void;
  close(): void;
}

export interface WordListDependencies {
  readonly engine: Pick<EngineApi, 'fillMask'>;
  /** Called with what is suggested, for the panel. */
  readonly onRecord: (record: MaskedWordsRecord) => void;
  readonly t: Translate;
}

/**
 * An open list of words for places of a document: first the encoder's own, then all of them in the order of both models. The selected line
 * shows in the text; nothing is written.
 */
export class WordListSession implements Disposable {
  readonly #cancel = new CancellationSource();
  #end: (choice: WordChoice | undefined) => void = () => undefined;

  constructor(
    private readonly found: WordPlaces,
    private readonly view: WordListView,
    private readonly dependencies: WordListDependencies,
  ) {}

  /** Asks for the words. Resolves with the choice once the list is gone, `undefined` without one; rejects where it cannot be filled. */
  run(): Promise<WordChoice | undefined> {
    this.view.setTitle(this.#title(undefined));
    return new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fill().catch(reject);
    });
  }

  /** A line is selected; `undefined` where the filter leaves none. */
  selected(choice: WordChoice | undefined): void {
    this.view.setTitle(this.#title(choice?.fills));
    this.view.showInText(choice?.fills ?? []);
  }

  accepted(choice: WordChoice): void {
    this.#end(choice);
    this.view.close();
  }

  /** The list is gone, with or without a choice. */
  closed(): void {
    this.#end(undefined);
  }

  /** The document has changed, so that the places may be others now. */
  edited(): void {
    this.view.close();
  }

  /** Gives up what the engine still works on. */
  dispose(): void {
    this.#cancel.cancel();
  }

  async #fill(): Promise<void> {
    const { engine } = this.dependencies;
    const { token } = this.#cancel;
    const quick = engine.fillMask(quickRequest(this.found), token).then((result) => this.#show(result, true));
    // Asked at once, so that the engine goes on without a pause.
    const full = engine.fillMask(fullRequest(this.found), token);
    full.catch(() => undefined);
    await quick;
    this.#show(await full, false);
  }

  #show(result: FillMaskResult, more: boolean): void {
    if (this.#cancel.token.isCancellationRequested) return;
    const { passage, places } = this.found;
    const { onRecord, t } = this.dependencies;
    onRecord(wordsRecord(passage, places, result));
    this.view.showLines(wordList(passage, places, result, t), summaryOf(this.found, result, t), more);
  }

  #title(fills: readonly Fill[] | undefined): string {
    const { passage, places } = this.found;
    const [first] = places;
    const { t } = this.dependencies;
    if (fills !== undefined) return t('Suggest Words: {0}', excerptWith(passage, fills));
    return first === undefined ? '' : t('Suggest Words: {0}', placeExcerpt(passage, first));
  }
}

/** What is to be known beside the list: the current word, or what the list leaves out. */
function summaryOf({ leftOut, places }: WordPlaces, { masks, note }: FillMaskResult, t: Translate): string {
  const [first] = masks;
  if (masks.every(({ candidates }) => candidates.length === 0)) return t('The model found no word that fits here.');
  if (note !== undefined) return t('GPT was not used. {0}', note);
  if (leftOut > 0) return t('The sentence has {0} more gaps; these {1} are filled first.', leftOut, places.length);
  if (first?.standing === undefined) return t('Type to filter, press Enter to use a word');
  const { text, probability, rank } = first.standing;
  return t('Current word "{0}": {1}, rank {2}', text, percent(probability), rank + 1);
}
