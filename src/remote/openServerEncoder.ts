import type { DeviceInUse } from '../common/methods/lifecycle.js';
import { readEncoderArchitecture } from '../engine/graph/architectures/encoderRegistry.js';
import type { Checkpoint } from '../engine/models/checkpoint.js';
import type { Encoder } from '../engine/runtime/encoder.js';
import { GraphEncoder } from '../engine/runtime/graphEncoder.js';
import { tensorFactory } from '../engine/runtime/session.js';
import type { Environment } from '../network/environment.js';
import { embeddingsInfo } from './embeddings/embeddingsServer.js';
import { openEmbeddingsEncoder } from './embeddings/openEmbeddingsEncoder.js';
import { openInferenceSession } from './inference/inferenceSession.js';
import { serverAddress } from './server/serverAddress.js';
import { ServerConnection } from './server/serverConnection.js';

/** An encoder that runs on a server, of the Open Inference Protocol or of Text Embeddings Inference; its tokenizer and what else there is to it are those of the checkpoint here. */
export async function openServerEncoder(
  checkpoint: Checkpoint,
  { url, key, environment }: { readonly url: string; readonly key?: string | undefined; readonly environment: Environment },
): Promise<{ readonly opened: Encoder; readonly device: DeviceInUse }> {
  const address = serverAddress(url);
  const connection = await ServerConnection.open(environment, { address, key });
  try {
    const architecture = readEncoderArchitecture(checkpoint);
    const embeddings = await embeddingsInfo(connection);
    const opened =
      embeddings === undefined
        ? new GraphEncoder(
            checkpoint.name,
            await openInferenceSession(connection, checkpoint.name, { architecture }),
            await tensorFactory(),
            architecture,
          )
        : await openEmbeddingsEncoder(connection, embeddings, checkpoint, architecture);
    return { opened, device: { kind: 'server', name: address.host, threads: 0 } };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
