import type { DeviceInUse } from '../common/methods/lifecycle.js';
import { readEncoderArchitecture } from '../engine/graph/architectures/encoderRegistry.js';
import type { Checkpoint } from '../engine/models/checkpoint.js';
import type { Encoder } from '../engine/runtime/encoder.js';
import { GraphEncoder } from '../engine/runtime/graphEncoder.js';
import { tensorFactory } from '../engine/runtime/session.js';
import type { Environment } from '../network/environment.js';
import { openInferenceSession } from './inference/inferenceSession.js';
import { serverAddress } from './server/serverAddress.js';
import { ServerConnection } from './server/serverConnection.js';

/** An encoder whose graph runs on a server; its tokenizer and what else there is to it are those of the checkpoint here. */
export async function openServerEncoder(
  checkpoint: Checkpoint,
  { url, key, environment }: { readonly url: string; readonly key?: string | undefined; readonly environment: Environment },
): Promise<{ readonly opened: Encoder; readonly device: DeviceInUse }> {
  const address = serverAddress(url);
  const connection = await ServerConnection.open(environment, { address, key });
  try {
    const session = await openInferenceSession(connection, checkpoint.name);
    const opened = new GraphEncoder(checkpoint.name, session, await tensorFactory(), readEncoderArchitecture(checkpoint));
    return { opened, device: { kind: 'server', name: address.host, threads: 0 } };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
