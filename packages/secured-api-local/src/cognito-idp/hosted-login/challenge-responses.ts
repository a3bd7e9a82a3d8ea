import { verifySoftwareToken } from '../operations/verify-software-token';
import { missingAttributes } from './challenge-fields';
import type { LoginAttempt } from './login-attempt';
import type { LoginContext } from './login-context';
import type { Parameters } from './login-request';

/** What a flow goes on with. */
interface ChallengeResponses {
  readonly session: string;
  readonly responses: Readonly<Record<string, string>>;
}

/**
 * The answer to a challenge in the flow's own words.
 *
 * @throws AwsError for a wrong code of an authenticator app that is being set up
 */
export async function challengeResponses(
  context: LoginContext,
  attempt: LoginAttempt,
  posted: Parameters,
): Promise<ChallengeResponses> {
  const { challenge, session } = attempt;
  const code = posted.get('code')?.trim() ?? '';
  switch (challenge) {
    case 'NEW_PASSWORD_REQUIRED':
      return { session, responses: newPassword(attempt, posted) };
    case 'SELECT_MFA_TYPE':
      return { session, responses: { ANSWER: posted.get('answer') ?? '' } };
    case 'SELECT_CHALLENGE':
      return { session, responses: choice(posted) };
    case 'WEB_AUTHN':
      return { session, responses: { CREDENTIAL: posted.get('credential') ?? '' } };
    case 'MFA_SETUP': {
      const email = posted.get('email')?.trim();
      if (email !== undefined) return { session, responses: { EMAIL: email } };
      return { session: await verifiedSession(context, session, code), responses: {} };
    }
    default:
      return { session, responses: { [`${challenge}_CODE`]: code } };
  }
}

function choice(posted: Parameters): Record<string, string> {
  const password = posted.get('password');
  return {
    ANSWER: posted.get('answer') ?? '',
    ...(password !== undefined && { PASSWORD: password }),
  };
}

function newPassword(attempt: LoginAttempt, posted: Parameters): Record<string, string> {
  const attributes = missingAttributes(attempt).map((name) => [name, posted.get(name) ?? '']);
  return { NEW_PASSWORD: posted.get('password') ?? '', ...Object.fromEntries(attributes) };
}

async function verifiedSession(
  { backend }: LoginContext,
  session: string,
  code: string,
): Promise<string> {
  const call = { requestId: '', sourceIp: '', userAgent: '' };
  const verified = await verifySoftwareToken(backend).run(
    { Session: session, UserCode: code },
    call,
  );
  return (verified as { readonly Session: string }).Session;
}
