/** Encodes by RFC 3986: all but letters, digits and `-._~`. */
export const encodeRfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Rewrites a URL's query so that what is sent is what is signed.
 *
 * Signers disagree on `+` and on unescaped characters; after this there are none.
 */
export function normalizeQuery(url: URL): URL {
  const normalized = new URL(url);
  normalized.search = Array.from(
    url.searchParams,
    ([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`,
  ).join('&');
  normalized.hash = '';
  return normalized;
}
