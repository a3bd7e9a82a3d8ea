import { describe, expect, onTestFinished, test } from 'vitest';
import type { StartOptions } from '../src/local';
import { startLocal, startReloadable } from '../src/start-local';
import { createFolder, type WrittenStack, writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';
import { signRequest } from './support/sign-request';
import { apiTemplate } from './template-fixture';

async function start(
  stacks: Readonly<Record<string, WrittenStack>> = { App: { template: apiTemplate() } },
  options: StartOptions = {},
) {
  const assembly = writeAssembly(stacks);
  const local = await startLocal({ assembly, port: 0, log: QUIET, ...options });
  onTestFinished(() => local.stop());
  return local;
}

describe('startLocal', () => {
  test('serves the API as the template says', async () => {
    const local = await start();
    const url = local.apis.Api?.url ?? '';

    const [open, closed] = await Promise.all([fetch(`${url}/public`), fetch(`${url}/private`)]);

    expect([open.status, await open.json()]).toEqual([200, { hello: 1 }]);
    expect([closed.status, await closed.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  test('a route that was open is closed once the template says so', async () => {
    const open = apiTemplate();
    const closed = structuredClone(open);
    closed.Resources.Public.Properties.AuthorizationType = 'AWS_IAM';
    const unpermitted = structuredClone(open);
    unpermitted.Resources.Permission.Properties.Principal = 'events.amazonaws.com';
    const [first = '', ...later] = [open, closed, unpermitted].map((template) =>
      writeAssembly({ App: { template } }),
    );
    const run = await startReloadable({ assembly: first, port: 0, log: QUIET });
    onTestFinished(() => run.stop());
    const ask = async () => (await fetch(`${run.local().apis.Api?.url}/public`)).status;

    const statuses = [await ask()];
    for (const assembly of later) {
      await run.reload(assembly);
      statuses.push(await ask());
    }

    expect(statuses).toEqual([200, 403, 500]);
  });

  test('takes a signature over the real host', async () => {
    const local = await start();
    const url = local.apis.Api?.url ?? '';
    const { headers } = await signRequest(local.administrator, {
      path: '/private',
      host: new URL(url).host,
      signedAt: local.clock.now(),
    });
    const init = { headers: Object.fromEntries(headers.filter(([name]) => name !== 'host')) };

    const statuses = [(await fetch(`${url}/private`, init)).status];
    local.clock.advance(5 * 60_000 + 1_000);
    statuses.push((await fetch(`${url}/private`, init)).status);

    expect(statuses).toEqual([200, 403]);
  });

  test('moves its clock for whoever has the token of the run', async () => {
    const local = await start();
    const before = local.clock.now();
    const body = JSON.stringify({ ms: 3_600_000 });
    const move = (authorization: string) =>
      fetch(`${local.url}/_local/clock`, { method: 'POST', body, headers: { authorization } });

    const statuses = [await move('Bearer x'), await move(`Bearer ${local.token}`)];

    expect(statuses.map(({ status }) => status)).toEqual([403, 200]);
    expect(local.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
  });

  test('names a service that is not there to whoever calls it', async () => {
    const local = await start();

    const response = await fetch(`${local.url}/bucket/key`, {
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20260905/us-east-1/s3/aws4_request, x',
      },
    });

    expect(await response.json()).toEqual({
      __type: 'ServiceNotAvailableLocally',
      message: "secured-api-local does not run 's3': start it elsewhere and name it by --endpoint",
    });
  });

  test('fails to make and sign in users where the template does not say in which pool', async () => {
    const local = await start();
    const user = { username: 'ada@example.com', password: 'Correct-Horse-7' };

    const attempts = [
      local.createUser(user),
      local.createUser({ ...user, confirmed: false }),
      local.signIn(user),
      local.credentials(user),
    ];

    const results = await Promise.allSettled(attempts);
    expect(results).toEqual(
      attempts.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'NoClientConfig' }),
      })),
    );
  });

  test('has its own address where outputs name a domain of the API', async () => {
    const template = apiTemplate();
    const mapping = (properties: object) => ({
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: { ApiId: { Ref: 'Api' }, DomainName: { Ref: 'Domain' }, ...properties },
    });
    const Resources = {
      ...template.Resources,
      Live: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: 'live', AutoDeploy: true },
      },
      Domain: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: {
          DomainName: 'api.example.com',
          DomainNameConfigurations: [{ CertificateArn: { Ref: 'Certificate' } }],
        },
      },
      Certificate: { Type: 'AWS::CertificateManager::Certificate' },
      Record: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          AliasTarget: { DNSName: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } },
        },
      },
      Root: mapping({ Stage: '$default' }),
      Version: mapping({ Stage: 'live', ApiMappingKey: 'v1' }),
    };
    const value = (Value: string) => ({ Value });
    const Outputs = {
      Root: value('https://api.example.com/public'),
      Version: value('{"url":"https://api.example.com/v1"}'),
      Other: value('https://api.example.com.test'),
    };

    const local = await start({ App: { template: { ...template, Resources, Outputs } } });

    const url = local.apis.Api?.url;
    expect(local.outputs).toEqual({
      Root: `${url}/public`,
      Version: `{"url":"${url}/live"}`,
      Other: 'https://api.example.com.test',
    });
    expect((await fetch(`${url}/live/public`)).status).toBe(200);
  });

  test('keeps ids and account in a state folder', async () => {
    const stateDirectory = createFolder();
    const stacks = { App: { template: apiTemplate() } };
    const first = await startLocal({
      assembly: writeAssembly(stacks),
      port: 0,
      log: QUIET,
      stateDirectory,
    });
    await first.stop();

    const second = await start(stacks, { stateDirectory });

    expect(second.apis.Api?.id).toBe(first.apis.Api?.id);
    expect(second.outputs.FunctionArn).toBe(first.outputs.FunctionArn);
    expect(second.administrator.accessKeyId).not.toBe(first.administrator.accessKeyId);
  });

  test.each([
    ['us-gov-west-1', /^arn:aws-us-gov:lambda:us-gov-west-1:/],
    ['eu-central-1', /^arn:aws:lambda:eu-central-1:/],
  ])('is in the region of the stack, %s', async (region, arn) => {
    const local = await start({
      App: { template: apiTemplate(), environment: `aws://1/${region}` },
    });

    expect(local.outputs.FunctionArn).toMatch(arn);
  });

  test.each<[string, Record<string, string>]>([
    ['SeveralRegions', { A: 'us-east-1', B: 'eu-west-1' }],
    ['UnmodelledRegion', { A: 'cn-north-1' }],
    ['UnmodelledRegion', { A: 'us-iso-east-1' }],
  ])('fails with %s for %j', async (code, regions) => {
    const stacks = Object.entries(regions).map(([id, region]) => [
      id,
      { template: { Resources: {} }, environment: `aws://1/${region}` },
    ]);

    await expect(start(Object.fromEntries(stacks))).rejects.toMatchObject({ code });
  });

  test('names what two stacks call alike by stack and name, and leaves other names plain', async () => {
    const other = {
      ...apiTemplate(),
      Outputs: { ApiEndpoint: { Value: 'x' }, Own: { Value: 'y' } },
    };
    const stacks = { Dev: { template: apiTemplate() }, Prod: { template: other } };

    const both = await start(stacks);
    const one = await start(stacks, { stacks: ['Prod'] });

    expect(Object.keys(both.apis)).toEqual(['Dev.Api', 'Prod.Api']);
    expect(both.apis['Dev.Api']?.url).not.toBe(both.apis['Prod.Api']?.url);
    expect(both.outputs).toEqual({
      'Dev.ApiEndpoint': both.apis['Dev.Api']?.url,
      FunctionArn: expect.stringContaining(':function:Dev-Fn-'),
      'Prod.ApiEndpoint': 'x',
      Own: 'y',
    });
    expect(one.outputs).toEqual({ ApiEndpoint: 'x', Own: 'y' });
  });

  test('makes a client config of one pool, client and identity pool, and guards routes by them', async () => {
    const { Resources, Outputs } = apiTemplate();
    const issuer = { 'Fn::GetAtt': ['Pool', 'ProviderURL'] };
    const template = {
      Outputs,
      Resources: {
        ...Resources,
        Pool: { Type: 'AWS::Cognito::UserPool' },
        Client: {
          Type: 'AWS::Cognito::UserPoolClient',
          Properties: { UserPoolId: { Ref: 'Pool' } },
        },
        Identities: {
          Type: 'AWS::Cognito::IdentityPool',
          Properties: { AllowUnauthenticatedIdentities: false },
        },
        Authorizer: {
          Type: 'AWS::ApiGatewayV2::Authorizer',
          Properties: {
            ApiId: { Ref: 'Api' },
            AuthorizerType: 'JWT',
            IdentitySource: ['$request.header.Authorization'],
            JwtConfiguration: { Issuer: issuer, Audience: [{ Ref: 'Client' }] },
          },
        },
        Token: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ...Resources.Public.Properties,
            RouteKey: 'GET /token',
            AuthorizationType: 'JWT',
            AuthorizerId: { Ref: 'Authorizer' },
          },
        },
      },
    };
    const local = await start({ App: { template } });

    const refused = await fetch(`${local.apis.Api?.url}/token`);
    const [config, keys] = await Promise.all(
      ['_local/config.json', `${local.userPools.Pool}/.well-known/jwks.json`].map(async (path) =>
        (await fetch(`${local.url}/${path}`)).json(),
      ),
    );

    expect(local.config).toMatchObject({
      userPoolId: local.userPools.Pool,
      userPoolClientId: local.userPoolClients.Client,
      identityPoolId: local.identityPools.Identities,
      apis: { Api: { url: local.apis.Api?.url } },
      endpoints: { userPool: `${local.url}/`, identityPool: `${local.url}/` },
    });
    expect(config).toEqual(local.config);
    expect(keys).toEqual({ keys: [expect.objectContaining({ alg: 'RS256', use: 'sig' })] });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer scope="" error=/);
  });

  test('fails for a JWT authorizer whose issuer is no pool of the template', async () => {
    const template = apiTemplate();
    const Authorizer = {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['a'] },
      },
    };

    await expect(
      start({
        App: { template: { ...template, Resources: { ...template.Resources, Authorizer } } },
      }),
    ).rejects.toMatchObject({ code: 'ForeignIssuer' });
  });

  test('leaves nothing open when it fails', async () => {
    const stateDirectory = createFolder();
    const broken = { App: { template: { Resources: { A: { Type: 'AWS::IAM::User' } } } } };

    await expect(start(broken, { stateDirectory })).rejects.toMatchObject({
      code: 'UnmodelledResource',
    });

    expect((await start(undefined, { stateDirectory })).url).toMatch(/^http:/);
  });

  test('stops twice without harm, and nothing answers after', async () => {
    const local = await start();

    await local.stop();
    await local.stop();

    await expect(fetch(local.url)).rejects.toThrow('fetch failed');
  });
});
