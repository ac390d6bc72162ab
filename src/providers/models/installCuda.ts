import * as vscode from 'vscode';
import { megabytes } from '../../common/megabytes.js';
import { askBefore, showOutcome } from '../../host/messages.js';
import { whileAsking, whileDownloading } from './downloadModel.js';
import type { ModelsDependencies } from './modelsDependencies.js';
import { mayConnectTo } from './networkConsent.js';

/** Downloads what ONNX Runtime needs for CUDA, with the consent to connect and to what it costs, and says what the system lacks still. */
export async function installCuda({ tool, store }: Pick<ModelsDependencies, 'tool' | 'store'>): Promise<void> {
  const detail = vscode.l10n.t('To find and download the provider libraries of ONNX Runtime for CUDA; their names and sizes are shown before. It gets to know the address of your machine, as every server does; none of your text.'); // prettier-ignore
  if (!(await mayConnectTo(tool.releasesHost, tool, detail))) return;
  const plan = await whileAsking(vscode.l10n.t('Cloze: asking about CUDA support'), (token) => store.planCuda(token));
  const cost = vscode.l10n.t(
    '{0} of ONNX Runtime {1}, {2}, from {3}. {4} are taken out of it and put into {5}. NVIDIA’s driver, CUDA and cuDNN are not in it.',
    plan.archive,
    plan.version,
    megabytes(plan.bytes),
    plan.url,
    plan.libraries.join(', '),
    plan.folder,
  );
  if (!(await askBefore(vscode.l10n.t('Install CUDA support?'), cost, vscode.l10n.t('Download and Install')))) return;
  const title = vscode.l10n.t('Cloze: downloading CUDA support');
  const { missing } = await whileDownloading(title, (tell, token) => store.installCuda(tell, token));
  showOutcome(
    missing.length > 0
      ? vscode.l10n.t('CUDA support is installed, and this system lacks {0}: install NVIDIA’s CUDA and cuDNN of these versions. "Cloze: Test Devices…" then says whether it works.', missing.join(', ')) // prettier-ignore
      : vscode.l10n.t('CUDA support is installed. "Cloze: Test Devices…" says whether it works and how fast it is.'),
  );
}
