// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of CloudFormation
import { describe, expect, test } from 'vitest';
import { InvalidPolicy } from '../../src/iam/invalid-policy';
import { provisionThings, stackOf, THING } from './provision-fixture';

const thing = (Properties: Record<string, unknown> = {}, more: object = {}) => ({
  Type: THING,
  Properties,
  ...more,
});

describe('order', () => {
  test('makes a resource after all that it names', () => {
    const { made } = provisionThings([
      stackOf({
        Resources: {
          A: thing({ Value: { 'Fn::Sub': '${B.Arn}' } }),
          B: thing({ Value: [{ Ref: 'C' }] }),
          C: thing({}, { DependsOn: ['D', 'E'] }),
          D: thing({ Value: { 'Fn::GetAtt': 'E.Arn' } }),
          E: thing(),
          F: thing({}, { DependsOn: 'A' }),
        },
      }),
    ]);

    expect(made.map(({ logicalId }) => logicalId)).toEqual(['E', 'D', 'C', 'B', 'A', 'F']);
  });

  test('fails for a circle and names a member', () => {
    const Resources = { A: thing({ Value: { Ref: 'B' } }), B: thing({ Value: { Ref: 'A' } }) };

    expect(() => provisionThings([stackOf({ Resources })])).toThrow(
      expect.objectContaining({
        code: 'CircularDependency',
        message: expect.stringMatching(/'A'/),
      }),
    );
  });

  test('leaves out what its condition leaves out', () => {
    const { made, provisioned } = provisionThings([
      stackOf({
        Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { A: thing(), B: thing({}, { Condition: 'No' }) },
        Outputs: { O: { Value: { Ref: 'B' }, Condition: 'No' }, P: { Value: { Ref: 'A' } } },
      }),
    ]);

    expect(made.map(({ logicalId }) => logicalId)).toEqual(['A']);
    expect(provisioned[0]?.outputs).toEqual({ P: 'A-ref' });
  });

  test('hands exports from stack to stack', () => {
    const exporting = stackOf(
      {
        Resources: { A: thing() },
        Outputs: {
          Out: { Value: { Ref: 'A' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:A' } } },
        },
      },
      'first',
    );
    const importing = stackOf(
      { Resources: { B: thing({ Value: { 'Fn::ImportValue': 'first:A' } }) } },
      'second',
    );

    const { made } = provisionThings([exporting, importing]);

    expect(made.at(-1)).toMatchObject({ stackName: 'second', properties: { Value: 'A-ref' } });
    expect(() => provisionThings([importing])).toThrow(
      expect.objectContaining({ code: 'UnknownReference' }),
    );
  });
});

describe('properties', () => {
  test.each<[string, Record<string, unknown>]>([
    ['Surprise', { Surprise: 1 }],
    ['Nested.Unknown', { Nested: { Known: 1, Unknown: 2 } }],
    ['Nested.Unknown', { Nested: [{ Known: 1 }, { Unknown: { Deep: 2 } }] }],
    ['Surprise', { Surprise: {} }],
    ['Surprise', { Surprise: [] }],
    ['Surprise', { Surprise: null }],
    ['Values', { Values: 1 }],
  ])('fails for %s, which is not modelled', (path, properties) => {
    expect(() => provisionThings([stackOf({ Resources: { A: thing(properties) } })])).toThrow(
      expect.objectContaining({
        code: 'UnmodelledProperty',
        message: expect.stringContaining(`'A' (${THING}) sets ${path}`),
      }),
    );
  });

  test('takes what is modelled, ignorable or AWS::NoValue', () => {
    const properties = {
      Value: { anything: [1] },
      Nested: { Known: { deep: 1 } },
      Tags: [{ Key: 'a' }],
      Surprise: { Ref: 'AWS::NoValue' },
    };

    const { made } = provisionThings([stackOf({ Resources: { A: thing(properties) } })]);

    expect(made[0]?.properties).not.toHaveProperty('Surprise');
  });

  test('names the resource of a policy that is none', () => {
    const provider = {
      type: THING,
      modelled: [],
      ignorable: [],
      provision: () => {
        throw new InvalidPolicy('Effect must be Allow or Deny');
      },
    };

    expect(() =>
      provisionThings([stackOf({ Resources: { A: thing() } })], {
        providers: new Map([[THING, provider]]),
      }),
    ).toThrow(
      expect.objectContaining({
        code: 'InvalidPolicy',
        message: `a policy of 'A' (${THING}): Effect must be Allow or Deny`,
      }),
    );
  });
});

describe('a resource that does not matter here', () => {
  const Table = { Type: 'AWS::DynamoDB::Table' };

  test('is listed, and its attributes are placeholders where they may be', () => {
    const { made, provisioned } = provisionThings([
      stackOf({
        Resources: { Table, A: thing({ Open: { 'Fn::Sub': 'table/${Table.Arn}' } }) },
        Outputs: { Name: { Value: { Ref: 'Table' } } },
      }),
    ]);

    expect(provisioned[0]?.skipped).toEqual([{ logicalId: 'Table', type: Table.Type }]);
    expect(provisioned[0]?.outputs).toEqual({ Name: '{Table.Ref}' });
    expect(made[0]?.properties.Open).toMatch(/^table\/.*Table\.Arn/);
  });

  test.each<[string, unknown]>([
    ['Value', { Value: { Ref: 'Table' } }],
    ['Value.deep', { Value: { deep: [{ 'Fn::Join': ['', ['a', { Ref: 'Table' }]] }] } }],
    ['Nested.Known', { Nested: { Known: { 'Fn::GetAtt': ['Table', 'Arn'] } } }],
    ['Value', { Value: { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Table' }] }] } }],
  ])('fails where it decides %s', (path, properties) => {
    const Resources = { Table, A: thing(properties as Record<string, unknown>) };

    expect(() => provisionThings([stackOf({ Resources })])).toThrow(
      expect.objectContaining({
        code: 'PlaceholderInUse',
        message: expect.stringContaining(`'A' (${THING}) takes ${path} from 'Table.`),
      }),
    );
  });

  test.each<[string, unknown]>([
    ['split', { 'Fn::Select': [1, { 'Fn::Split': ['.', { Ref: 'Table' }] }] }],
    [
      'split in its middle',
      {
        'Fn::Select': [1, { 'Fn::Split': ['.', { 'Fn::GetAtt': ['Table', 'Endpoint.Address'] }] }],
      },
    ],
    ['encoded', { 'Fn::Base64': { Ref: 'Table' } }],
  ])('fails as well where it is %s', (_, Value) => {
    const Resources = { Table, A: thing({ Value }) };

    expect(() => provisionThings([stackOf({ Resources })])).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(PlaceholderInUse|Malformed)/) }),
    );
  });

  test.each([
    'AWS::IAM::InstanceProfile',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::LayerVersionPermission',
    'AWS::Lambda::Url',
    'AWS::Lambda::Version',
  ])('may be a %s, which serves nobody on this machine', (Type) => {
    const { provisioned } = provisionThings([stackOf({ Resources: { Other: { Type } } })]);

    expect(provisioned[0]?.skipped).toEqual([{ logicalId: 'Other', type: Type }]);
  });

  test.each([
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGatewayV2::VpcLink',
    'AWS::Cognito::UserPoolIdentityProvider',
    'AWS::Cognito::UserPoolRiskConfigurationAttachment',
    'AWS::IAM::User',
    'AWS::Serverless::Function',
    'AWS::WAFv2::WebACLAssociation',
  ])('is never a %s', (Type) => {
    expect(() => provisionThings([stackOf({ Resources: { Rule: { Type } } })])).toThrow(
      expect.objectContaining({
        code: 'UnmodelledResource',
        message: `'Rule' is of type ${Type}, which is not modelled`,
      }),
    );
  });
});

describe("a web distribution's domain", () => {
  const Web = { Type: 'AWS::CloudFront::Distribution' };

  test.each<[unknown, unknown]>([
    [{ 'Fn::Sub': 'https://${Web.DomainName}' }, 'https://site.example:8443'],
    [
      [{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Web', 'DomainName'] }, '/in']] }],
      ['https://site.example:8443/in'],
    ],
    [{ rp: { 'Fn::GetAtt': ['Web', 'DomainName'] } }, { rp: 'site.example:8443' }],
  ])('%j is the web origin', (value, expected) => {
    const { made } = provisionThings(
      [stackOf({ Resources: { Web, A: thing({ Value: value }) } })],
      {
        webOrigin: 'https://site.example:8443',
      },
    );

    expect(made[0]?.properties.Value).toEqual(expected);
  });

  test.each([
    [{ 'Fn::GetAtt': ['Web', 'DomainName'] }, 'site.example'],
    ['www.example.com', 'site.example'],
    ['example.com', 'site.example'],
    ['ample.com', 'ample.com'],
    ['api.www.example.com', 'api.www.example.com'],
  ])('%j, as a relying party, is %s: a host without a port', (WebAuthnRelyingPartyID, expected) => {
    const Named = {
      ...Web,
      Properties: { DistributionConfig: { Aliases: ['www.example.com'] } },
    };
    const { made } = provisionThings(
      [stackOf({ Resources: { Web: Named, A: thing({ Value: { WebAuthnRelyingPartyID } }) } })],
      { webOrigin: 'https://site.example:8443' },
    );

    expect(made[0]?.properties.Value).toEqual({ WebAuthnRelyingPartyID: expected });
  });

  test('of its own stands in as well, in URLs, and nowhere else', () => {
    const Own = {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: { Aliases: ['www.example.com', { Ref: 'AWS::StackName' }] },
      },
    };
    const Value = [
      'https://www.example.com',
      'https://www.example.com/in?a=b',
      'https://www.example.community',
      'http://www.example.com',
      'arn:aws:s3:::www.example.com/*',
    ];

    const { made } = provisionThings([stackOf({ Resources: { A: thing({ Value }), Own } })]);

    expect(made[0]?.properties.Value).toEqual([
      'http://localhost:5173',
      'http://localhost:5173/in?a=b',
      'https://www.example.community',
      'http://www.example.com',
      'arn:aws:s3:::www.example.com/*',
    ]);
  });
});
