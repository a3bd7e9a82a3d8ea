import { join } from 'node:path';
import { App, CfnParameter, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { ClientConfig, ReactSite, type ReactSiteProps, SecuredApi } from '../src';
import { newApi, newAuth, newStack, onlyProperties } from './fixtures';

const PATH = join(__dirname, 'site');
const NOT_BUILT = { 'aws:cdk:bundling-stacks': [] };
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/site';

function siteStack(region = 'eu-west-1', context: Record<string, unknown> = {}): Stack {
  const app = new App({ context: { ...NOT_BUILT, ...context } });
  return newStack({ app, env: { account: '111122223333', region } });
}

function newSite(props: Partial<ReactSiteProps> = {}, stack = siteStack()) {
  return { stack, site: new ReactSite(stack, 'Site', { path: PATH, ...props }) };
}

function siteWithApi(props: Partial<ReactSiteProps> = {}, stack = siteStack()) {
  const api = newApi(stack, newAuth(stack));
  return { api, ...newSite({ apis: [api], ...props }, stack) };
}

const certificateOf = (stack: Stack, arn = CERTIFICATE) =>
  Certificate.fromCertificateArn(stack, 'Certificate', arn);

const zoneOf = (stack: Stack) =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0000000000000',
    zoneName: 'example.com',
  });

const distributionOf = (stack: Stack) =>
  onlyProperties(stack, 'AWS::CloudFront::Distribution').DistributionConfig;

/** The policy's text, what is known at deploy only as `<id>`, by directive. */
function contentSecurityPolicyOf(stack: Stack): Record<string, string> {
  const { SecurityHeadersConfig } = onlyProperties(
    stack,
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).ResponseHeadersPolicyConfig;
  const rendered = SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
  const parts: unknown[] = typeof rendered === 'string' ? [rendered] : rendered['Fn::Join'][1];
  const text = parts
    .map((part) => (typeof part === 'string' ? part : `<${nameOf(part)}>`))
    .join('');
  return Object.fromEntries(
    text
      .split('; ')
      .map((directive) => [
        directive.slice(0, directive.indexOf(' ')),
        directive.slice(directive.indexOf(' ') + 1),
      ]),
  );
}

function nameOf(part: unknown): string {
  return [Object.values(Object(part))].flat(2).join('.');
}

const deploymentsOf = (stack: Stack) =>
  Object.entries(Template.fromStack(stack).findResources('Custom::CDKBucketDeployment')).map(
    ([id, { Properties, DependsOn }]) => ({ id, DependsOn, ...Properties }),
  );

describe('the bucket', () => {
  test('is private, encrypted and read over TLS 1.2 by the distribution alone', () => {
    const { stack } = newSite();

    const bucket = onlyProperties(stack, 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const { Statement } = onlyProperties(stack, 'AWS::S3::BucketPolicy').PolicyDocument;
    const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowed).toEqual([
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: expect.any(Array),
      },
    ]);
    expect(JSON.stringify(allowed[0].Condition)).toContain('SiteDistribution');
    const denied = JSON.stringify(
      Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Deny'),
    );
    expect(denied).toContain('"aws:SecureTransport":"false"');
    expect(denied).toContain('"s3:TlsVersion":1.2');
  });

  test.each([
    ['stays by default', {}, 'Retain', 0],
    ['is emptied and goes with DESTROY', { removalPolicy: RemovalPolicy.DESTROY }, 'Delete', 1],
  ])('%s', (_, props, deletionPolicy, emptiers) => {
    const template = Template.fromStack(newSite(props).stack);

    const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
    expect(bucket?.DeletionPolicy).toBe(deletionPolicy);
    template.resourceCountIs('Custom::S3AutoDeleteObjects', emptiers);
  });

  test('fails for a removal policy that it does not have', () => {
    expect(() => newSite({ removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      /^RemovalPolicyUnsupported: .* \[Stack\/Site\]$/,
    );
  });
});

describe('the distribution', () => {
  test('answers over HTTPS, by HTTP/2 and HTTP/3, from the bucket, with the fallback', () => {
    const { stack } = newSite();

    expect(distributionOf(stack)).toMatchObject({
      DefaultRootObject: 'index.html',
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      DefaultCacheBehavior: {
        Compress: true,
        ViewerProtocolPolicy: 'redirect-to-https',
        FunctionAssociations: [{ EventType: 'viewer-request' }],
      },
      Origins: [{ OriginAccessControlId: expect.anything(), S3OriginConfig: {} }],
    });
    expect(onlyProperties(stack, 'AWS::CloudFront::OriginAccessControl')).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
    expect(onlyProperties(stack, 'AWS::CloudFront::Function').FunctionConfig.Runtime).toBe(
      'cloudfront-js-2.0',
    );
  });

  test('comes without a warning', () => {
    const { stack } = newSite();

    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test('has no access logs unless there is a bucket for them', () => {
    expect(distributionOf(newSite().stack).Logging).toBeUndefined();
  });

  test('logs to the bucket that it is given', () => {
    const stack = siteStack();
    const logBucket = Bucket.fromBucketAttributes(stack, 'Logs', {
      bucketName: 'logs',
      bucketRegionalDomainName: 'logs.s3.eu-west-1.amazonaws.com',
    });

    newSite({ logBucket }, stack);

    expect(distributionOf(stack).Logging).toEqual({ Bucket: 'logs.s3.eu-west-1.amazonaws.com' });
  });

  test('has a domain of CloudFront, by which the site is known', () => {
    const { site, stack } = newSite();

    const domain = { 'Fn::GetAtt': [expect.stringMatching(/^SiteDistribution/), 'DomainName'] };
    expect(stack.resolve(site.origin)).toEqual({ 'Fn::Join': ['', ['https://', domain]] });
    expect(stack.resolve(site.url)).toEqual({ 'Fn::Join': ['', ['https://', domain, '/']] });
  });

  test.each(['us-gov-west-1', 'cn-north-1', 'us-iso-east-1'])('fails in %s', (region) => {
    expect(() => newSite({}, siteStack(region))).toThrow(
      `SiteNotInPartition: region '${region}' has no CloudFront, give the site a stack of a region ` +
        'of the aws partition [Stack/Site]',
    );
  });
});

describe('the security headers', () => {
  test('let no other site frame, sniff or downgrade', () => {
    const { ResponseHeadersPolicyConfig } = onlyProperties(
      newSite().stack,
      'AWS::CloudFront::ResponseHeadersPolicy',
    );

    expect(ResponseHeadersPolicyConfig.SecurityHeadersConfig).toEqual({
      ContentSecurityPolicy: { ContentSecurityPolicy: expect.any(String), Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
    });
  });

  test('let pages load from the site alone', () => {
    expect(contentSecurityPolicyOf(newSite().stack)).toEqual({
      'base-uri': "'self'",
      'connect-src': "'self'",
      'default-src': "'self'",
      'font-src': "'self' data:",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'frame-src': "'none'",
      'img-src': "'self' data:",
      'manifest-src': "'self'",
      'media-src': "'self'",
      'object-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'worker-src': "'self'",
    });
  });

  test('let pages call Cognito, and every API of the region where the API waits for the site', () => {
    const { stack } = siteWithApi();

    expect(contentSecurityPolicyOf(stack)['connect-src']).toBe(
      "'self' https://*.execute-api.eu-west-1.<AWS::URLSuffix> " +
        'https://cognito-idp.eu-west-1.<AWS::URLSuffix> ' +
        'https://cognito-identity.eu-west-1.<AWS::URLSuffix>',
    );
  });

  test('let pages fetch tokens from the hosted login', () => {
    const stack = siteStack();
    const hostedLogin = {
      domainPrefix: 'numbers',
      callbackUrls: ['https://www.example.com/'],
      logoutUrls: ['https://www.example.com/'],
    };

    newSite({ apis: [newApi(stack, newAuth(stack, { hostedLogin }))] }, stack);

    expect(contentSecurityPolicyOf(stack)['connect-src']).toMatch(
      / https:\/\/numbers\.auth\.eu-west-1\.amazoncognito\.com$/,
    );
  });

  test('let pages call this one API where the site has a domain', () => {
    const stack = siteStack();
    const domain = { domainName: 'www.example.com', certificate: certificateOf(stack) };

    siteWithApi({ domain }, stack);

    expect(contentSecurityPolicyOf(stack)['connect-src']).toMatch(
      /^'self' <Api\w+\.ApiEndpoint> https:\/\/cognito-idp/,
    );
  });

  test('take further sources, which push a none out', () => {
    const { stack } = newSite({
      contentSecurityPolicy: {
        'connect-src': ['https://login.example.com'],
        'frame-src': ['https://maps.example.com'],
        'style-src': ["'unsafe-inline'"],
      },
    });

    expect(contentSecurityPolicyOf(stack)).toMatchObject({
      'connect-src': "'self' https://login.example.com",
      'frame-src': 'https://maps.example.com',
      'style-src': "'self' 'unsafe-inline'",
    });
  });

  test('fail for a directive that browsers do not know', () => {
    expect(() => newSite({ contentSecurityPolicy: { 'image-src': ['*'] } })).toThrow(
      /^CspDirectiveUnknown: contentSecurityPolicy has the directive 'image-src', use one of base-uri, /,
    );
  });

  test.each(['https://a.example https://b.example', "'self'; script-src *", ''])(
    'fail for %j as one source',
    (source) => {
      expect(() => newSite({ contentSecurityPolicy: { 'img-src': [source] } })).toThrow(
        `CspSourceMalformed: contentSecurityPolicy['img-src'] holds '${source}', write one source an ` +
          "item, such as 'https://images.example.com' [Stack/Site]",
      );
    },
  );
});

describe('a deployment', () => {
  test('brings hashed files first and keeps them, then pages, and the config by itself', () => {
    const { stack } = siteWithApi();

    const [assets, config, pages] = deploymentsOf(stack).sort((a, b) => a.id.localeCompare(b.id));
    expect(assets).toMatchObject({
      Exclude: ['*'],
      Include: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(assets).not.toHaveProperty('DistributionId');
    expect(pages).toMatchObject({
      Exclude: ['assets/*', 'config.json'],
      Prune: true,
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionPaths: ['/index.html'],
    });
    expect(pages?.DependsOn).toContainEqual(assets?.id);
    expect(config).toMatchObject({
      Prune: false,
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionPaths: ['/config.json'],
    });
  });

  test('takes other names of hashed files', () => {
    const { stack } = newSite({ immutablePaths: ['_next/static/*'] });

    expect(deploymentsOf(stack).map(({ Include, Exclude }) => [Include, Exclude])).toEqual([
      [['_next/static/*'], ['*']],
      [undefined, ['_next/static/*']],
    ]);
  });

  test('holds the client config of the APIs', () => {
    const { api, stack } = siteWithApi();

    const config = deploymentsOf(stack).find(({ id }) => id.includes('Config'));
    const [marker] = Object.values(config?.SourceMarkers[0]);
    expect(marker).toEqual(stack.resolve(api.clientConfig.toJsonString()));
  });

  test('holds the client config that it is given', () => {
    const stack = siteStack();
    const auth = newAuth(stack);
    const clientConfig = new ClientConfig({ auth });

    newSite({ clientConfig }, stack);

    const config = deploymentsOf(stack).find(({ id }) => id.includes('Config'));
    expect(Object.values(config?.SourceMarkers[0])).toEqual([
      stack.resolve(clientConfig.toJsonString()),
    ]);
    expect(contentSecurityPolicyOf(stack)['connect-src']).toContain('https://cognito-idp.');
  });

  test('holds the Amplify outputs as well where they are asked for', () => {
    const { api, stack } = siteWithApi({ amplifyOutputs: true });

    const config = deploymentsOf(stack).find(({ id }) => id.includes('Config'));
    expect(config?.DistributionPaths).toEqual(['/config.json', '/amplify_outputs.json']);
    expect(Object.values(config?.SourceMarkers[1])).toEqual([
      stack.resolve(api.clientConfig.toAmplifyOutputs()),
    ]);
    const pages = deploymentsOf(stack).find(({ id }) => id.includes('Pages'));
    expect(pages?.Exclude).toEqual(['assets/*', 'config.json', 'amplify_outputs.json']);
  });

  test('logs for a month, for all sites of a stack', () => {
    const { stack } = newSite();
    new ReactSite(stack, 'Other', { path: PATH });

    expect(onlyProperties(stack, 'AWS::Logs::LogGroup').RetentionInDays).toBe(30);
  });

  test.each([true, 'true'])('is left out with the context secured-api:local=%j', (value) => {
    const stack = siteStack('eu-west-1', { 'secured-api:local': value });

    siteWithApi({ removalPolicy: RemovalPolicy.DESTROY }, stack);

    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::S3::Bucket', 1);
    template.resourceCountIs('AWS::CloudFront::Distribution', 1);
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.resourceCountIs('AWS::Lambda::LayerVersion', 0);
  });

  test.each([false, 'false'])('is made with the context secured-api:local=%j', (value) => {
    const { stack } = newSite({}, siteStack('eu-west-1', { 'secured-api:local': value }));

    expect(deploymentsOf(stack)).toHaveLength(2);
  });

  test('fails for another value of that context', () => {
    expect(() => newSite({}, siteStack('eu-west-1', { 'secured-api:local': 'yes' }))).toThrow(
      "ContextMalformed: context 'secured-api:local' is 'yes', use true or false [Stack/Site]",
    );
  });
});

describe('the APIs of a site', () => {
  test('let its origin in', () => {
    const { site, stack } = siteWithApi();

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Api').CorsConfiguration.AllowOrigins).toEqual([
      stack.resolve(site.origin),
    ]);
  });

  test('have one auth', () => {
    const stack = siteStack();
    const auth = newAuth(stack);
    const apis = [newApi(stack, auth), new SecuredApi(stack, 'Open')];

    newSite({ apis }, stack);

    const config = deploymentsOf(stack).find(({ id }) => id.includes('Config'));
    expect(JSON.stringify(config?.SourceMarkers)).toContain('\\"Open\\":');
  });

  test('fail without any', () => {
    const stack = siteStack();

    expect(() => newSite({ apis: [newApi(stack)] }, stack)).toThrow(
      'AuthMissing: apis have no auth, and a client config names user pools: give one of them an ' +
        'auth [Stack/Site]',
    );
  });

  test('fail with two', () => {
    const stack = siteStack();
    const other = newStack({ app: App.of(stack) as App, id: 'Other' });
    const apis = [newApi(stack, newAuth(stack)), newApi(other, newAuth(other))];

    expect(() => newSite({ apis }, stack)).toThrow(
      "AuthsDiffer: apis have the auths 'Stack/Auth' and 'Other/Auth', and pages sign in to one: " +
        'set clientConfig [Stack/Site]',
    );
  });
});

describe('a domain', () => {
  const domainName = 'www.example.com';

  test('is the site’s origin, over TLS 1.2 and newer', () => {
    const stack = siteStack();

    const { site } = newSite({ domain: { domainName, certificate: certificateOf(stack) } }, stack);

    expect(site.origin).toBe('https://www.example.com');
    expect(site.url).toBe('https://www.example.com/');
    expect(distributionOf(stack)).toMatchObject({
      Aliases: ['www.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: CERTIFICATE,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
    Template.fromStack(stack).resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  test('has records and a certificate where its zone is', () => {
    const stack = siteStack('us-east-1');

    newSite({ domain: { domainName, hostedZone: zoneOf(stack) } }, stack);

    const records = Object.values(
      Template.fromStack(stack).findResources('AWS::Route53::RecordSet'),
    );
    expect(records.map(({ Properties }) => [Properties.Type, Properties.Name])).toEqual([
      ['A', 'www.example.com.'],
      ['AAAA', 'www.example.com.'],
    ]);
    expect(onlyProperties(stack, 'AWS::CertificateManager::Certificate')).toMatchObject({
      DomainName: 'www.example.com',
      ValidationMethod: 'DNS',
    });
  });

  test.each([
    [
      'no zone',
      'us-east-1',
      () => ({}),
      'give one of us-east-1, or the hostedZone that proves one [Stack/Site/Domain]',
    ],
    [
      'a zone and another region',
      'eu-west-1',
      (stack: Stack) => ({ hostedZone: zoneOf(stack) }),
      'give one of us-east-1, which this stack is not of [Stack/Site/Domain]',
    ],
  ])('fails without a certificate and with %s', (_, region, options, remedy) => {
    const stack = siteStack(region);

    expect(() => newSite({ domain: { domainName, ...options(stack) } }, stack)).toThrow(
      `CertificateMissing: domain 'www.example.com' has no certificate: ${remedy}`,
    );
  });

  test('fails for a certificate of another region', () => {
    const stack = siteStack();
    const certificate = certificateOf(stack, CERTIFICATE.replace('us-east-1', 'eu-west-1'));

    expect(() => newSite({ domain: { domainName, certificate } }, stack)).toThrow(
      "CertificateOfOtherRegion: certificate of 'www.example.com' is of eu-west-1, give one of " +
        'us-east-1 [Stack/Site]',
    );
  });

  test('fails outside of its zone', () => {
    const stack = siteStack();
    const domain = {
      domainName: 'www.example.org',
      certificate: certificateOf(stack),
      hostedZone: zoneOf(stack),
    };

    expect(() => newSite({ domain }, stack)).toThrow(
      "DomainNotInZone: domainName 'www.example.org' is not in the hosted zone 'example.com', give " +
        'the zone that it ends with, or none [Stack/Site]',
    );
  });

  test.each(['https://www.example.com', 'WWW.example.com', 'www.example.com.', 'localhost'])(
    'fails for the name %j',
    (malformed) => {
      expect(() => newSite({ domain: { domainName: malformed } })).toThrow(
        `DomainMalformed: domainName is '${malformed}', write it out in lower case, such as ` +
          "'www.example.com' [Stack/Site]",
      );
    },
  );

  test('fails for a name that is known at deploy only', () => {
    const stack = siteStack();
    const { valueAsString } = new CfnParameter(stack, 'Name');

    expect(() => newSite({ domain: { domainName: valueAsString } }, stack)).toThrow(
      'DomainMalformed: domainName is known at deploy only, write it out in lower case',
    );
  });
});
