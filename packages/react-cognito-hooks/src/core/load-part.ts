import { CognitoError } from './cognito-error';

/**
 * Loads a part of this package that is not needed at the start of a page.
 *
 * @throws CognitoError `NetworkError` where the part cannot be had; another call tries again
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new CognitoError('NetworkError', 'a part of the page could not be loaded', { cause });
  }
}
