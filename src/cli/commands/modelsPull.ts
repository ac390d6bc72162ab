import { megabytes } from '../../common/megabytes.js';
import type { PlannedPull } from '../../common/modelTool/answers.js';
import type { CatalogueEntry } from '../../store/catalogue/catalogue.js';
import type { PullRequest } from '../../store/pullModel.js';
import type { Command, Outcome } from '../command.js';
import { cacheFolderOf, referenceOf, refusalOf, refusalOfGguf } from '../hubModels.js';
import { fitsMachine, memoryFor } from '../models/machineMemory.js';
import { purposesOf, soundsInstructed } from '../models/modelPurposes.js';
import { shownProgress } from '../models/shownProgress.js';
import { jsonOption } from '../options.js';

export const modelsPullCommand: Command = {
  name: 'models pull',
  operands: 'NAME[:QUANTIZATION][@REVISION]',
  operandCount: [1, 1],
  summary: 'Downloads a model from the Hugging Face hub, or goes on with a download.',
  details: `NAME is owner/name as on the hub; models that "cloze models search" lists go by their last part, too. The model lies in the cache of the
Hugging Face tools, which share it: ~/.cache/huggingface/hub, or where HF_HOME or HF_HUB_CACHE says. HF_ENDPOINT names another hub, HF_TOKEN
opens gated models, HTTPS_PROXY and NO_PROXY name a proxy, and NODE_EXTRA_CA_CERTS a file of certificates. Nothing is looked up where
CLOZE_NETWORK is off. The JSON value is {name, path, commit, bytes}; with --progress there are also lines of JSON on standard error, each with
a kind: "waiting" for another process, "files" with what is left to download, then "bytes" with what has arrived, the total, and the rate.
With --dry-run nothing is written, and the value is {name, commit, license, gated, jobs, bytes, toDownload, memoryBytes, fits}.`,
  options: {
    'dry-run': { help: 'Only tell what would be downloaded, and whether it can be used here.' },
    progress: { help: 'Tell the progress as lines of JSON on standard error, for programs.' },
    ...jsonOption,
  },
  async run(args, terminal) {
    const { reference, entry } = await referenceOf(args.operands[0] ?? '', terminal);
    const request = {
      reference,
      cacheFolder: cacheFolderOf(terminal),
      environment: terminal.env,
      cancel: terminal.cancel,
      refusal: refusalOf,
      ggufRefusal: refusalOfGguf,
      ...(entry === undefined ? {} : { expected: entry.files }),
    };
    if (args.flag('dry-run')) return plan(request, entry);
    // The network's library is large and no other command needs it.
    const { pullModel } = await import('../../store/pullModel.js');
    const show = shownProgress(terminal, args.flag('progress'));
    const pulled = await pullModel({ ...request, onProgress: show.progress }).finally(show.clear);
    return {
      json: pulled,
      text: () => `${pulled.name}  ${megabytes(pulled.bytes)}  ${pulled.path}\nTo use it: cloze models use ${pulled.name}\n`,
    };
  },
};

async function plan(request: Omit<PullRequest, 'onProgress'>, entry: CatalogueEntry | undefined): Promise<Outcome> {
  const { planPull } = await import('../../store/planPull.js');
  const { config, ...found } = await planPull(request);
  const memoryBytes = entry?.memoryBytes ?? memoryFor(found.bytes);
  // A GGUF file writes; what it states of itself was read, and is no configuration.
  const jobs = entry?.jobs ?? purposesOf(config ?? { model_type: 'llama' }, soundsInstructed(found.name));
  const planned: PlannedPull = { ...found, jobs, memoryBytes, fits: fitsMachine(memoryBytes) };
  const { name, bytes, toDownload, license = 'no license stated', fits } = planned;
  return {
    json: planned,
    text: () =>
      `${name}  ${megabytes(bytes)}, ${megabytes(toDownload)} to download, ${license}${fits ? '' : ', more than this machine has room for'}\n`,
  };
}
