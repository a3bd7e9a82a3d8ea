import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, type IConstruct } from 'constructs';
import type { ResourceServer } from '../resource-server';
import { refusal } from './refusal';
import { repeated } from './repeated';

const IDENTIFIER = /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/;
const SCOPE_NAME = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/;
const NOT_IN_NAME = /[^\w\s+=,.@-]/g;
const MAX_SCOPES = 100;

/** The scopes of an API as tokens hold them. */
export function scopesOf({ identifier, scopes }: ResourceServer): string[] {
  return scopes.map(({ scopeName }) => `${identifier}/${scopeName}`);
}

/** Fails where Cognito would refuse a resource server, or two are one. */
export function assertResourceServers(servers: readonly ResourceServer[], scope: IConstruct): void {
  for (const server of servers) assertServer(server, scope);
  const twice = repeated(servers.map(({ identifier }) => identifier));
  if (twice === undefined) return;
  throw refusal(
    'ResourceServerAlreadyDefined',
    `resourceServers holds '${twice}' twice, give one all of its scopes`,
    scope,
  );
}

export interface ResourceServersProps {
  readonly userPoolId: string;
  readonly servers: readonly ResourceServer[];
}

/** The resource servers of a user pool. */
export class ResourceServers extends Construct {
  public constructor(scope: Construct, id: string, { userPoolId, servers }: ResourceServersProps) {
    super(scope, id);
    for (const { identifier, name, scopes } of servers) {
      new cognito.CfnUserPoolResourceServer(this, identifier.replaceAll('/', '|'), {
        userPoolId,
        identifier,
        name: name ?? identifier.replace(NOT_IN_NAME, '-'),
        scopes: [...scopes],
      });
    }
  }
}

function assertServer({ identifier, scopes }: ResourceServer, scope: IConstruct): void {
  if (!IDENTIFIER.test(identifier)) {
    throw refusal(
      'ResourceServerMalformed',
      `resourceServers holds the identifier '${identifier}', use 1 to 256 printable characters ` +
        'without white space, quotes and backslashes',
      scope,
    );
  }
  const names = scopes.map(({ scopeName }) => scopeName);
  const wrong = names.find((name) => !SCOPE_NAME.test(name)) ?? repeated(names);
  if (wrong === undefined && names.length > 0 && names.length <= MAX_SCOPES) return;
  throw refusal(
    'ResourceServerMalformed',
    `resource server '${identifier}' has ${names.length} scopes` +
      `${wrong === undefined ? '' : `, '${wrong}' among them`}: give it 1 to ${MAX_SCOPES} different ` +
      'ones of printable characters without slashes',
    scope,
  );
}
