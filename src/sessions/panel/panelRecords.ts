import type { CompletionRecord } from '../../common/completionRecord.js';
import type { Event } from '../../common/emitter.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import type { MaskedWordsRecord } from '../../common/panelProtocol/maskedWords.js';
import type { LiveView } from '../../common/panelProtocol/messages.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import type { PanelView, ViewKind } from '../../common/panelProtocol/view.js';
import type { Translate } from '../../common/translate.js';
import type { CaretViewKind } from './caretViews.js';
import { classesView } from './views/classesView.js';
import { completionView } from './views/completionView.js';
import { maskedWordView } from './views/maskedWordView.js';
import { pairView } from './views/pairView.js';

/** The last result of a feature; `undefined` before there is one. */
interface LastRecord<R> {
  readonly value: R | undefined;
  readonly onDidChange: Event<R | undefined>;
}

/** Results of other features that the panel shows. */
export interface PanelRecords {
  readonly completion: LastRecord<CompletionRecord>;
  readonly maskedWords: LastRecord<MaskedWordsRecord>;
  readonly pair: LastRecord<PairRecord>;
  readonly classes: LastRecord<ClassesRecord>;
}

/** The view of the last result of a kind, or what is said while there is none. */
export function recordView(
  kind: Exclude<ViewKind, CaretViewKind>,
  records: PanelRecords,
  t: Translate,
): Pick<LiveView, 'view' | 'message'> {
  switch (kind) {
    case 'completion':
      return viewOr(records.completion, completionView, t, t('There has been no completion yet.'));
    case 'masked-word':
      return viewOr(records.maskedWords, maskedWordView, t, t('No words have been suggested yet.'));
    case 'pair':
      return viewOr(records.pair, pairView, t, t('No pair of sentences has been chosen yet.'));
    case 'classes':
      return viewOr(records.classes, classesView, t, t('No text has been classified yet.'));
  }
}

function viewOr<R>(
  { value }: LastRecord<R>,
  viewOf: (record: R, t: Translate) => PanelView,
  t: Translate,
  none: string,
): Pick<LiveView, 'view' | 'message'> {
  return value === undefined ? { message: none } : { view: viewOf(value, t) };
}
