import type { IdentitySource } from './identity-source';

/** An HTTP API as its template declares it. */
export interface ApiSettings {
  readonly logicalId: string;
  readonly apiId: string;
  readonly name: string;
  readonly cors: CorsSettings | undefined;
}

/** `CorsConfiguration`; lists are empty where it says nothing. */
export interface CorsSettings {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | undefined;
}

export interface RouteSettings {
  /** As it is written, such as `GET /users/{id}` or `$default`. */
  readonly routeKey: string;
  readonly integrationId: string;
  readonly authorization:
    | { readonly kind: 'none' }
    | { readonly kind: 'iam' }
    | { readonly kind: 'jwt'; readonly authorizerId: string; readonly scopes: readonly string[] }
    | { readonly kind: 'lambda'; readonly authorizerId: string };
}

export type IntegrationSettings = FunctionIntegration | ProxyIntegration;

export interface FunctionIntegration {
  readonly kind: 'function';
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface ProxyIntegration {
  readonly kind: 'proxy';
  /** With the route's variables in its path, such as `https://example.com/prices/{id}`. */
  readonly url: string;
  /** `undefined` hands the request's own method on. */
  readonly method: string | undefined;
  readonly timeoutMs: number;
}

export type AuthorizerSettings = JwtAuthorizerSettings | LambdaAuthorizerSettings;

export interface LambdaAuthorizerSettings {
  readonly kind: 'lambda';
  readonly logicalId: string;
  readonly functionArn: string;
  readonly identitySources: readonly IdentitySource[];
  /** It answers `{ isAuthorized }`, else a policy. */
  readonly simpleResponses: boolean;
  /** 0 asks for every request. */
  readonly resultTtlSeconds: number;
}

export interface JwtAuthorizerSettings {
  readonly kind: 'jwt';
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Lower-case name of the header that carries the token. */
  readonly header: string;
}

/** Where a stage answers at a domain of its own on AWS. */
export interface ApiMappingSettings {
  /** Such as `https://api.example.com/v1`. */
  readonly url: string;
  readonly stage: string;
}

/** A rate in requests a second, and how many may come at once. */
export interface ThrottleSettings {
  readonly rate: number;
  readonly burst: number;
}

export interface StageSettings {
  /** `$default` serves the root, any other name its own first path segment. */
  readonly name: string;
  readonly throttle: ThrottleSettings | undefined;
  /** By route key. */
  readonly routeThrottle: ReadonlyMap<string, ThrottleSettings>;
  readonly variables: Readonly<Record<string, string>>;
}
