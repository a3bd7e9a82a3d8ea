import type { Operation } from '../../aws-endpoint/operation';
import {
  attributeList,
  type Input,
  invalidParameter,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { assertNameIsFree, buildUser } from '../account/new-user';
import { userConfirmed } from '../account/user-confirmed';
import { openChoice } from '../auth-flows/choice';
import { canSignUpWithoutPassword } from '../auth-flows/otp-factors';
import { signUpAddress } from '../codes/code-address';
import { withProvedAddress } from '../codes/proved-address';
import { assertSecretHash, type CallingClient, callingClient } from '../pool/calling-client';
import { assertPassword } from '../pool/password-policy';
import type { TriggerResponse } from '../pool/triggers';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { assertAttributes, assertRequired, assertWritable } from '../users/user-attributes';

/**
 * `SignUp`: makes an unconfirmed user and sends a code. Where a code may stand in for it, the
 * password can be left out.
 */
export function signUp(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'SignUp', (input) => signUpUser(backend, input));
}

/** `SignUp` as the hosted login does it, where nobody goes without a password. */
export function signUpWithPassword(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'SignUp', (input) => {
    const { pool } = callingClient(backend.registry, input);
    assertPassword(requiredText(input, 'Password'), pool.passwordPolicy);
    return signUpUser(backend, input);
  });
}

/**
 * Makes a user as `SignUp` does, in one write.
 *
 * @param complete - gives the user as they are kept
 * @throws AwsError what AWS refuses the user with
 */
export async function signUpUser(
  backend: UserPoolBackend,
  input: Input,
  complete: (user: User) => User = (user) => user,
): Promise<unknown> {
  const caller = callingClient(backend.registry, input);
  const { pool, client } = caller;
  const name = requiredText(input, 'Username');
  assertSecretHash(client, name, optionalText(input, 'SecretHash'));
  if (!pool.selfSignUp) {
    throw new AwsError('NotAuthorizedException', 'SignUp is not permitted for this user pool');
  }
  const draft = draftUser(backend, caller, input);
  const verdict = await askPreSignUp(backend, caller, input, draft);
  assertNameIsFree(backend, pool, name);
  const user = complete(withVerdict(backend, pool, draft, verdict));
  backend.directory.save(pool, user);
  return user.status === 'CONFIRMED'
    ? welcome(backend, caller, input, user)
    : sendCode(backend, caller, input, user);
}

function draftUser(backend: UserPoolBackend, { pool, client }: CallingClient, input: Input): User {
  const name = requiredText(input, 'Username');
  const given = attributeList(input, 'UserAttributes');
  // Blank counts as left out.
  const password = optionalText(input, 'Password') || undefined;
  assertWritable(given, client);
  if (password !== undefined) assertPassword(password, pool.passwordPolicy);
  const draft = buildUser(backend, pool, {
    name,
    attributes: given,
    password,
    status: 'UNCONFIRMED',
  });
  assertAttributes(draft.attributes, pool);
  if (password === undefined && !canSignUpWithoutPassword(pool, client, draft)) {
    assertPassword(requiredText(input, 'Password'), pool.passwordPolicy);
  }
  assertRequired(draft.attributes, pool);
  assertOneAddress(draft, given);
  assertNoPreferredAlias(pool, given);
  assertNameIsFree(backend, pool, name);
  const unproved = (['email', 'phone_number'] as const).filter(
    (attribute) => draft.attributes[attribute],
  );
  const flags = Object.fromEntries(unproved.map((attribute) => [`${attribute}_verified`, 'false']));
  return { ...draft, attributes: { ...draft.attributes, ...flags } };
}

/** A person who signs up with an address cannot name another one as that attribute. */
function assertOneAddress(
  { signUpAttribute, attributes }: User,
  given: Readonly<Record<string, string>>,
): void {
  if (signUpAttribute === undefined) return;
  const other = given[signUpAttribute];
  if (other === undefined || other === attributes[signUpAttribute]) return;
  throw invalidParameter(`Username and ${signUpAttribute} attribute do not match.`);
}

function assertNoPreferredAlias(
  { aliasAttributes }: UserPoolSettings,
  given: Readonly<Record<string, string>>,
): void {
  if (!aliasAttributes.includes('preferred_username') || !given.preferred_username) return;
  throw invalidParameter(
    'User pool is configured with preferred_username as alias, it can be set after confirmation.',
  );
}

function askPreSignUp(
  { triggers }: UserPoolBackend,
  { pool, client }: CallingClient,
  input: Input,
  draft: User,
): Promise<TriggerResponse | undefined> {
  return triggers.call(pool, 'PreSignUp', {
    source: 'PreSignUp_SignUp',
    userName: draft.username,
    clientId: client.id,
    request: {
      userAttributes: withoutFlags(draft),
      validationData: attributeList(input, 'ValidationData'),
      clientMetadata: textMap(input, 'ClientMetadata'),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
}

/** The trigger may confirm the user and vouch for addresses, which then leave an earlier owner. */
function withVerdict(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  draft: User,
  verdict: TriggerResponse | undefined,
): User {
  if (verdict?.autoConfirmUser !== true) return draft;
  const vouched = {
    email: verdict.autoVerifyEmail === true,
    phone_number: verdict.autoVerifyPhone === true,
  };
  let user: User = { ...draft, status: 'CONFIRMED' };
  for (const attribute of ['email', 'phone_number'] as const) {
    const destination = draft.attributes[attribute];
    if (!destination || !vouched[attribute]) continue;
    user = withProvedAddress(directory, pool, user, { attribute, destination, force: true });
  }
  return user;
}

function withoutFlags({ attributes }: User): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !name.endsWith('_verified')),
  );
}

async function welcome(
  backend: UserPoolBackend,
  { pool, client }: CallingClient,
  input: Input,
  user: User,
): Promise<unknown> {
  await userConfirmed(backend, {
    pool,
    user,
    clientId: client.id,
    clientMetadata: textMap(input, 'ClientMetadata'),
    source: 'PostConfirmation_ConfirmSignUp',
  });
  return { UserConfirmed: true, UserSub: user.sub };
}

async function sendCode(
  backend: UserPoolBackend,
  caller: CallingClient,
  input: Input,
  user: User,
): Promise<unknown> {
  const { pool, client } = caller;
  const address = signUpAddress(pool, user);
  const details =
    address &&
    (await backend.codeSender.send({
      pool,
      user,
      purpose: 'signUp',
      kind: 'SignUp',
      address,
      clientId: client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
    }));
  return {
    UserConfirmed: false,
    UserSub: user.sub,
    ...(details !== undefined && { CodeDeliveryDetails: details }),
    ...sessionOf(backend, caller, input, user),
  };
}

/** What confirms this sign-up alone, where the client may sign in after it. */
function sessionOf(
  backend: UserPoolBackend,
  { pool, client }: CallingClient,
  input: Input,
  user: User,
): { readonly Session?: string } {
  if (!client.authFlows.includes('ALLOW_USER_AUTH')) return {};
  const choice = { pool, client, name: requiredText(input, 'Username'), user };
  return { Session: openChoice(backend, choice, { name: 'SIGNED_UP' }) };
}
