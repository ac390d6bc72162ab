import { ClozeError } from '../../common/clozeError.js';
import { type Environment, firstSet } from '../../network/environment.js';

/** The server that models come from, and who asks. */
export interface HubSite {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly token?: string;
}

/**
 * The hub that HF_ENDPOINT names, or huggingface.co, with the token of HF_TOKEN.
 * @throws ClozeError `bad-request` where HF_ENDPOINT is no address
 */
export function hubSite(environment: Environment): HubSite {
  const endpoint = (firstSet(environment, 'HF_ENDPOINT') ?? 'https://huggingface.co').replace(/\/+$/, '');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new ClozeError({
      code: 'bad-request',
      message: `HF_ENDPOINT must be an address such as https://huggingface.co, not "${endpoint}".`,
    });
  }
  const token = firstSet(environment, 'HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN');
  return token === undefined ? { endpoint } : { endpoint, token };
}

/** The page of a model, for people. */
export function modelPage({ endpoint }: HubSite, repository: string): string {
  return `${endpoint}/${repository}`;
}

/** Where the content of a file is. */
export function fileAddress({ endpoint }: HubSite, repository: string, commit: string, file: string): string {
  return `${endpoint}/${repository}/resolve/${commit}/${file.split('/').map(encodeURIComponent).join('/')}`;
}
