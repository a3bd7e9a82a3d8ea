import type { ProvisionedStack } from './assembly/provision';
import type { ServedApi } from './serve-apis';
import type { ServedLogin } from './serve-logins';

/** What a run tells of its stacks: ids by logical id, and the outputs. */
export interface StackDescription {
  readonly apis: Readonly<Record<string, { readonly id: string; readonly url: string }>>;
  readonly userPools: Readonly<Record<string, string>>;
  readonly userPoolClients: Readonly<Record<string, string>>;
  readonly identityPools: Readonly<Record<string, string>>;
  /** The origins of hosted logins, by the logical id of their pool. */
  readonly logins: Readonly<Record<string, string>>;
  /** The origin of an API or a hosted login reads as its local URL. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly skipped: readonly { readonly logicalId: string; readonly type: string }[];
}

/**
 * Describes provisioned stacks with the local addresses of their APIs.
 *
 * A name that several stacks have is told with its stack's: `Stack.Name`.
 */
export function describeStacks(
  stacks: readonly ProvisionedStack[],
  served: readonly ServedApi[],
  logins: readonly ServedLogin[],
): StackDescription {
  const rewrite = originRewriter(stacks, served, logins);
  const userPools = refsOf(stacks, 'AWS::Cognito::UserPool');
  const apis = Object.entries(refsOf(stacks, 'AWS::ApiGatewayV2::Api')).flatMap(([name, ref]) =>
    served.filter(({ id }) => id === ref).map(({ id, url }) => [name, { id, url }]),
  );
  const outputs = distinct(stacks, ({ outputs: own }) => Object.entries(own));
  return {
    apis: Object.fromEntries(apis),
    userPools,
    userPoolClients: refsOf(stacks, 'AWS::Cognito::UserPoolClient'),
    identityPools: refsOf(stacks, 'AWS::Cognito::IdentityPool'),
    logins: loginsOf(userPools, logins),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [
        name,
        typeof value === 'string' ? rewrite(value) : value,
      ]),
    ),
    skipped: stacks.flatMap(({ skipped }) => skipped),
  };
}

/** Entries of all stacks by name; where several stacks have the name, each by its stack's and it. */
function distinct<Value>(
  stacks: readonly ProvisionedStack[],
  entriesOf: (stack: ProvisionedStack) => readonly (readonly [string, Value])[],
): Record<string, Value> {
  const entries = stacks.flatMap((stack) =>
    entriesOf(stack).map(([name, value]) => ({ stack: stack.name, name, value })),
  );
  const counts = new Map<string, number>();
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(
    entries.map(({ stack, name, value }) => [
      counts.get(name) === 1 ? name : `${stack}.${name}`,
      value,
    ]),
  );
}

function refsOf(stacks: readonly ProvisionedStack[], type: string): Record<string, string> {
  return distinct(stacks, ({ resources }) =>
    [...resources]
      .filter(([, resource]) => resource.type === type)
      .map(([logicalId, { ref }]) => [logicalId, ref] as const),
  );
}

function loginsOf(
  userPools: Readonly<Record<string, string>>,
  logins: readonly ServedLogin[],
): Record<string, string> {
  const found = Object.entries(userPools).flatMap(([logicalId, id]) =>
    logins.filter(({ poolId }) => poolId === id).map(({ url }) => [logicalId, url]),
  );
  return Object.fromEntries(found);
}

/** Puts a local URL in the place of an API's execute-api origin, its domain's, and a login's. */
function originRewriter(
  stacks: readonly ProvisionedStack[],
  served: readonly ServedApi[],
  logins: readonly ServedLogin[],
): (text: string) => string {
  const endpoints = stacks.flatMap(({ resources }) =>
    [...resources].flatMap(([, { attributes, ref, type }]) => {
      const api = served.find(({ id }) => id === ref);
      return api && type === 'AWS::ApiGatewayV2::Api'
        ? [{ aws: String(attributes.ApiEndpoint), local: api.url }, ...domainsOf(api)]
        : [];
    }),
  );
  // A base path before the domain that it is of.
  const pages = logins.flatMap(({ hosts, url }) =>
    hosts.map((host) => ({ aws: `https://${host}`, local: url })),
  );
  const longestFirst = [...endpoints, ...pages].sort(
    (one, other) => other.aws.length - one.aws.length,
  );
  return (text) =>
    longestFirst.reduce((result, { aws, local }) => replaceUrl(result, aws, local), text);
}

function domainsOf({ mappings, url }: ServedApi) {
  return mappings.map(({ url: aws, stage }) => ({
    aws,
    local: stage === '$default' ? url : `${url}/${stage}`,
  }));
}

/** Replaces a URL, not what only begins with it. */
function replaceUrl(text: string, from: string, to: string): string {
  const pattern = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`${pattern}(?![\\w.-])`, 'g'), () => to);
}
