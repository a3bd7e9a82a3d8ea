import { Reference, Tokenization } from 'aws-cdk-lib';
import { Effect, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { commonString } from './glob';

const TOKEN = /\$\{Token\[[^\]]*\]\}/g;

/** The APIs whose invocation only their own grants may allow, so that none is overlooked. */
const securedApis = new WeakSet<IConstruct>();

/** Registers the API of the template as one whose grants are its own. */
export function registerSecuredApi(api: IConstruct): void {
  securedApis.add(api);
}

/** Whether a statement would let somebody invoke routes of a secured API past the API's grants. */
export function allowsInvokePast(statement: PolicyStatement): boolean {
  if (statement.effect !== Effect.ALLOW) return false;
  const { actions, notActions, resources, notResources } = statement;
  const allows = notActions.length > 0 ? !notActions.some(isInvoke) : actions.some(isInvoke);
  return allows && (notResources.length > 0 || resources.some(reachesSecuredApi));
}

/** IAM reads actions in any case. */
function isInvoke(action: string): boolean {
  return commonString(action.toLowerCase(), 'execute-api:invoke') !== undefined;
}

function reachesSecuredApi(resource: string): boolean {
  const { tokens } = Tokenization.reverseString(resource);
  return (
    isAnyApi(resource.replace(TOKEN, 'token')) ||
    tokens.some((token) => Reference.isReference(token) && securedApis.has(token.target))
  );
}

/** An API's id is known at deploy only: a literal one is another API's, a `*` is every API's. */
function isAnyApi(resource: string): boolean {
  if (!resource.startsWith('*') && !resource.startsWith('arn:')) return false;
  const [, , service = '*', , , path = '*'] = resource.split(':');
  const [apiId = ''] = path.split('/');
  return commonString(service, 'execute-api') !== undefined && /[*?]/.test(apiId);
}
