import { type Disposable, DisposableStore } from '../../../common/disposable.js';
import type { Translate } from '../../../common/translate.js';
import type { TextLines } from '../../../report/flow/textLines.js';
import type { LostMutes } from '../fileCheck.js';
import type { FileResults } from '../fileResults.js';
import type { FlowEditor } from '../flowEditor.js';
import type { FlowResults } from '../flowResults.js';
import { type FlowWarning, flowWarnings } from './flowWarnings.js';

/** What the warnings of a file are shown with. */
export interface ShownWarnings {
  readonly warnings: readonly FlowWarning[];
  readonly severity: 'information' | 'hint';
  /** Tells lines and columns of the text that the spans are of. */
  readonly lines: TextLines;
}

/** Where warnings are shown: in the texts and in a list of problems, also of files that no editor has open. */
export interface WarningView {
  /** Shows the warnings of a file in place of those before; none where there is nothing. */
  readonly show: (uri: string, shown: ShownWarnings | undefined) => void;
  readonly clear: () => void;
  /** Shows the lines of each `.clozeignore` that mute nothing any more, in place of those before. */
  readonly showLost: (lost: readonly LostMutes[]) => void;
}

/** Keeps what is shown of the results up to date. While Cloze is off there are no warnings. */
export class PublishedWarnings implements Disposable {
  readonly #store = new DisposableStore();

  constructor(
    private readonly results: FlowResults,
    private readonly editor: Pick<FlowEditor, 'settings'>,
    private readonly view: WarningView,
    private readonly t: Translate,
  ) {
    this.#store.add(
      results.onDidChange((file) => {
        this.#publish(file);
        this.#publishLost();
      }),
    );
    this.#store.add(
      results.onDidRemove((uri) => {
        view.show(uri, undefined);
        this.#publishLost();
      }),
    );
  }

  settingsChanged(): void {
    if (!this.editor.settings().isOn) this.view.clear();
    for (const file of this.results.all) this.#publish(file);
    this.#publishLost();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #publish({ uri, current }: FileResults): void {
    // Between an edit and its check the editor moves the warnings with their text.
    if (current === undefined) return;
    const { isOn, diagnostics } = this.editor.settings(uri);
    const isShown = isOn && diagnostics !== 'off';
    this.view.show(uri, isShown ? { warnings: flowWarnings(current, this.t), severity: diagnostics, lines: current.lines } : undefined);
  }

  #publishLost(): void {
    const told = this.results.all.filter(({ uri }) => {
      const { isOn, diagnostics } = this.editor.settings(uri);
      return isOn && diagnostics !== 'off';
    });
    this.view.showLost(told.flatMap(({ latest }) => latest?.lost ?? []));
  }
}
