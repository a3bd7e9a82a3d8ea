import type { ClientInternals } from './client-internals';
import { asCognitoError } from './cognito-error';
import { loadPart } from './load-part';

/**
 * Completes a sign-in at the hosted login, if it is what the page was opened for.
 *
 * Its answer leaves the URL at once. A refusal is shown by the state, unless somebody is signed in.
 */
export function completeReturn(internals: ClientInternals): Promise<void> | undefined {
  const { location, history } = globalThis;
  const pages = internals.config.hostedLogin?.redirectSignIn;
  if (!pages || !location) return undefined;
  const [page = '', query = ''] = location.href.split(/[?#]/);
  const isAnswer = /(^|&)state=/.test(query) && /(^|&)(code|error)=/.test(query);
  if (!isAnswer || !pages.some((known) => known === page || `${known}/` === page)) return undefined;
  history.replaceState(history.state, '', location.href.replace(`?${query}`, ''));
  return loadPart(() => import('./redirect-completion'))
    .then(({ completeRedirect }) => completeRedirect(internals, query))
    .catch((thrown) => {
      const { store } = internals;
      if (store.peek() === undefined) store.end('redirectRefused', asCognitoError(thrown));
    });
}
