// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of CloudFormation
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NESTED_STACK } from '../../src/resources/cloudformation-stack';
import { createFolder } from './assembly-fixture';
import { provisionThings, stackOf, THING } from './provision-fixture';

const URL = 'https://s3.us-east-1.amazonaws.com/assets/nested.json';

const INNER = {
  Parameters: { Given: { Type: 'String' }, Own: { Type: 'String', Default: 'own' } },
  Conditions: { IsGiven: { 'Fn::Equals': [{ Ref: 'Given' }, 'A-ref'] } },
  Resources: {
    A: {
      Type: THING,
      Condition: 'IsGiven',
      Properties: { Value: { 'Fn::Sub': '${Given} ${Own} ${AWS::StackName}' } },
    },
  },
  Outputs: { Out: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } }, Back: { Value: { Ref: 'Given' } } },
};

const nested = (
  Properties: object = { TemplateURL: URL, Parameters: { Given: { Ref: 'A' } } },
) => ({
  Type: NESTED_STACK,
  Properties: { ...Properties },
});

/** Provisions a stack whose asset `nested.json` is the inner template. */
function provisionNested(Resources: object, inner: object = INNER, Outputs: object = {}) {
  const file = join(createFolder(), 'x.nested.template.json');
  writeFileSync(file, JSON.stringify(inner));
  const stack = stackOf({ Resources, Outputs } as Parameters<typeof stackOf>[0]);
  return provisionThings([{ ...stack, assets: new Map([['nested.json', file]]) }]);
}

describe('a nested stack', () => {
  test('is given parameters and hands on its outputs, and has names of its own', () => {
    const { made, provisioned } = provisionNested(
      {
        After: { Type: THING, Properties: { Value: { 'Fn::GetAtt': 'Inner.Outputs.Out' } } },
        Inner: nested(),
        A: { Type: THING },
      },
      INNER,
      { Id: { Value: { 'Fn::Sub': '${Inner} ${Inner.Outputs.Back}' } } },
    );

    expect(made.map(({ logicalId, properties }) => [logicalId, properties.Value])).toEqual([
      ['A', undefined],
      ['A', expect.stringMatching(/^A-ref own stack-Inner-[0-9A-F]{12}$/)],
      ['After', 'arn:A'],
    ]);
    expect(made[1]?.stackName).toMatch(/^stack-Inner-[0-9A-F]{12}$/);
    expect(provisioned.map(({ outputs }) => outputs)).toEqual([
      {},
      { Id: expect.stringMatching(/^arn:aws:cloudformation:.*:stack\/stack-Inner-\w+\/.* A-ref$/) },
    ]);
  });

  test('has the same name at each start', () => {
    const nameOf = () => provisionNested({ A: { Type: THING }, Inner: nested() }).provisioned[0];

    expect(nameOf()?.name).toBe(nameOf()?.name);
  });

  test('may hold another one', () => {
    const innermost = { Resources: { B: { Type: THING } }, Outputs: { Out: { Value: 'deep' } } };
    const [middleFile, file] = [1, 2].map(() => join(createFolder(), 'x.nested.template.json'));
    const middle = {
      Resources: { Deep: nested({ TemplateURL: 'https://bucket/deep.json' }) },
      Outputs: { Out: { Value: { 'Fn::GetAtt': ['Deep', 'Outputs.Out'] } } },
    };
    writeFileSync(String(middleFile), JSON.stringify(middle));
    writeFileSync(String(file), JSON.stringify(innermost));
    const stack = stackOf({
      Resources: { Inner: nested({ TemplateURL: URL }) },
      Outputs: { Out: { Value: { 'Fn::GetAtt': ['Inner', 'Outputs.Out'] } } },
    });
    const assets = new Map([
      ['nested.json', String(middleFile)],
      ['deep.json', String(file)],
    ]);

    const { made, provisioned } = provisionThings([{ ...stack, assets }]);

    expect(made[0]?.stackName).toMatch(/^stack-Inner-\w+-Deep-\w+$/);
    expect(provisioned.at(-1)?.outputs).toEqual({ Out: 'deep' });
  });

  test('fails where a placeholder that came by a parameter decides something', () => {
    const Resources = {
      Table: { Type: 'AWS::DynamoDB::Table' },
      Inner: nested({ TemplateURL: URL, Parameters: { Given: { Ref: 'Table' } } }),
    };
    const inner = {
      ...INNER,
      Resources: { A: { Type: THING, Properties: { Value: { Ref: 'Given' } } } },
    };

    expect(() => provisionNested(Resources, inner)).toThrow(
      expect.objectContaining({
        code: 'PlaceholderInUse',
        message: expect.stringContaining("takes Value from 'Table.Ref'"),
      }),
    );
  });

  const conditional = (compared: string) => ({
    Parameters: { Given: { Type: 'String' } },
    Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Given' }, compared] } },
    Resources: { A: { Type: THING, Condition: 'Is' }, B: { Type: THING } },
  });
  const given = {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Inner: nested({ TemplateURL: URL, Parameters: { Given: { Ref: 'Table' } } }),
  };

  test('knows that what does not exist here is not empty', () => {
    const { made } = provisionNested(given, conditional(''));

    expect(made.map(({ logicalId }) => logicalId)).toEqual(['B']);
  });

  test('fails where a condition compares what does not exist here with anything else', () => {
    expect(() => provisionNested(given, conditional('orders'))).toThrow(
      expect.objectContaining({
        code: 'PlaceholderInUse',
        message: expect.stringContaining("compares 'Table.Ref'"),
      }),
    );
  });

  test('takes the domain of a web distribution outside as the web origin', () => {
    const Resources = {
      Site: { Type: 'AWS::CloudFront::Distribution' },
      Inner: nested({
        TemplateURL: URL,
        Parameters: { Given: { 'Fn::GetAtt': ['Site', 'DomainName'] } },
      }),
    };
    const Value = { 'Fn::Sub': 'https://${Given}/callback' };
    const inner = { ...INNER, Resources: { A: { Type: THING, Properties: { Value } } } };

    expect(provisionNested(Resources, inner).made[0]?.properties.Value).toBe(
      'http://localhost:5173/callback',
    );
  });

  test.each<[string, string, object, object]>([
    [
      'whose template is not in the assembly',
      'NoTemplate',
      { TemplateURL: 'https://b/no.json' },
      {},
    ],
    ['that is given what it does not take', 'UnknownParameter', { Parameters: { No: 'x' } }, {}],
    ['that lacks a parameter', 'MissingParameter', {}, {}],
    ['whose template is none', 'BrokenAssembly', {}, { Resources: undefined }],
    ['with a property of another time', 'UnmodelledProperty', { Surprise: 1 }, {}],
  ])('fails %s', (_, code, properties, inner) => {
    const Resources = { Inner: nested({ TemplateURL: URL, ...properties }) };

    expect(() => provisionNested(Resources, { ...INNER, ...inner })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('exports', () => {
  const exporting = (name: string) =>
    stackOf({ Outputs: { Out: { Value: 'x', Export: { Name: 'shared' } } } }, name);

  test('fail where two outputs have one name', () => {
    expect(() => provisionThings([exporting('one'), exporting('two')])).toThrow(
      expect.objectContaining({
        code: 'DuplicateExport',
        message: "two outputs are exported as 'shared'",
      }),
    );
  });

  test('hand on a web distribution’s domain as what it is', () => {
    const site = stackOf(
      {
        Resources: { Site: { Type: 'AWS::CloudFront::Distribution' } },
        Outputs: {
          Domain: { Value: { 'Fn::GetAtt': ['Site', 'DomainName'] }, Export: { Name: 'domain' } },
        },
      },
      'site',
    );
    const Value = { 'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'domain' }]] };
    const api = stackOf({ Resources: { A: { Type: THING, Properties: { Value } } } }, 'api');

    const { made, provisioned } = provisionThings([site, api]);

    expect(made[0]?.properties.Value).toBe('http://localhost:5173');
    expect(provisioned[0]?.outputs).toEqual({ Domain: 'localhost:5173' });
  });
});
