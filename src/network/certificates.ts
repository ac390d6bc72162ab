import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { ClozeError } from '../common/clozeError.js';
import { type Environment, firstSet } from './environment.js';

/**
 * The certificates to trust: Node's own and those of the file in NODE_EXTRA_CA_CERTS. Node reads that variable itself only when it starts,
 * and an editor's processes not at all. `undefined` where there are none but Node's.
 */
export async function trustedCertificates(environment: Environment): Promise<string[] | undefined> {
  const file = firstSet(environment, 'NODE_EXTRA_CA_CERTS');
  if (file === undefined) return undefined;
  try {
    return [...rootCertificates, await readFile(file, 'utf8')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The certificates that NODE_EXTRA_CA_CERTS names could not be read (${reason}). Correct the variable or unset it.`;
    throw new ClozeError({ code: 'network', message }, { cause: error });
  }
}
