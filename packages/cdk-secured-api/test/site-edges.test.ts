import { join } from 'node:path';
import { App, CfnResource, Fn, Lazy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, test } from 'vitest';
import { ReactSite, SecuredApi } from '../src';
import { dependencyCycle } from './dependency-cycle';
import { inlineHandler, newAuth, newStack } from './fixtures';

const SITE = { path: join(__dirname, 'site') };
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/site';
const API_CERTIFICATE = CERTIFICATE.replace('us-east-1', 'eu-west-1');
const ENV = { account: '111122223333', region: 'eu-west-1' };

interface Layout {
  /** The stacks of pool, API and site. */
  readonly stacks: readonly [string, string, string];
  readonly domain?: boolean;
  /** Whether pages of the user pool return to the site. */
  readonly login?: boolean;
  readonly apiDomain?: boolean;
}

function newApp({ stacks, domain, login, apiDomain }: Layout): App {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const [users, apis, web] = stacks.map(
    (id) => app.node.tryFindChild(id) ?? newStack({ app, id, env: ENV }),
  ) as [ReturnType<typeof newStack>, ReturnType<typeof newStack>, ReturnType<typeof newStack>];
  const urls = [Lazy.string({ produce: () => site.url })];
  const auth = newAuth(users, {
    ...(login && {
      hostedLogin: { domainPrefix: 'numbers', callbackUrls: urls, logoutUrls: urls },
    }),
  });
  const api = new SecuredApi(apis, 'Api', {
    auth,
    ...(apiDomain && {
      domain: {
        domainName: 'api.example.com',
        certificate: Certificate.fromCertificateArn(apis, 'ApiCertificate', API_CERTIFICATE),
      },
    }),
    routes: { 'GET /private': { handler: inlineHandler(apis) } },
  });
  const site: ReactSite = new ReactSite(web, 'Site', {
    ...SITE,
    apis: [api],
    amplifyOutputs: true,
    ...(domain && {
      domain: {
        domainName: 'www.example.com',
        certificate: Certificate.fromCertificateArn(web, 'Certificate', CERTIFICATE),
        hostedZone: HostedZone.fromHostedZoneAttributes(web, 'Zone', {
          hostedZoneId: 'Z0000000000000',
          zoneName: 'example.com',
        }),
      },
    }),
  });
  return app;
}

describe('pool, API and site do not wait for one another', () => {
  test.each<[string, Layout]>([
    ['in one stack', { stacks: ['All', 'All', 'All'] }],
    ['in one stack with a domain', { stacks: ['All', 'All', 'All'], domain: true }],
    ['in one stack with hosted login', { stacks: ['All', 'All', 'All'], login: true }],
    ['in one stack with both', { stacks: ['All', 'All', 'All'], domain: true, login: true }],
    ['in one stack with an API’s domain', { stacks: ['All', 'All', 'All'], apiDomain: true }],
    ['in two stacks', { stacks: ['Users', 'App', 'App'] }],
    ['in two stacks with a domain', { stacks: ['Users', 'App', 'App'], domain: true }],
    ['with the site by itself', { stacks: ['Apis', 'Apis', 'Web'], domain: true }],
    ['each in a stack of its own', { stacks: ['Users', 'Apis', 'Web'], domain: true }],
    [
      'each in a stack of its own, with both domains',
      { stacks: ['Users', 'Apis', 'Web'], domain: true, apiDomain: true },
    ],
  ])('%s', (_, layout) => {
    expect(dependencyCycle(newApp(layout))).toBeUndefined();
  });
});

test('an API that waited for a site of another stack fails', () => {
  expect(() => newApp({ stacks: ['Apis', 'Apis', 'Web'] })).toThrow(
    "SiteOriginNotLiteral: the API 'Apis/Api' is of another stack and would wait for this site, " +
      'whose config waits for the API: give the site a domain, or one stack to both [Web/Site]',
  );
});

describe('a cycle is found', () => {
  test.each([
    ['a reference', { A: Fn.ref('Second') }, { B: Fn.ref('First') }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CloudFormation's
    ['an attribute', { A: Fn.getAtt('Second', 'Arn') }, { B: Fn.sub('${First.Arn}') }],
  ])('by %s', (_, first, second) => {
    const app = new App();
    const stack = newStack({ app });
    new CfnResource(stack, 'First', { type: 'Test::A', properties: first });
    new CfnResource(stack, 'Second', { type: 'Test::B', properties: second });

    expect(dependencyCycle(app)).toEqual(['Stack/First', 'Stack/Second', 'Stack/First']);
  });
});
