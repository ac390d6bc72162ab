import * as vscode from 'vscode';
import type { RatePairsRequest } from '../../../../src/common/methods/scoring.js';
import type { Completion } from '../../../../src/common/methods/completion.js';
import type { PairRecord } from '../../../../src/common/panelProtocol/pair.js';
import { commands } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { registerProposals } from '../../../../src/providers/proposals/registerProposals.js';
import { registerFlow } from '../../../../src/providers/flow/registerFlow.js';
import { noCancel } from '../../../util/editor/memoryWindow.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { ratingsOf, stranger } from '../../sessions/flow/reviewer.js';

export { stranger };

/** A paragraph with a sentence that does not follow, and that nothing follows. */
export const odd = `The sea was calm that day. We sailed along the coast. ${stranger} The harbor came in sight at noon.`;

/** A paragraph in which each sentence follows. */
export const fine = 'The sea was calm that day. We sailed along the coast. The harbor came in sight at noon.';

const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;

/** A reviewer before a window, with a model to which everything follows but the stranger. */
export interface Reviewing extends Writer {
  readonly pair: Latest<PairRecord | undefined>;
  /** How many pairs the model was asked about. */
  readonly asked: () => number;
  /** The warnings in a file, each as the text that is underlined. */
  readonly warned: (editor: { readonly document: vscode.TextDocument }) => string[];
  /** The rows of the Flow view. */
  readonly rows: () => Promise<string[]>;
  /** What the light bulb offers at a position of the first warning, or where there is none. */
  readonly lightBulb: (document: vscode.TextDocument, position: vscode.Position) => Promise<vscode.CodeAction[]>;
}

export function reviewing(rate: (request: RatePairsRequest) => ReturnType<typeof ratingsOf> = ratingsOf): Reviewing {
  const writer = sitDown();
  const { window, clock, log, storage } = writer;
  const pair = new Latest<PairRecord | undefined>(undefined);
  let asked = 0;
  const link: Completion = {
    text: ' Then we thought of money.',
    tokens: [{ text: ' Then we thought of money.', logprob: -1, alternatives: [] }],
    stop: 'sentence',
    acceptance: { whole: 0.9, firstWord: 0.9 },
    suffixLogprob: -2,
  };
  const engine = fakeEngine({
    ratePairs: (request) => {
      asked += request.pairs.length;
      return Promise.resolve(rate(request));
    },
    complete: () => Promise.resolve({ candidates: [link], usage }),
  });
  const { proposals } = registerProposals(log);
  registerFlow({ engine, clock, log, storage, isPaused: () => false, pair, proposals, version: '1.2.3' });
  const diagnosticsOf = (document: vscode.TextDocument): readonly vscode.Diagnostic[] =>
    window.diagnostics.get('cloze-flow')?.get(document.uri.toString()) ?? [];
  return {
    ...writer,
    pair,
    asked: () => asked,
    warned: ({ document }) =>
      diagnosticsOf(document)
        .filter(({ code }) => code === 'flow')
        .map(({ range }) => document.getText(range)),
    rows: async () => (await window.views.get('cloze.flow')?.rows()) ?? [],
    lightBulb: async (document, position) => {
      const [provider] = window.providers.actions;
      const at = diagnosticsOf(document).filter(({ range }) => range.contains(position));
      const range = new vscode.Range(position, position);
      const context = { triggerKind: vscode.CodeActionTriggerKind.Invoke, diagnostics: at, only: undefined };
      return ((await provider?.provideCodeActions(document, range, context, noCancel())) ?? []) as vscode.CodeAction[];
    },
  };
}

/** Lets what a message's button starts come to its end. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A window with a document that was checked. */
export async function checked(text = `${odd}\n|`) {
  const at = reviewing();
  const editor = await at.window.open('a.md', text);
  await at.window.run(commands.checkFlow);
  return { ...at, editor };
}
