/**
 * The relative reference of RFC 3986 for a path with `/`: what is not allowed in a URI is percent-encoded as UTF-8, and a path whose first
 * segment holds a colon starts with `./`, as that segment would be read as a scheme. Half a surrogate pair becomes U+FFFD. An address
 * with `://`, which no path has, stays as it is.
 */
export function uriReference(path: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(path)) return path;
  const encoded = encodeURI(path.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[#?]/g, encodeURIComponent);
  return /^[^/]*:/.test(encoded) ? `./${encoded}` : encoded;
}
