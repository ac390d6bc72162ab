/**
 * The folder of models that the Hugging Face tools share, by their variables: `~/.cache/huggingface/hub` without any.
 * @param join joins paths as the operating system does
 */
export function hubCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
  join: (...parts: string[]) => string,
): string {
  const own = environment['HF_HUB_CACHE'] || environment['HUGGINGFACE_HUB_CACHE'];
  if (own) return own;
  const cache = environment['XDG_CACHE_HOME'] || join(home, '.cache');
  return join(environment['HF_HOME'] || join(cache, 'huggingface'), 'hub');
}
