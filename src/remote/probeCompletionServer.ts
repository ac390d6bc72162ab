import type { CancellationToken } from '../common/cancellation.js';
import type { Environment } from '../network/environment.js';
import type { Capabilities } from './completions/capabilities.js';
import { keepCapabilities } from './completions/knownCapabilities.js';
import { probeServer } from './completions/probe.js';
import type { ServerChoice } from './openServerModel.js';
import { serverAddress } from './server/serverAddress.js';
import { ServerConnection } from './server/serverConnection.js';

/** Probes a server, whatever was found before, and keeps what it finds. */
export async function probeCompletionServer(
  { url, key, model }: ServerChoice,
  { cacheFolder, environment }: { readonly cacheFolder: string; readonly environment: Environment },
  cancel?: CancellationToken,
): Promise<Capabilities> {
  const address = serverAddress(url);
  const connection = await ServerConnection.open(environment, { address, key });
  try {
    const found = await probeServer(connection, model, cancel);
    await keepCapabilities(cacheFolder, address, model, found);
    return found;
  } finally {
    await connection.close();
  }
}
