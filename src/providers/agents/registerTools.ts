import * as vscode from 'vscode';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { internalError } from '../../common/internalError.js';
import { languageMode } from '../../common/settings/languageMode.js';
import type { Log } from '../../host/log.js';
import { readIfThere } from '../../host/readIfThere.js';
import { readSettings } from '../../host/settings.js';
import { workspaceFile } from '../../host/workspaceFile.js';
import { ownLanguage, proseLanguage } from '../../prose/markup/proseLanguage.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import type { Tool, ToolFile } from '../../tools/tool.js';
import { ToolRunner, tools } from '../../tools/toolTable.js';

/** The tools of agents in the editor: those that `cloze mcp` serves to others. Each asks the writer before it reads a file. */
export function registerTools(engine: EngineApi, log: Log): Disposable {
  const store = new DisposableStore();
  const runner = new ToolRunner(engine, readToolFile);
  for (const tool of tools) store.add(vscode.lm.registerTool(tool.name, languageModelTool(tool, runner, log)));
  return store;
}

function languageModelTool(tool: Tool, runner: ToolRunner, log: Log): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: ({ input }) => {
      const files = filesOf(input);
      return {
        invocationMessage: vscode.l10n.t('Cloze: {0}', tool.doing),
        ...(files.length > 0 && { confirmationMessages: confirmation(tool, files) }),
      };
    },
    invoke: async ({ input }, token) => {
      if (!readSettings().enable) throw new Error(vscode.l10n.t('Cloze is off. Turn it on with the command "Cloze: Toggle Cloze".'));
      try {
        const found = await runner.run(tool.name, input, { token, report: () => undefined });
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(found))]);
      } catch (error) {
        if (isCancelled(error)) throw new vscode.CancellationError();
        const { message } = error instanceof ClozeError ? error : internalError(error);
        log.write('info', `${tool.name}: ${message}`);
        // The model reads what was wrong, and can do otherwise.
        throw new Error(message, { cause: error });
      }
    },
  };
}

function confirmation(tool: Tool, files: readonly string[]): vscode.LanguageModelToolConfirmationMessages {
  return {
    title: vscode.l10n.t('Cloze: {0}', tool.title),
    message: vscode.l10n.t(
      'Cloze reads {0} with the models on this computer and gives what it finds to the agent. Nothing is changed.',
      files.map((file) => `"${file}"`).join(', '),
    ),
  };
}

/** The files that an input names, whatever else is in it: it is checked once the tool runs. */
function filesOf(input: object): string[] {
  const { file, files } = input as { readonly file?: unknown; readonly files?: unknown };
  return [file, ...(Array.isArray(files) ? (files as readonly unknown[]) : [])].filter((each) => typeof each === 'string');
}

async function readToolFile(path: string): Promise<ToolFile> {
  const { document, name, folder, path: inFolder } = await workspaceFile(path);
  const ignore = await readIfThere(vscode.Uri.joinPath(folder, clozeIgnoreName)).catch(() => '');
  const mode = languageMode(readSettings(document)['completion.languages'], document.languageId);
  return {
    name,
    text: document.getText(),
    language: proseLanguage(document, mode) ?? ownLanguage(document),
    ignored: { text: ignore, path: inFolder },
  };
}
