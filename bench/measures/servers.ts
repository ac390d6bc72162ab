import type { Measure } from '../harness/measure.js';
import { measureCompletionServers } from '../servers/completions.js';

export const servers: Measure = {
  name: 'servers',
  title: 'Models on servers',
  method:
    'A server with the embedded model in the ways of vLLM, in a process of its own, and the process that asks servers beside the editor, over its channel. Own time: the server repeats what it has said before, so that all time beside its own is that of the channel, HTTP, decoding and judgement. Giving up: from the cancel in the editor’s process until the server computes nothing more. Differences: the same weights over the server, which reads a text at once, and in the engine here, which goes on from what it has read.',
  run: measureCompletionServers,
};
