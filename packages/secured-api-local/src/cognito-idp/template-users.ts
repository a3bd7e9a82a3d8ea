import type { Operation } from '../aws-endpoint/operation';
import type { Input } from '../aws-endpoint/operation-input';
import type { ResolvedResource } from '../resources/provider';
import { AwsError } from '../support/aws-error';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { adminAddUserToGroup } from './operations/admin-add-user-to-group';
import { adminCreateUser } from './operations/admin-create-user';
import type { UserPoolBackend } from './user-pool-backend';
import type { User } from './users/user';

/** Who calls. */
const CALL = { sourceIp: '127.0.0.1', userAgent: 'cloudformation.amazonaws.com' };

/** What a resource of the template asks an administrator's operation for. */
export interface TemplateRequest {
  readonly resource: ResolvedResource;
  readonly input: Input;
}

/**
 * Users and memberships that a template declares.
 *
 * As CloudFormation does, each is made once: who was deleted meanwhile, or left a group, does not come
 * back at the next start.
 */
export interface TemplateUsers {
  addUser(request: TemplateRequest): void;
  addMembership(request: TemplateRequest): void;
  /**
   * Makes the users who have not been made yet, and invites them.
   *
   * @throws LocalRuntimeError `RefusedUser`
   */
  makeUsers(): Promise<void>;
  /**
   * Puts users into their groups, once.
   *
   * @throws LocalRuntimeError `RefusedUser`
   */
  makeMemberships(): Promise<void>;
}

/** Makes the users of a template; what was made is kept in the store. */
export function createTemplateUsers(backend: UserPoolBackend): TemplateUsers {
  const users: TemplateRequest[] = [];
  const memberships: TemplateRequest[] = [];
  const made = backend.store.collection<true>('template-users');
  const keyOf = ({ resource }: TemplateRequest) => `${resource.stackName}/${resource.logicalId}`;
  const notMade = (requests: readonly TemplateRequest[]) =>
    requests.filter((request) => made.get(keyOf(request)) === undefined);

  async function run(request: TemplateRequest, operation: Operation): Promise<void> {
    const { resource, input } = request;
    try {
      await operation.run(input, { ...CALL, requestId: backend.random.uuid() });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new LocalRuntimeError(
        'RefusedUser',
        `'${resource.logicalId}' (${resource.type}) is refused with ${error.code}: ${error.message}`,
        'correct the resource, or the pool that refuses it; a deployment fails with it as well',
      );
    }
  }

  return {
    addUser: (request) => void users.push(request),
    addMembership: (request) => void memberships.push(request),
    async makeUsers() {
      for (const request of notMade(users)) {
        // Kept with the user, in one write: who is deleted later is not made again.
        const keep = (user: User): User => {
          made.set(keyOf(request), true);
          return user;
        };
        await run(request, adminCreateUser(backend, keep));
      }
    },
    async makeMemberships() {
      for (const request of notMade(memberships)) {
        await run(request, adminAddUserToGroup(backend));
        made.set(keyOf(request), true);
      }
      await backend.store.durable();
    },
  };
}
