import type { Classifier, ClassifyRequest } from '../../../../src/common/methods/classification.js';
import type { EngineApi } from '../../../../src/common/engineApi.js';
import type { ClassesRecord } from '../../../../src/common/panelProtocol/classes.js';
import type { TableApi } from '../../../../src/common/methods/tables.js';
import { Latest } from '../../../../src/host/latest.js';
import { registerClassification } from '../../../../src/providers/classification/registerClassification.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { fakeTables } from '../../../util/fakeTables.js';
import { byFirstLetter } from '../../sessions/classification/labelledTexts.js';

/** A writer with the commands that classify. */
export interface Classifying extends Writer {
  /** What the engine was asked to label. */
  readonly requests: { readonly texts: readonly string[]; readonly classifier: Classifier }[];
  readonly classes: Latest<ClassesRecord | undefined>;
  readonly labelMarks: Latest<string | undefined>;
  /** The rows of the table of labels, as they are shown. */
  readonly rows: () => Promise<string[]>;
  /** Answers what to classify with: "praise" and "blame", without training. */
  readonly answerLabels: () => void;
}

/** A window with the commands that classify; an engine that is not given labels texts by their first letter. */
export function classifying(engine: Partial<EngineApi> = {}, tables: Partial<TableApi> = {}): Classifying {
  const writer = sitDown();
  const { window, clock, log } = writer;
  const requests: ClassifyRequest[] = [];
  const [classes, labelMarks] = [new Latest<ClassesRecord | undefined>(undefined), new Latest<string | undefined>(undefined)];
  const classify = (request: ClassifyRequest) => {
    requests.push(request);
    return Promise.resolve(byFirstLetter(request));
  };
  registerClassification({
    engine: fakeEngine({ classify, classifiers: () => Promise.resolve([]), ...engine }),
    tables: fakeTables(tables),
    classes,
    labelMarks,
    storage: writer.storage,
    clock,
    log,
    version: '1.2.3',
  });
  return {
    ...writer,
    requests,
    classes,
    labelMarks,
    rows: async () => (await window.views.get('cloze.labels')?.rows()) ?? [],
    answerLabels: () => window.person.answers('Labels of Your Choice…', 'praise, blame', 'One Label'),
  };
}
