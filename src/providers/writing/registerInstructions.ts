import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { WrittenSoFar } from '../../common/methods/writing.js';
import { servingModel } from '../../common/modelJobs.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showLack, showOff, showOutcome } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import type { Proposals } from '../../sessions/proposals/proposals.js';
import { carryOut, type Instruction } from '../../sessions/writing/carryOut.js';
import { inLanguage, summaryTask, translationTask } from '../../writing/rewriting/tasks.js';
import { chooseInstruction, chooseLanguage } from './chooseInstruction.js';
import { selectedText, type Unselected } from './selectedText.js';
import type { WritingRuns } from './writingRuns.js';

export interface InstructionDependencies {
  readonly engine: Pick<EngineApi, 'write'>;
  readonly proposals: Pick<Proposals, 'begin'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly runs: WritingRuns;
  /** Whether a server is going to be asked, which has a larger model. */
  readonly serverWrites: (text: string) => Promise<boolean>;
}

/** Finds out what to do; undefined where the writer gives it up. */
type Ask = (isEmbedded: boolean) => Promise<(Instruction & { readonly progress: string }) | undefined>;

/** "Rewrite Selection…", "Translate Selection…" and "Summarize Selection…": a model that follows instructions writes in a comparison. */
export function registerInstructions(dependencies: InstructionDependencies): Disposable {
  const store = new DisposableStore();
  const register = (command: string, unselected: Unselected, ask: Ask): void => {
    store.add(vscode.commands.registerCommand(command, () => run(dependencies, unselected, ask)));
  };
  register(commands.rewriteSelection, 'paragraph', async (isEmbedded) => {
    const chosen = await chooseInstruction(readSettings()['writing.prompts'], isEmbedded);
    if (chosen === undefined) return undefined;
    const { name, instruction } = chosen;
    return { instruction, form: 'replacement', title: vscode.l10n.t('Rewritten: {0}', name), progress: vscode.l10n.t('Cloze: rewriting') };
  });
  register(commands.translateSelection, 'paragraph', async (isEmbedded) => {
    if (isEmbedded) {
      await showLack(vscode.l10n.t('The embedded model writes English only, so it cannot translate.'), 'rewriting');
      return undefined;
    }
    const language = await chooseLanguage(vscode.l10n.t('Translate Selection'));
    if (language === undefined) return undefined;
    const title = vscode.l10n.t('Translated into {0}', language);
    return {
      instruction: inLanguage(translationTask, language),
      form: 'replacement',
      title,
      progress: vscode.l10n.t('Cloze: translating'),
    };
  });
  register(commands.summarizeSelection, 'document', () =>
    Promise.resolve({
      instruction: summaryTask,
      form: 'summary',
      title: vscode.l10n.t('A summary'),
      progress: vscode.l10n.t('Cloze: summarizing'),
    }),
  );
  return store;
}

async function run({ log, runs, serverWrites, ...tools }: InstructionDependencies, unselected: Unselected, ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const settings = readSettings(editor?.document);
  if (!settings.enable) return showOff();
  const why = await showFailures(log, async () => {
    const selected = editor && selectedText(editor, unselected);
    if (selected === undefined) return vscode.l10n.t('Select some text first: the model works with what is selected.');
    const { model, isEmbedded } = servingModel('rewriting', settings);
    const { source, span } = selected;
    const asked = await ask(isEmbedded && !(await serverWrites(source.slice(span.start, span.end))));
    if (asked === undefined) return undefined;
    const sampling = { temperature: settings['writing.temperature'], topP: 0.95, minP: 0.05, repetitionPenalty: 1, seed: 0 };
    return runs.run(asked.progress, (token, tell) => {
      const onProgress = (soFar: WrittenSoFar): void => tell(progressText(soFar));
      return carryOut(selected, asked, { ...tools, t: vscode.l10n.t, model, sampling, onProgress }, token);
    });
  });
  if (why !== undefined) showOutcome(why);
}

function progressText({ done, total, isThinking }: WrittenSoFar): string {
  const part = total > 1 ? vscode.l10n.t('part {0} of {1}', Math.min(done + 1, total), total) : '';
  const thinking = isThinking ? vscode.l10n.t('the model is thinking') : '';
  return [part, thinking].filter((each) => each !== '').join(', ');
}
