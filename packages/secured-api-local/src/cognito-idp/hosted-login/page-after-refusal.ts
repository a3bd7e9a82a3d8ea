import type { AwsError } from '../../support/aws-error';

const PAGES: Readonly<Record<string, string>> = {
  UserNotConfirmedException: '/confirm',
  PasswordResetRequiredException: '/forgotPassword',
};

/** The page on which a person can put right what keeps them from signing in, if there is one. */
export function pageAfterRefusal(
  query: string,
  username: string,
  { code }: AwsError,
): string | undefined {
  const page = PAGES[code];
  if (page === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  parameters.set('username', username);
  return `${page}?${parameters}`;
}
