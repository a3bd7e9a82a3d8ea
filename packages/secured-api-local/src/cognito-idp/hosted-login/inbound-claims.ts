import { unrecognizable } from '../pool/triggers';
import type { UserPoolBackend } from '../user-pool-backend';
import type { Attributes } from '../users/user-attributes';
import type { FederatedSignIn } from './federated-user';

const PRIMITIVES = new Set(['string', 'number', 'boolean']);

/**
 * What a provider says, as the pool's inbound federation trigger leaves it: an answer that names
 * anything drops the rest. Who signed in stays the provider's word alone.
 *
 * @throws AwsError what the trigger fails with
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
 */
export async function inboundClaims(
  { triggers }: UserPoolBackend,
  { pool, client, provider, subject, claims }: FederatedSignIn,
): Promise<Attributes> {
  const said = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== ''));
  const response = await triggers.call(pool, 'InboundFederation', {
    source: 'InboundFederation_ExternalProvider',
    userName: subject,
    clientId: client.id,
    request: {
      providerName: provider.name,
      providerType: provider.type,
      // No provider is asked here, and there is no token of one.
      attributes: {
        tokenResponse: {},
        idToken: { ...said, sub: subject },
        userInfo: { ...said, sub: subject },
      },
    },
    response: { userAttributesToMap: {} },
  });
  const given = readClaims(response?.userAttributesToMap ?? {});
  return Object.keys(given).length === 0 ? claims : given;
}

function readClaims(given: unknown): Attributes {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw unrecognizable();
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!PRIMITIVES.has(typeof value)) throw unrecognizable();
      return [name, String(value)];
    }),
  );
}
