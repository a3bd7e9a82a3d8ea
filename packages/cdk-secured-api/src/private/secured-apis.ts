import { Annotations, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { commonString } from './glob';
import type { PoolRole } from './pool-role';
import { refusal } from './refusal';
import { foreignPoliciesOf, RoleStatements, type StatementText, strings } from './role-statements';
import { MARK, markOf, UNKNOWN } from './template-text';

/** AWS's own policies that let somebody invoke every API. */
const INVOKING_POLICIES =
  /:policy\/(AdministratorAccess|AmazonAPIGatewayInvokeFullAccess|PowerUserAccess)$/;

/** What an API makes for its own grants, so that nothing else may grant its invocation. */
const securedApis = new WeakMap<IConstruct, Set<string>>();
const provedPolicies = new WeakSet<IConstruct>();

/** Registers the API of the template as one whose grants are its own. */
export function registerSecuredApi(api: IConstruct): void {
  const { root } = api.node;
  securedApis.set(root, (securedApis.get(root) ?? new Set()).add(markOf(api)));
}

/** Registers a policy whose statements an API proved. */
export function registerProvedPolicy(policy: IConstruct): void {
  provedPolicies.add(policy);
}

/** What lets roles of identity pools invoke secured APIs past the APIs' own grants, a line each. */
export function findGrantsPast(poolRoles: readonly PoolRole[], scope: IConstruct): string[] {
  const apis = securedApis.get(scope.node.root) ?? new Set();
  const root = Stage.of(scope) ?? scope.node.root;
  const read = new RoleStatements(root, (policy) => provedPolicies.has(policy));
  return poolRoles.flatMap((poolRole) => {
    const own = read
      .of(poolRole)
      .filter(({ statements }) => statements.some((statement) => allowsInvoke(statement, apis)))
      .map(({ path }) => path);
    const foreign = foreignPoliciesOf(poolRole).filter((arn) => INVOKING_POLICIES.test(arn));
    return [...own, ...foreign].map(
      (policy) =>
        refusal(
          'InvokeGrantedPastApi',
          `'${policy}' gives ${poolRole.holders} execute-api:Invoke past the grants of an API, ` +
            'which keep it to single routes: use the grantInvoke of the SecuredApi',
          poolRole,
        ).message,
    );
  });
}

/** Warns of managed policies of other apps: what they say is not known here. */
export function warnOfForeignPolicies(poolRoles: readonly PoolRole[]): void {
  for (const poolRole of poolRoles) {
    for (const arn of foreignPoliciesOf(poolRole)) {
      if (INVOKING_POLICIES.test(arn)) continue;
      Annotations.of(poolRole).addWarningV2(
        'cdk-secured-api:managedPolicyNotSeen',
        `ManagedPolicyNotSeen: ${poolRole.holders} hold the managed policy '${arn}', which is not of ` +
          'this app: acknowledge this if it lets them invoke no routes past their grants',
      );
    }
  }
}

/** Conditions are not read: a statement that any of them may make true counts. */
function allowsInvoke(statement: StatementText, apis: ReadonlySet<string>): boolean {
  if (statement.Effect === 'Deny') return false;
  const { Action, NotAction, Resource, NotResource } = statement;
  const allows = strings(Action).some(isInvoke) || (NotAction !== undefined && !excepts(NotAction));
  return (
    allows &&
    (NotResource !== undefined || strings(Resource).some((text) => reachesApi(text, apis)))
  );
}

/** Whether `NotAction` takes invocation out for sure. */
function excepts(notAction: unknown): boolean {
  return [notAction]
    .flat()
    .some((item) => typeof item === 'string' && !item.includes(UNKNOWN) && isInvoke(item));
}

/** IAM reads actions in any case. */
function isInvoke(action: string): boolean {
  return commonString(globOf(action).toLowerCase(), 'execute-api:invoke') !== undefined;
}

/** An API's id is known at deploy only: a literal one is another API's, a `*` is every API's. */
function reachesApi(resource: string, apis: ReadonlySet<string>): boolean {
  if (resource.match(MARK)?.some((mark) => apis.has(mark))) return true;
  const text = globOf(resource);
  if (!'arn:'.startsWith(text.slice(0, 4).split(/[*?]/)[0] ?? '')) return false;
  const [, , service = '*', , , path = '*'] = text.split(':');
  const [apiId = ''] = path.split('/');
  return commonString(service, 'execute-api') !== undefined && /[*?]/.test(apiId);
}

function globOf(text: string): string {
  return text.replaceAll(UNKNOWN, '*').replace(MARK, 'resource');
}
