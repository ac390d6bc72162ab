import * as vscode from 'vscode';
import type { ModelPurpose, PlannedPull, RecommendedModel } from '../../common/modelTool/answers.js';
import { megabytes } from '../../common/megabytes.js';
import type { PullProgress } from '../../common/modelTool/pullProgress.js';
import { askBefore } from '../../host/messages.js';
import { plannedText } from '../../sessions/models/plannedText.js';
import { progressText } from '../../sessions/models/progressText.js';
import type { ModelsDependencies } from './modelsDependencies.js';
import { mayConnect } from './networkConsent.js';
import { useModel } from './useModel.js';

/** A model to download. */
export interface WantedModel {
  readonly name: string;
  /** What is known of it without asking the hub. */
  readonly known?: RecommendedModel;
}

/** Downloads a model, with the consent to connect and to what it costs, and uses it for a job. */
export async function downloadModel({ name, known }: WantedModel, purpose: ModelPurpose, dependencies: ModelsDependencies): Promise<void> {
  const what =
    known === undefined
      ? vscode.l10n.t('To ask what {0} is and to download it; its size and license are shown before.', name)
      : vscode.l10n.t('To download {0}: {1}, license {2}.', name, megabytes(known.bytes), known.license);
  if (!(await mayConnect(dependencies.tool, what))) return;
  await downloadAllowed({ name, ...(known && { known }) }, purpose, dependencies);
}

/** The same where the connection was allowed before. */
export async function downloadAllowed({ name, known }: WantedModel, purpose: ModelPurpose, dependencies: ModelsDependencies): Promise<void> {
  const { store } = dependencies;
  const plan = known ?? (await whileAsking(vscode.l10n.t('Cloze: asking about {0}', name), (token) => store.plan(name, token)));
  if ((known === undefined || !known.fits) && !(await confirms(plan, purpose))) return;
  const title = vscode.l10n.t('Cloze: downloading {0}', name);
  const pulled = await whileDownloading(title, (tell, token) => store.pull(name, tell, token));
  await useModel(usedFor(plan, purpose), pulled.name);
}

/** Shows what a download costs and asks whether it may begin. */
function confirms(plan: PlannedPull | RecommendedModel, purpose: ModelPurpose): Promise<boolean> {
  const question = vscode.l10n.t('Download {0}?', plan.name);
  return askBefore(question, plannedText(plan, purpose, vscode.l10n.t), vscode.l10n.t('Download and Use'));
}

/** A model that cannot do a job is used for what it can do. */
function usedFor({ jobs }: Pick<PlannedPull, 'jobs'>, purpose: ModelPurpose): ModelPurpose {
  return jobs.includes(purpose) ? purpose : (jobs[0] ?? purpose);
}

/** Shows how far a download is, until it is done. */
export function whileDownloading<T>(
  title: string,
  download: (tell: (told: PullProgress) => void, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    let share = 0;
    const tell = (told: PullProgress): void => {
      const reached = told.kind === 'bytes' && told.total > 0 ? told.arrived / told.total : share;
      progress.report({ message: progressText(told, vscode.l10n.t), increment: 100 * Math.max(0, reached - share) });
      share = reached;
    };
    return download(tell, token);
  });
}

/** Shows that a server is asked, until it has answered. */
export function whileAsking<T>(title: string, ask: (token: vscode.CancellationToken) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => ask(token));
}
