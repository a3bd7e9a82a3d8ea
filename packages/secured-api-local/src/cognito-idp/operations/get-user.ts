import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf } from '../users/user';
import { describeMfa, toAttributeList } from '../users/user-description';

/** `GetUser`: the attributes that the client of an access token may read. */
export function getUser(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GetUser', (input) => {
    const { user, client } = backend.verifier.authenticate(input);
    const readable = Object.entries(attributesOf(user)).filter(
      ([name]) => ['sub', 'identities'].includes(name) || client.readAttributes.includes(name),
    );
    return {
      Username: user.username,
      UserAttributes: toAttributeList(Object.fromEntries(readable)),
      ...describeMfa(user),
    };
  });
}
