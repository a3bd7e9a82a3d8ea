import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, test } from 'vitest';
import { type ApiDomainOptions, ReactSite, SecuredApi, type SecuredApiProps } from '../src';
import { inlineHandler, invokePatterns, newAuth, newStack, onlyProperties } from './fixtures';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/api';

function apiStack(): Stack {
  const app = new App({ context: { 'secured-api:local': true } });
  return newStack({ app, env: { account: '111122223333', region: 'eu-west-1' } });
}

const certificateOf = (stack: Stack, arn = CERTIFICATE) =>
  Certificate.fromCertificateArn(stack, 'Certificate', arn);

const zoneOf = (stack: Stack) =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0000000000000',
    zoneName: 'example.com',
  });

/** An API with one route at a domain whose DNS is elsewhere. */
function newApi(domain: Partial<ApiDomainOptions> = {}, props: SecuredApiProps = {}) {
  const stack = apiStack();
  const api = new SecuredApi(stack, 'Api', {
    auth: newAuth(stack),
    routes: { 'GET /a': { handler: inlineHandler(stack) } },
    domain: { domainName: 'api.example.com', certificate: certificateOf(stack), ...domain },
    ...props,
  });
  return { api, stack };
}

describe('an API at a domain', () => {
  test('answers there over TLS 1.2, and has no record without its zone', () => {
    const { api, stack } = newApi();

    expect(api.url).toBe('https://api.example.com');
    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::DomainName')).toEqual({
      DomainName: 'api.example.com',
      DomainNameConfigurations: [
        { CertificateArn: CERTIFICATE, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
      ],
    });
    const [mapping] = Object.values(
      Template.fromStack(stack).findResources('AWS::ApiGatewayV2::ApiMapping'),
    );
    expect(mapping?.Properties).toEqual({
      ApiId: { Ref: expect.stringMatching(/^Api/) },
      DomainName: { Ref: expect.stringMatching(/^ApiDomainName/) },
      Stage: '$default',
    });
    expect(mapping?.DependsOn).toContainEqual(expect.stringMatching(/^ApiStage/));
    Template.fromStack(stack).resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  test('tells what another DNS points at', () => {
    const { api, stack } = newApi();

    expect(stack.resolve(api.domainName?.regionalDomainName)).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^ApiDomainName/), 'RegionalDomainName'],
    });
    expect(new SecuredApi(stack, 'Other').domainName).toBeUndefined();
  });

  test('has its record and certificate where its zone is', () => {
    const stack = apiStack();

    new SecuredApi(stack, 'Api', {
      domain: { domainName: 'api.example.com', hostedZone: zoneOf(stack) },
    });

    expect(onlyProperties(stack, 'AWS::Route53::RecordSet')).toMatchObject({
      Name: 'api.example.com.',
      Type: 'A',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [expect.stringMatching(/^ApiDomain/), 'RegionalDomainName'] },
      },
    });
    expect(onlyProperties(stack, 'AWS::CertificateManager::Certificate').DomainName).toBe(
      'api.example.com',
    );
  });

  test('is known to clients by it, with its base path and without its stage', () => {
    const { api, stack } = newApi({ basePath: 'v1' }, { stageName: 'live' });

    expect(api.url).toBe('https://api.example.com/v1');
    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::ApiMapping').ApiMappingKey).toBe('v1');
    expect(JSON.stringify(stack.resolve(api.clientConfig.toJsonString()))).toContain(
      '\\"https://api.example.com/v1\\"',
    );
  });

  test('is granted by stage, method and path, without the base path', () => {
    const { stack } = newApi({ basePath: 'v1' });

    expect(invokePatterns(stack)).toEqual({ Authenticated: ['GET/a'] });
  });

  test.each([
    [{}, undefined],
    [{ disableExecuteApiEndpoint: true }, true],
  ])('with %j leaves the endpoint of AWS as %j', (options, disabled) => {
    const { stack } = newApi(options);

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Api').DisableExecuteApiEndpoint).toBe(
      disabled,
    );
  });

  test('is what the pages of a site connect to', () => {
    const { api, stack } = newApi({ basePath: 'v1', disableExecuteApiEndpoint: true });

    new ReactSite(stack, 'Site', { path: __dirname, apis: [api] });

    const policy = JSON.stringify(onlyProperties(stack, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(policy).toContain("connect-src 'self' https://api.example.com https://cognito-idp.");
  });
});

describe('a domain of an API fails', () => {
  test('for a certificate of another region', () => {
    const stack = apiStack();
    const certificate = certificateOf(stack, CERTIFICATE.replace('eu-west-1', 'us-east-1'));

    expect(
      () =>
        new SecuredApi(stack, 'Api', { domain: { domainName: 'api.example.com', certificate } }),
    ).toThrow(
      "CertificateOfOtherRegion: certificate of 'api.example.com' is of us-east-1, give one of " +
        'eu-west-1 [Stack/Api]',
    );
  });

  test('without certificate and zone', () => {
    expect(
      () => new SecuredApi(apiStack(), 'Api', { domain: { domainName: 'api.example.com' } }),
    ).toThrow(
      "CertificateMissing: domain 'api.example.com' has no certificate: give one of eu-west-1, or " +
        'the hostedZone that proves one [Stack/Api/Domain]',
    );
  });

  test.each(['', '/v1', 'v1/', 'a//b', 'a b', '{proxy+}', 'x'.repeat(301)])(
    'for the base path %j',
    (basePath) => {
      expect(() => newApi({ basePath })).toThrow(
        `BasePathMalformed: domain.basePath is '${basePath}', use letters, digits, '_', '.' and ` +
          "'-', with '/' between parts, such as 'v1' [Stack/Api]",
      );
    },
  );
});
