import type { Template } from 'aws-cdk-lib/assertions';
import {
  type RouteMatch,
  RouteTable,
} from '../../packages/secured-api-local/src/http-api/route-table';
import { evaluate, type NamedPolicy } from '../../packages/secured-api-local/src/iam/evaluate';
import { parsePolicy } from '../../packages/secured-api-local/src/iam/policy-document';

const ACCOUNT = '123456789012';
/** The caller's identity id. */
export const OWN_ID = 'r:id';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** What may be asked of a role and of the routes of one template. */
export class LeakJudge {
  private readonly guarded: ReadonlySet<string>;
  readonly roles: readonly string[];
  /** How many statements deny. */
  readonly denies: number;
  private readonly policies = new Map<string, NamedPolicy[]>();
  private readonly table: RouteTable;

  constructor(template: Template) {
    const resources: Resource[] = Object.values(template.toJSON().Resources);
    const routes = resources
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => Properties);
    this.guarded = new Set(
      routes
        .filter(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM')
        .map(({ RouteKey }) => String(RouteKey)),
    );
    this.table = new RouteTable(
      routes.map(({ RouteKey }) => ({
        routeKey: String(RouteKey),
        integrationId: '',
        authorization: { kind: 'iam' },
      })),
    );
    for (const { Type, Properties } of resources) {
      if (!/^AWS::IAM::(Managed)?Policy$/.test(Type)) continue;
      this.addPolicy(rendered(Properties));
    }
    this.roles = [...this.policies.keys()];
    this.denies = [...this.policies.values()]
      .flat()
      .flatMap(({ document }) => document.statements)
      .filter(({ effect }) => effect === 'Deny').length;
  }

  /** The routes that take a request in any reading: a trailing slash is optional. */
  reachedBy(method: string, wire: string): RouteMatch[] {
    const wires = wire.length > 1 && wire.endsWith('/') ? [wire, wire.slice(0, -1)] : [wire];
    const readings = wires.flatMap((path) => [
      path.split('/').map(decodeURIComponent),
      decodeURIComponent(path).split('/'),
    ]);
    return readings
      .flatMap((segments) => this.table.match(method, segments.slice(1)) ?? [])
      .filter(({ route }) => this.guarded.has(route.routeKey));
  }

  /** Whether IAM allows the decoded request. */
  allows(role: string, method: string, wire: string): boolean {
    const path = decodeURIComponent(wire);
    const resource = `arn:aws:execute-api:us-east-1:${ACCOUNT}:api/$default/${method}${path}`;
    return evaluate(
      {
        action: 'execute-api:Invoke',
        resource,
        context: { 'cognito-identity.amazonaws.com:sub': OWN_ID },
      },
      { identity: this.policies.get(role) ?? [] },
    ).allowed;
  }

  private addPolicy(properties: Record<string, unknown>): void {
    const [role] = Array.isArray(properties.Roles) ? properties.Roles : [];
    const name =
      /(Authenticated|Guests|Caller|Group\w*?)Role/.exec(String(role))?.[1] ?? String(role);
    const policy = { name, document: parsePolicy(properties.PolicyDocument, 'identity') };
    this.policies.set(name, [...(this.policies.get(name) ?? []), policy]);
  }
}

/** Properties with every reference filled in: one API, one account, roles by logical id. */
function rendered(properties: Record<string, unknown>): Record<string, unknown> {
  const known: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::Region': 'us-east-1',
    'AWS::AccountId': ACCOUNT,
  };
  return JSON.parse(JSON.stringify(properties), (_, value) => {
    if (value === null || typeof value !== 'object') return value;
    if ('Fn::Join' in value) return value['Fn::Join'][1].join(value['Fn::Join'][0]);
    if (!('Ref' in value)) return value;
    return known[value.Ref] ?? (/Role/.test(value.Ref) ? value.Ref : 'api');
  });
}
