/** Follows what other tabs do to the session, for as long as anybody listens. */
export function followOtherTabs(reread: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const reshown = ['storage', 'pageshow', 'online'];
  for (const type of reshown) globalThis.addEventListener?.(type, reread, { signal });
  globalThis.document?.addEventListener('visibilitychange', reread, { signal });
  return () => controller.abort();
}
