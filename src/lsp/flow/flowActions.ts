import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import { inEnglish as t } from '../../common/translate.js';
import { type ChosenPair, pairAt } from '../../sessions/flow/chosenPair.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import { clozeIgnoreLine, clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import { pairMute } from '../../writing/flow/mutes/matchMutes.js';
import { type CommentScope, muteComment } from '../../writing/flow/mutes/muteComment.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import type { ClientFacts } from '../clientFacts.js';
import type { Documents } from '../documents.js';
import { appendedLine, documentEdit } from '../edits.js';
import { readTextFile } from '../files.js';
import type { OpenDocument } from '../text/openDocument.js';
import { flowCode } from './diagnostics.js';
import { sharedIn } from './serverEditor.js';

/** What is worked out only once it is chosen, as it takes the models some time. */
export type Proposing = 'reorder' | 'link';

/** Where a proposal is wanted; the data of a code action, and the arguments of a command. */
export interface ProposalRequest {
  readonly uri: string;
  /** The offset of the sentence, with one character for the end of each line. */
  readonly offset: number;
  readonly kind: Proposing;
}

export const proposalCommands: Readonly<Record<Proposing, string>> = { reorder: 'cloze.flow.reorder', link: 'cloze.flow.link' };

const proposalTitles: Readonly<Record<Proposing, () => string>> = {
  reorder: () => t('Find a Better Place in the Paragraph'),
  link: () => t('Suggest a Linking Sentence'),
};

const commentTitles: Readonly<Record<CommentScope, () => string>> = {
  next: () => t('Mute This Sentence with a Comment'),
  block: () => t('Mute This Paragraph with a Comment'),
  file: () => t('Mute This File with a Comment'),
};

/** What can be done about warnings, as edits that the client makes. */
export class FlowActions {
  constructor(
    private readonly session: FlowSession,
    private readonly documents: Documents,
    private readonly facts: () => ClientFacts,
  ) {}

  async actions({ textDocument: { uri }, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const document = this.documents.get(uri);
    const file = this.session.results.get(uri);
    const found = file?.current;
    const isWanted = context.only === undefined || context.only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix);
    if (document === undefined || file === undefined || found?.source.text !== document.text || !isWanted) return [];
    const asked = document.plain.spanOf(range);
    const warnings = reportedPairs(found.check.report).filter(({ verdict }) => verdict === 'warning');
    const touched = warnings.filter(({ second }) => second.start <= asked.end && asked.start <= second.end);
    const actions: CodeAction[] = [];
    for (const { second } of touched) {
      const chosen = pairAt(file, found, second.start);
      if (chosen === undefined) continue;
      const start = document.plain.positionAt(second.start);
      const isSame = (position: typeof start): boolean => position.line === start.line && position.character === start.character;
      const diagnostics = context.diagnostics.filter((each) => each.code === flowCode && isSame(each.range.start));
      const made = [...this.#proposals(document, second.start), ...(await this.#mutes(document, chosen))];
      for (const action of made) actions.push({ ...action, kind: CodeActionKind.QuickFix, diagnostics });
    }
    return actions;
  }

  /** The edit of a proposal, or why there is none, as a sentence; `undefined` where the text has changed meanwhile or it was cancelled. */
  async proposal({ uri, offset, kind }: ProposalRequest, token: CancellationToken): Promise<WorkspaceEdit | string | undefined> {
    const file = this.session.results.get(uri);
    const found = file?.current;
    const chosen = file && found && pairAt(file, found, offset);
    if (chosen === undefined) return t('Check the flow of this document first.');
    const proposed = await (kind === 'reorder' ? this.session.order(chosen, token) : this.session.link(chosen, token));
    const document = this.documents.get(uri);
    if (typeof proposed === 'string') return proposed;
    if (proposed === undefined || document?.text !== proposed.source) return undefined;
    return documentEdit(document, proposed.span, proposed.text, this.facts());
  }

  #proposals({ uri }: OpenDocument, offset: number): CodeAction[] {
    return (['reorder', 'link'] as const).map((kind) => {
      const title = proposalTitles[kind]();
      const data: ProposalRequest = { uri, offset, kind };
      if (this.facts().resolvesEdits) return { title, data };
      return { title, command: { title, command: proposalCommands[kind], arguments: [data] } };
    });
  }

  async #mutes(document: OpenDocument, chosen: ChosenPair): Promise<CodeAction[]> {
    const { rules } = this.documents.languageOf(document);
    const comments = (['next', 'block', 'file'] as const).flatMap((scope) => {
      const change = muteComment(document.text, rules, scope, chosen);
      return change === undefined
        ? []
        : [{ title: commentTitles[scope](), edit: documentEdit(document, change.span, change.text, this.facts()) }];
    });
    const shared = await this.#shared(document, chosen);
    return shared === undefined ? comments : [...comments, { title: t('Mute This Pair for Everyone, in .clozeignore'), edit: shared }];
  }

  async #shared({ uri }: OpenDocument, { first, second }: ChosenPair): Promise<WorkspaceEdit | undefined> {
    const shared = sharedIn(uri, this.facts().folders);
    if (shared === undefined || uri.endsWith(`/${clozeIgnoreName}`)) return undefined;
    const open = this.documents.get(shared.file);
    const text = open?.text ?? (await readTextFile(shared.file).catch(() => undefined));
    const line = clozeIgnoreLine(pairMute(first.text, second.text), shared.path, [first, second]);
    return appendedLine({ uri: shared.file, open, text }, line, this.facts());
  }
}
