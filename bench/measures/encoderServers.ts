import type { Measure } from '../harness/measure.js';
import { measureEncoderServers } from '../servers/encoders.js';

export const encoderServers: Measure = {
  name: 'encoder-servers',
  title: 'The encoder on inference servers',
  method:
    'The embedded encoder, exported, on MLServer with one thread, and pairs of sentences that an engine rates over it, from texts to odds. Beside it, in turns: a client that sends the very same requests, which were made before, and reads the answers. Replicas stand behind a balancer of ours that goes round; they, it and the client share the machine’s cores, so other replicas only take their time. The client’s own ceiling is what it does with a server in another process that answers at once.',
  run: measureEncoderServers,
};
