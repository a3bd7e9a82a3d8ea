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
import { signUpAddress } from '../codes/code-address';
import { withProvedAddress } from '../codes/proved-address';
import { assertSecretHash, type CallingClient, callingClient } from '../pool/calling-client';
import { assertPassword } from '../pool/password-policy';
import type { TriggerResponse } from '../pool/triggers';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { assertAttributes, assertRequired, assertWritable } from '../users/user-attributes';

/** `SignUp`: makes an unconfirmed user and sends a code. */
export function signUp(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'SignUp', (input) => signUpUser(backend, input));
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
  const password = requiredText(input, 'Password');
  assertWritable(given, client);
  assertPassword(password, pool.passwordPolicy);
  const draft = buildUser(backend, pool, {
    name,
    attributes: given,
    password,
    status: 'UNCONFIRMED',
  });
  assertAttributes(draft.attributes, pool);
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
  { codeSender }: UserPoolBackend,
  { pool, client }: CallingClient,
  input: Input,
  user: User,
): Promise<unknown> {
  const answer = { UserConfirmed: false, UserSub: user.sub };
  const address = signUpAddress(pool, user);
  if (address === undefined) return answer;
  const details = await codeSender.send({
    pool,
    user,
    purpose: 'signUp',
    kind: 'SignUp',
    address,
    clientId: client.id,
    clientMetadata: textMap(input, 'ClientMetadata'),
  });
  return { ...answer, CodeDeliveryDetails: details };
}
