import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, textList } from '../../aws-endpoint/operation-input';
import { adminOperation } from '../admin-operation';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeUser } from '../users/user-description';
import { readUserFilter } from '../users/user-filter';

/** `ListUsers`: the users of a pool that a filter lets through. */
export function listUsers(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'ListUsers', (pool, input) => {
    const passes = readUserFilter(optionalText(input, 'Filter'));
    const wanted = textList(input, 'AttributesToGet');
    const users = backend.directory
      .list()
      .filter((user) => user.poolId === pool.id && passes(user))
      .map((user) => describeUser(user));
    const { items, nextToken } = pageOf(users, input, 'PaginationToken');
    return {
      Users: items.map((user) => ({
        ...user,
        Attributes: user.Attributes.filter(
          ({ Name }) => wanted.length === 0 || wanted.includes(Name),
        ),
      })),
      ...(nextToken !== undefined && { PaginationToken: nextToken }),
    };
  });
}
