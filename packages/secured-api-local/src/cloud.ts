import type { AwsService } from './aws-endpoint/operation';
import { createIdentityPools, type IdentityPools } from './cognito-identity/identity-pools';
import { createUserPools, type UserPools } from './cognito-idp/user-pools';
import type { Delivery } from './delivery/inbox';
import type { Foundation } from './foundation';
import { ApiRegistry } from './http-api/api-registry';
import { addAwsManagedPolicies } from './iam/aws-managed-policies';
import { Roles } from './iam/roles';
import { createKms } from './kms/create-kms';
import { createKeys } from './kms/keys';
import type { ServiceEndpoints } from './lambda/function-environment';
import type { LayerVersions } from './lambda/layer-versions';
import { LocalFunctions } from './lambda/local-functions';
import { apiGatewayV2Api } from './resources/api-gateway-v2-api';
import { apiGatewayV2ApiMapping } from './resources/api-gateway-v2-api-mapping';
import { apiGatewayV2Authorizer } from './resources/api-gateway-v2-authorizer';
import { apiGatewayV2DomainName } from './resources/api-gateway-v2-domain-name';
import { apiGatewayV2Integration } from './resources/api-gateway-v2-integration';
import { apiGatewayV2Route } from './resources/api-gateway-v2-route';
import { apiGatewayV2Stage } from './resources/api-gateway-v2-stage';
import { cognitoIdentityPool } from './resources/cognito-identity-pool';
import { cognitoIdentityPoolPrincipalTag } from './resources/cognito-identity-pool-principal-tag';
import { cognitoIdentityPoolRoleAttachment } from './resources/cognito-identity-pool-role-attachment';
import { cognitoManagedLoginBranding } from './resources/cognito-managed-login-branding';
import { cognitoUserPool } from './resources/cognito-user-pool';
import { cognitoUserPoolClient } from './resources/cognito-user-pool-client';
import { cognitoUserPoolDomain } from './resources/cognito-user-pool-domain';
import { cognitoUserPoolGroup } from './resources/cognito-user-pool-group';
import { cognitoUserPoolIdentityProvider } from './resources/cognito-user-pool-identity-provider';
import { cognitoUserPoolResourceServer } from './resources/cognito-user-pool-resource-server';
import { cognitoUserPoolRiskConfigurationAttachment } from './resources/cognito-user-pool-risk-configuration-attachment';
import { cognitoUserPoolUser } from './resources/cognito-user-pool-user';
import { cognitoUserPoolUserToGroupAttachment } from './resources/cognito-user-pool-user-to-group-attachment';
import { iamManagedPolicy } from './resources/iam-managed-policy';
import { iamOidcProvider } from './resources/iam-oidc-provider';
import { iamPolicy } from './resources/iam-policy';
import { iamRole } from './resources/iam-role';
import { kmsAlias } from './resources/kms-alias';
import { kmsKey } from './resources/kms-key';
import { lambdaFunction } from './resources/lambda-function';
import { lambdaLayerVersion } from './resources/lambda-layer-version';
import { lambdaPermission } from './resources/lambda-permission';
import { logsLogGroup } from './resources/logs-log-group';
import type { OidcProviders } from './resources/oidc-providers';
import type { ResourceProvider } from './resources/provider';
import { createTokenService, type LocalTokenService } from './sts/create-token-service';

/** Every AWS service of this machine, and the provider of each resource type. */
export interface Cloud {
  readonly roles: Roles;
  readonly tokenService: LocalTokenService;
  readonly functions: LocalFunctions;
  readonly userPools: UserPools;
  readonly identityPools: IdentityPools;
  readonly apis: ApiRegistry;
  readonly kms: AwsService;
  readonly providers: ReadonlyMap<string, ResourceProvider>;
}

/** What a cloud is made with. */
export interface CloudOptions {
  readonly foundation: Foundation;
  readonly masterKey: Buffer;
  readonly delivery: Delivery;
  readonly endpoints: () => ServiceEndpoints;
  /** The origin of the run's web pages. */
  readonly webOrigin: string;
  readonly assetFolder: (objectKey: string) => string | undefined;
  /** What runs a function in the place of this process, by logical id. Default: none. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Whether pools run without the threat protection that they ask for. Default: false. */
  readonly withoutThreatProtection?: boolean;
}

/** Makes the services and wires them to one another. */
export function createCloud(options: CloudOptions): Cloud {
  const {
    foundation,
    masterKey,
    delivery,
    endpoints,
    webOrigin,
    assetFolder,
    commands = {},
    withoutThreatProtection = false,
  } = options;
  const roles = new Roles();
  addAwsManagedPolicies(roles, foundation.environment.partition);
  const tokenService = createTokenService({ ...foundation, roles, masterKey });
  const functions = new LocalFunctions({ ...foundation, tokenService, endpoints, commands });
  const keys = createKeys(foundation);
  const services = { ...foundation, functions, tokenService, keys };
  const userPools = createUserPools(services, delivery);
  const identityPools = createIdentityPools(services, userPools);
  const apis = new ApiRegistry();
  const oidcProviders: OidcProviders = new Map();
  const layers: LayerVersions = new Map();
  const providers = [
    apiGatewayV2Api(apis, foundation),
    apiGatewayV2ApiMapping(apis),
    apiGatewayV2Authorizer(apis, foundation),
    apiGatewayV2DomainName(),
    apiGatewayV2Integration(apis, foundation),
    apiGatewayV2Route(apis),
    apiGatewayV2Stage(apis),
    cognitoIdentityPool(identityPools, oidcProviders, foundation),
    cognitoIdentityPoolPrincipalTag(identityPools),
    cognitoIdentityPoolRoleAttachment(identityPools),
    cognitoManagedLoginBranding(foundation),
    cognitoUserPool(userPools, { ...foundation, keys, webOrigin, withoutThreatProtection }),
    cognitoUserPoolClient(userPools, foundation),
    cognitoUserPoolDomain(userPools, foundation),
    cognitoUserPoolGroup(userPools),
    cognitoUserPoolIdentityProvider(userPools),
    cognitoUserPoolResourceServer(userPools),
    cognitoUserPoolRiskConfigurationAttachment(userPools, { withoutThreatProtection }),
    cognitoUserPoolUser(userPools, foundation),
    cognitoUserPoolUserToGroupAttachment(userPools, foundation),
    iamManagedPolicy(roles, foundation),
    iamOidcProvider(oidcProviders, foundation),
    iamPolicy(roles),
    iamRole(roles, foundation),
    kmsAlias(keys),
    kmsKey(keys, foundation),
    lambdaFunction(functions, { ...foundation, assetFolder, layers }),
    lambdaLayerVersion(layers, { ...foundation, assetFolder }),
    lambdaPermission(functions),
    logsLogGroup(foundation),
  ];
  return {
    roles,
    tokenService,
    functions,
    userPools,
    identityPools,
    apis,
    kms: createKms({ ...foundation, keys }),
    providers: new Map(providers.map((provider) => [provider.type, provider])),
  };
}
