import { createRequire } from 'node:module';
import path from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import { megabytes } from '../../common/megabytes.js';
import type { CudaPlan, CudaSupport } from '../../common/modelTool/cudaSupport.js';
import type { CudaRequest } from '../../store/releases/installCuda.js';
import type { Command } from '../command.js';
import { shownProgress } from '../models/shownProgress.js';
import { jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';

export const devicesInstallCommand: Command = {
  name: 'devices install',
  operands: 'cuda',
  operandCount: [1, 1],
  summary: 'Downloads what ONNX Runtime needs to use CUDA, for Linux on x64.',
  details: `The archive of the same release of ONNX Runtime comes from GitHub and is held against the check sum that the release states; its two provider
libraries are put beside ONNX Runtime's own. NVIDIA's driver, CUDA and cuDNN are the system's: what is missing of them is told. A download that
ended goes on. HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS and CLOZE_NETWORK count as for "models pull"; CLOZE_GITHUB_API names another server.
The JSON value is {version, archive, bytes, sha256, url, libraries, folder, missing}; with --dry-run nothing is written, and "missing" is left out.`,
  options: {
    'dry-run': { help: 'Only tell what would be downloaded, and where it would be put.' },
    progress: { help: 'Tell the progress as lines of JSON on standard error, for programs.' },
    ...jsonOption,
  },
  async run(args, terminal) {
    const [device] = args.operands;
    if (device !== 'cuda')
      throw new ClozeError({ code: 'bad-request', message: `Nothing is to be installed for "${device ?? ''}": only cuda needs it.` });
    const request = { ...installedRuntime(), environment: terminal.env, cancel: terminal.cancel } satisfies CudaRequest;
    // The network's library is large and few commands need it.
    const { installCuda, planCuda } = await import('../../store/releases/installCuda.js');
    if (args.flag('dry-run')) {
      const plan = await planCuda(request);
      return { json: plan, text: () => planText(plan) };
    }
    const show = shownProgress(terminal, args.flag('progress'));
    const installed = await installCuda(request, show.progress).finally(show.clear);
    return { json: installed, text: () => installedText(installed, terminal) };
  },
};

/** Where the library lies that the engine loads, and its version. */
function installedRuntime(): { version: string; folder: string } {
  const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  const { version } = createRequire(import.meta.url)(manifest) as { version: string };
  return { version, folder: path.join(path.dirname(manifest), 'bin', 'napi-v6', process.platform, process.arch) };
}

function planText({ version, archive, bytes, libraries, folder, url }: CudaPlan): string {
  return `${archive} of ONNX Runtime ${version}, ${megabytes(bytes)}, from ${url}\n${libraries.join(' and ')} would be put into ${folder}\n`;
}

function installedText({ libraries, folder, missing }: CudaSupport, { env }: Pick<Terminal, 'env'>): string {
  const done = `${libraries.join(' and ')} are in ${folder}\n`;
  if (missing.length === 0) return `${done}To use it: cloze devices, and cloze.device "cuda" in the editor\n`;
  const where = env['LD_LIBRARY_PATH'] === undefined ? '' : ' (LD_LIBRARY_PATH was looked at)';
  return `${done}The system lacks ${missing.join(', ')}${where}: install NVIDIA's CUDA and cuDNN of these versions.\n`;
}
