/** Why there is no engine that windows could share, as the second half of a sentence. */
export class SharingRefused extends Error {
  override readonly name = 'SharingRefused';
}

/** The reason in a failure, whatever it is. */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof SharingRefused ? said : said.replace(/\.$/, '');
}
