import { Stack } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import type { ApiDomainOptions } from '../api-domain-options';
import { OwnDomain } from './own-domain';
import { refusal } from './refusal';

const BASE_PATH = /^(?=.{1,300}$)[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

export interface ApiDomainProps extends ApiDomainOptions {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
}

/** Has an API answer at a domain of its own, over TLS 1.2 and newer. */
export class ApiDomain extends OwnDomain {
  /** The domain, which a name of another DNS points at. */
  public readonly resource: DomainName;
  /** Where the API answers, without a trailing slash. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, props: ApiDomainProps) {
    super(scope, id, { ...props, certificateRegion: Stack.of(scope).region });
    const { basePath, domainName, httpApi: api, stage } = props;
    assertBasePath(basePath, scope);
    this.resource = new DomainName(this, 'Name', {
      domainName,
      certificate: this.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', {
      api,
      domainName: this.resource,
      stage,
      apiMappingKey: basePath,
    });
    const { regionalDomainName, regionalHostedZoneId } = this.resource;
    this.pointAt(new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId), {
      ipv6: false,
    });
    this.url = `https://${domainName}${basePath === undefined ? '' : `/${basePath}`}`;
  }
}

function assertBasePath(basePath: string | undefined, scope: Construct): void {
  if (basePath === undefined || BASE_PATH.test(basePath)) return;
  throw refusal(
    'BasePathMalformed',
    `domain.basePath is '${basePath}', use letters, digits, '_', '.' and '-', with '/' between ` +
      "parts, such as 'v1'",
    scope,
  );
}
