import { ClozeError } from '../../common/clozeError.js';

/** Where a server is, as a user names it. */
export interface ServerAddress {
  /** Without `/v1` and without a slash at its end. */
  readonly base: string;
  /** For people: host and port. */
  readonly host: string;
  /** Whether it is this machine, so that no text leaves it. */
  readonly isLocal: boolean;
}

/**
 * Reads the address of a server: `https://host:port`, with or without `/v1` at its end.
 * @throws ClozeError `bad-request` for anything else, and for an address that holds a password
 */
export function serverAddress(text: string): ServerAddress {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
    throw invalid('The address of a server must be like http://localhost:8000 or https://host.example/v1.');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address of a server must hold no name and no password. Put its key into CLOZE_SERVER_KEY instead.');
  }
  const path = url.pathname.replace(/\/$/, '').replace(/\/v[12]$/, '');
  return { base: `${url.origin}${path}`, host: url.host, isLocal: isLoopback(url.hostname) };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function invalid(message: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message });
}
