import { ClozeError, cancelledError } from '../common/clozeError.js';
import { PassingFailure } from './retry.js';

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ALTNAME/;

/**
 * What a failed connection means: a cancel, a certificate or proxy to see to, or a failure that may pass.
 * @param toCheck what a person can check: the end of a sentence
 */
export function connectionFailure(error: unknown, url: string, signal: AbortSignal, toCheck = 'HF_ENDPOINT and the proxy'): Error {
  if (signal.aborted) return cancelledError();
  if (error instanceof ClozeError || error instanceof PassingFailure) return error;
  const { host } = new URL(url);
  const { code, message } = deepest(error);
  if (certificateCodes.test(code)) {
    return new ClozeError(
      {
        code: 'network',
        message: `The certificate of ${host} is not trusted (${message}). Where a company or a school inspects connections, name the file of its certificates in NODE_EXTRA_CA_CERTS.`,
      },
      { cause: error },
    );
  }
  if (/Proxy response \(407\)/.test(message)) {
    const text = 'The proxy asks for a name and a password. Write them into HTTPS_PROXY, as in http://name:password@proxy:8080.';
    return new ClozeError({ code: 'network', message: text }, { cause: error });
  }
  return new PassingFailure(`${host} ${explained(code, message, toCheck)}.`, undefined, { cause: error });
}

function explained(code: string, message: string, toCheck: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `was not found: check the connection, ${toCheck}`;
    case 'ECONNREFUSED':
      return `refuses the connection: check ${toCheck}`;
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'said nothing for too long';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'closed the connection';
    default:
      return `could not be reached (${message})`;
  }
}

/** The innermost cause with a code: libraries wrap it. */
function deepest(error: unknown): { code: string; message: string } {
  let found = { code: '', message: String(error) };
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = 'code' in each && typeof each.code === 'string' ? each.code : '';
    if (code !== '' || found.code === '') found = { code: code || found.code, message: each.message };
  }
  return found;
}
