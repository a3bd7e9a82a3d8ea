import type { Operation } from '../../aws-endpoint/operation';
import { attributeList, textMap } from '../../aws-endpoint/operation-input';
import { withAttributes } from '../account/attribute-changes';
import { updateAttributes } from '../account/attribute-update';
import { withVouchedAddresses } from '../account/vouched-addresses';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { Attributes } from '../users/user-attributes';

/** `AdminUpdateUserAttributes`: changes attributes of a user, verified addresses included. */
export function adminUpdateUserAttributes(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminUpdateUserAttributes', async (pool, input) => {
    const user = requireUser(backend, pool, input);
    const given = attributeList(input, 'UserAttributes');
    await updateAttributes(backend, {
      pool,
      user,
      given,
      proposed: propose(backend, pool, user, given),
      clientId: 'CLIENT_ID_NOT_APPLICABLE',
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    return {};
  });
}

function propose(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  user: User,
  given: Attributes,
): User {
  const changed = withAttributes(directory, pool, user, given);
  const flags = Object.entries(given).filter(([name]) => name.endsWith('_verified'));
  const vouched = { ...changed.attributes, ...Object.fromEntries(flags) };
  return withVouchedAddresses(directory, pool, { ...changed, attributes: vouched }, false);
}
