import { Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnApi, CorsHttpMethod, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct, type IConstruct } from 'constructs';
import type { SecuredApiProps } from '../secured-api-props';
import { CORS_ALLOW_HEADERS, CORS_EXPOSE_HEADERS, DEFAULTS } from './defaults';
import { assertDevOrigins, assertOrigins } from './origins';
import { refusal } from './refusal';

/** The longest that API Gateway takes: a day. */
const MAX_AGE_SECONDS = 86_400;

/** The origins that an API lets in; sites that are made later add theirs. */
export class ApiCors extends Construct {
  private readonly origins: Set<string>;

  public constructor(scope: Construct, id: string, httpApi: HttpApi, props: SecuredApiProps) {
    super(scope, id);
    const { origins = [], devOrigins = props.auth?.devOrigins ?? [] } = props;
    const maxAge = (props.corsMaxAge ?? DEFAULTS.corsMaxAge).toSeconds();
    assertOrigins('origins', origins, scope);
    assertDevOrigins(devOrigins, scope, props.stageName);
    assertMaxAge(maxAge, scope);
    this.origins = new Set([...origins, ...devOrigins]);
    const resource = httpApi.node.defaultChild;
    if (resource instanceof CfnApi) {
      resource.corsConfiguration = Lazy.any({ produce: () => this.render(maxAge) });
    }
  }

  /** Lets a site in. */
  public add(origin: string, site: IConstruct): void {
    if (Token.isUnresolved(origin) && Stack.of(site) !== Stack.of(this)) {
      throw refusal(
        'SiteOriginNotLiteral',
        `the API '${this.node.scope?.node.path}' is of another stack and would wait for this ` +
          'site, whose config waits for the API: give the site a domain, or one stack to both',
        site,
      );
    }
    this.origins.add(origin);
  }

  private render(maxAge: number): CfnApi.CorsProperty | undefined {
    if (this.origins.size === 0) return undefined;
    return {
      allowOrigins: [...this.origins],
      allowMethods: [CorsHttpMethod.ANY],
      allowHeaders: CORS_ALLOW_HEADERS,
      exposeHeaders: CORS_EXPOSE_HEADERS,
      maxAge,
    };
  }
}

function assertMaxAge(seconds: number, scope: IConstruct): void {
  if (seconds <= MAX_AGE_SECONDS) return;
  throw refusal(
    'CorsMaxAgeTooLong',
    `corsMaxAge is ${seconds} s, API Gateway takes up to ${MAX_AGE_SECONDS} s, a day`,
    scope,
  );
}
