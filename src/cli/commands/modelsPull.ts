import { timeLeft } from '../../writing/timeLeft.js';
import { megabytes } from '../../common/megabytes.js';
import type { PullProgress } from '../../store/pullModel.js';
import type { Command } from '../command.js';
import { cacheFolderOf, referenceOf, refusalOf, refusalOfGguf } from '../hubModels.js';
import { jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';

export const modelsPullCommand: Command = {
  name: 'models pull',
  operands: 'NAME[:QUANTIZATION][@REVISION]',
  operandCount: [1, 1],
  summary: 'Downloads a model from the Hugging Face hub, or goes on with a download.',
  details: `NAME is owner/name as on the hub; models that "cloze models search" lists go by their last part, too. The model lies in the cache of the
Hugging Face tools, which share it: ~/.cache/huggingface/hub, or where HF_HOME or HF_HUB_CACHE says. HF_ENDPOINT names another hub, HF_TOKEN
opens gated models, HTTPS_PROXY and NO_PROXY name a proxy, and NODE_EXTRA_CA_CERTS a file of certificates. Nothing is looked up where
CLOZE_NETWORK is off. The JSON value is {name, path, commit, bytes}; with --progress there are also lines of JSON on standard error.`,
  options: { progress: { help: 'Tell the progress as lines of JSON on standard error, for programs.' }, ...jsonOption },
  async run(args, terminal) {
    const { reference, entry } = await referenceOf(args.operands[0] ?? '', terminal);
    // The network's library is large and no other command needs it.
    const { pullModel } = await import('../../store/pullModel.js');
    const show = args.flag('progress') ? lines(terminal) : line(terminal);
    const pulled = await pullModel({
      reference,
      cacheFolder: cacheFolderOf(terminal),
      environment: terminal.env,
      cancel: terminal.cancel,
      refusal: refusalOf,
      ggufRefusal: refusalOfGguf,
      ...(entry === undefined ? {} : { expected: entry.files }),
      onProgress: show.progress,
    }).finally(show.clear);
    return {
      json: pulled,
      text: () => `${pulled.name}  ${megabytes(pulled.bytes)}  ${pulled.path}\nTo use it: cloze models use ${pulled.name}\n`,
    };
  },
};

interface Shown {
  readonly progress: (progress: PullProgress) => void;
  readonly clear: () => void;
}

function lines(terminal: Terminal): Shown {
  return { progress: (progress) => terminal.writeMessage(`${JSON.stringify(progress)}\n`), clear: () => undefined };
}

/** A line that changes while a person watches. */
function line(terminal: Terminal): Shown {
  if (!terminal.showsProgress) return { progress: () => undefined, clear: () => undefined };
  let shownAt = -Infinity;
  return {
    progress: (progress) => {
      const now = performance.now();
      if (progress.kind === 'bytes' && now - shownAt < 100) return;
      shownAt = now;
      terminal.writeMessage(`\r\u001b[K${sentence(progress)}`);
    },
    clear: () => terminal.writeMessage('\r\u001b[K'),
  };
}

/** What a download tells, for people. */
export function sentence(progress: PullProgress): string {
  switch (progress.kind) {
    case 'waiting':
      return 'Another process downloads this model; waiting for it.';
    case 'files':
      return `${megabytes(progress.toDownload)} to download`;
    case 'bytes': {
      const { arrived, total, bytesPerSecond } = progress;
      const rate = bytesPerSecond === undefined ? '' : `, ${megabytes(bytesPerSecond)}/s`;
      const left =
        bytesPerSecond === undefined || bytesPerSecond === 0 ? undefined : timeLeft((arrived / bytesPerSecond) * 1000, arrived / total);
      return `${megabytes(arrived)} of ${megabytes(total)}${rate}${left === undefined ? '' : `, ${left} left`}`;
    }
  }
}
