import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { ClozeError } from '../common/clozeError.js';
import { type Environment, firstSet } from './environment.js';

/**
 * The certificates to trust: Node's own, with NODE_USE_SYSTEM_CA=1 those of the operating system, and those of the file in
 * NODE_EXTRA_CA_CERTS. Node reads these variables itself only when it starts, and an editor's processes not at all. `undefined` where there
 * are none but Node's.
 */
export async function trustedCertificates(environment: Environment): Promise<string[] | undefined> {
  const file = firstSet(environment, 'NODE_EXTRA_CA_CERTS');
  const system = firstSet(environment, 'NODE_USE_SYSTEM_CA') === '1' ? systemCertificates() : [];
  if (file === undefined) return system.length === 0 ? undefined : [...tls.rootCertificates, ...system];
  try {
    return [...tls.rootCertificates, ...system, await readFile(file, 'utf8')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The certificates that NODE_EXTRA_CA_CERTS names could not be read (${reason}). Correct the variable or unset it.`;
    throw new ClozeError({ code: 'network', message }, { cause: error });
  }
}

/** Those that the operating system trusts, where this version of Node can tell. */
function systemCertificates(): string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (kind: 'system') => string[] };
  return getCACertificates?.('system') ?? [];
}
