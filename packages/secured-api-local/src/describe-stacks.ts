import type { ProvisionedStack } from './assembly/provision';
import type { ServedApi } from './serve-apis';
import type { ServedLogin } from './serve-logins';
import { LocalRuntimeError } from './support/local-runtime-error';

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
 * @throws LocalRuntimeError `AmbiguousStacks`
 */
export function describeStacks(
  stacks: readonly ProvisionedStack[],
  served: readonly ServedApi[],
  logins: readonly ServedLogin[],
): StackDescription {
  assertDistinct(stacks);
  const rewrite = originRewriter(stacks, served, logins);
  const userPools = refsOf(stacks, 'AWS::Cognito::UserPool');
  const outputs = stacks.flatMap((stack) => Object.entries(stack.outputs));
  return {
    apis: Object.fromEntries(served.map(({ logicalId, id, url }) => [logicalId, { id, url }])),
    userPools,
    userPoolClients: refsOf(stacks, 'AWS::Cognito::UserPoolClient'),
    identityPools: refsOf(stacks, 'AWS::Cognito::IdentityPool'),
    logins: loginsOf(userPools, logins),
    outputs: Object.fromEntries(
      outputs.map(([name, value]) => [name, typeof value === 'string' ? rewrite(value) : value]),
    ),
    skipped: stacks.flatMap(({ skipped }) => skipped),
  };
}

const DESCRIBED = [
  'AWS::ApiGatewayV2::Api',
  'AWS::Cognito::IdentityPool',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
];

/** A run tells its ids by logical id: two of one name could not both be told. */
function assertDistinct(stacks: readonly ProvisionedStack[]): void {
  const seen = new Map<string, string>();
  for (const { name, resources } of stacks) {
    for (const [logicalId, { type }] of resources) {
      if (!DESCRIBED.includes(type)) continue;
      const other = seen.get(logicalId);
      if (other !== undefined) {
        throw new LocalRuntimeError(
          'AmbiguousStacks',
          `the stacks '${other}' and '${name}' both have '${logicalId}' (${type})`,
          'choose stacks by --stack',
        );
      }
      seen.set(logicalId, name);
    }
  }
}

function refsOf(stacks: readonly ProvisionedStack[], type: string): Record<string, string> {
  const found = stacks.flatMap(({ resources }) =>
    [...resources].filter(([, resource]) => resource.type === type),
  );
  return Object.fromEntries(found.map(([logicalId, { ref }]) => [logicalId, ref]));
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
