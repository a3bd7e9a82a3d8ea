import { Construct } from 'constructs';
import type { CognitoAuthBase } from '../cognito-auth-base';
import type { RouteAccessConfig } from '../route-access';
import type { HandlerDefaults } from './handler-function';
import { jwtAuthorizer } from './jwt-authorizer';
import { LambdaAuthorizer } from './lambda-authorizer';
import { refusal } from './refusal';

/** AWS's limit of authorizers for one API. */
const MAX_AUTHORIZERS = 10;

export interface RouteAuthorizersProps {
  readonly apiId: string;
  readonly auth?: CognitoAuthBase;
  readonly defaults: HandlerDefaults;
}

/** How the template's routes say who authorizes them; each authorizer is made once. */
export class RouteAuthorizers extends Construct {
  private readonly byAccess = new Map<NonNullable<RouteAccessConfig['authorizer']>, string>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RouteAuthorizersProps,
  ) {
    super(scope, id);
  }

  /** The authorization properties of a route with this access. */
  public of(access: RouteAccessConfig) {
    const { authorizationType } = access;
    const authorizerId = this.authorizerOf(access);
    this.assertCount();
    return {
      authorizationType,
      ...(authorizerId && { authorizerId }),
      ...(access.scopes?.length && { authorizationScopes: [...access.scopes] }),
    };
  }

  private authorizerOf({ authorizationType, authorizer }: RouteAccessConfig): string | undefined {
    const { apiId, auth, defaults } = this.props;
    if (authorizationType === 'JWT' && auth) return jwtAuthorizer(this, { apiId, auth }).ref;
    if (authorizer === undefined) return undefined;
    const known = this.byAccess.get(authorizer);
    if (known !== undefined) return known;
    const { authorizerId } = new LambdaAuthorizer(this, `Lambda${this.byAccess.size + 1}`, {
      apiId,
      ...authorizer,
      defaults,
    });
    this.byAccess.set(authorizer, authorizerId);
    return authorizerId;
  }

  private assertCount(): void {
    const count = this.node.children.length;
    if (count <= MAX_AUTHORIZERS) return;
    throw refusal(
      'TooManyAuthorizers',
      `the API would have ${count} authorizers, AWS takes ${MAX_AUTHORIZERS}: let routes share ` +
        'one RouteAccess',
      this,
    );
  }
}
