import { modelPlaces } from '../modelPlaces.js';
import type { Command } from '../command.js';
import { jsonOption, placeOptions } from '../options.js';
import { probeCompletionServer } from '../../remote/probeCompletionServer.js';
import type { Capabilities } from '../../remote/completions/capabilities.js';
import { capabilitySentences } from '../../remote/completions/capabilitySentences.js';

export const serversProbeCommand: Command = {
  name: 'servers probe',
  operands: 'URL',
  operandCount: [1, 1],
  summary: 'Finds out what a server can do.',
  details: `Asks the server for a few tokens after a sentence of Cloze's own, and keeps what it found: commands with --server go by it. Where the server
has changed, probe it again. The JSON value is {kind, models, model, api, chat, tokenIds, logprobs, top, promptLogprobs, allowedTokens, suffix, n,
seed, streams, contextLength, notes}: api says by which address it continues texts ("none" where it does not), chat how it answers messages, or null;
logprobs is "none", "legacy", "chat" or "native", promptLogprobs "none", "echo" or "native", suffix "none", "field" or "infill". The environment variable CLOZE_SERVER_KEY holds the server's key, if it wants one.`,
  options: {
    'server-model': { value: 'M', help: "The model on the server (default: the server's first one)" },
    ...placeOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const [url = ''] = args.operands;
    const { cacheFolder } = modelPlaces(args, terminal);
    const server = { url, key: terminal.env.CLOZE_SERVER_KEY, model: args.text('server-model') };
    const found = await probeCompletionServer(server, { cacheFolder, environment: terminal.env }, terminal.cancel);
    return { json: found, text: () => toText(found) };
  },
};

function toText(found: Capabilities): string {
  return capabilitySentences(found)
    .map((sentence) => `${sentence}\n`)
    .join('');
}
