import * as vscode from 'vscode';
import { type ModelPurpose, modelPurposes } from '../../common/modelTool/answers.js';
import { commands } from '../../host/ids.js';
import { showFailures } from '../../host/showFailures.js';
import { chooseModels } from './chooseModels.js';
import { exportForServer } from './exportForServer.js';
import { installCuda } from './installCuda.js';
import type { ModelsDependencies } from './modelsDependencies.js';
import { setToken } from './setToken.js';

/** "Choose Models…", which others may run with a job, "Install CUDA Support…", "Export for Server…", and "Set Hugging Face Token…". */
export function registerModels(dependencies: ModelsDependencies): vscode.Disposable {
  const { log, tool } = dependencies;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.chooseModels, (job: unknown) =>
      showFailures(log, () => chooseModels(dependencies, purposeNamed(job))),
    ),
    vscode.commands.registerCommand(commands.installCuda, () => showFailures(log, () => installCuda(dependencies))),
    vscode.commands.registerCommand(commands.exportForServer, () => showFailures(log, () => exportForServer(dependencies))),
    vscode.commands.registerCommand(commands.setHuggingFaceToken, () => showFailures(log, () => setToken(tool))),
  );
}

function purposeNamed(job: unknown): ModelPurpose | undefined {
  return modelPurposes.find((each) => each === job);
}
