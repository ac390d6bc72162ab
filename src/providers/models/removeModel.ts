import * as vscode from 'vscode';
import { neverCancelled } from '../../common/cancellation.js';
import { megabytes } from '../../common/megabytes.js';
import { type ModelJob, modelJobs } from '../../common/modelJobs.js';
import { askToRemove, showBriefly } from '../../host/messages.js';
import { readSettings, writeSetting } from '../../host/settings.js';
import type { ModelsDependencies } from './modelsDependencies.js';

/** Removes a downloaded model from this machine. Jobs that it does go back to the models that come with Cloze. */
export async function removeModel(name: string, { store }: ModelsDependencies): Promise<void> {
  const repository = name.replace(/:.*$/, '');
  const question = vscode.l10n.t('Remove {0} from this machine?', repository);
  const detail = vscode.l10n.t('Other programs that use the Hugging Face cache have it no longer, either. It can be downloaded again.');
  if (!(await askToRemove(question, detail))) return;
  const settings = readSettings();
  for (const { setting, embedded } of Object.keys(modelJobs).map((job) => modelJobs[job as ModelJob])) {
    if (settings[setting].replace(/:.*$/, '').toLowerCase() === repository.toLowerCase()) await writeSetting(setting, embedded);
  }
  const bytes = await store.remove(name, neverCancelled);
  showBriefly(vscode.l10n.t('{0} was removed: {1} are free again.', repository, megabytes(bytes)));
}
