import { readdirSync, readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { LASTING_TYPES, replacedResources } from './replaced-resources';
import { STACKS } from './stacks';

const RELEASED = new URL('released/', import.meta.url);

interface TemplateFile {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

const released = (name: string): TemplateFile =>
  JSON.parse(readFileSync(new URL(`${name}.template.json`, RELEASED), 'utf8'));

test('every stack has the template of its last release', () => {
  const files = readdirSync(RELEASED).sort();

  expect(files).toEqual(
    Object.keys(STACKS)
      .sort()
      .map((name) => `${name}.template.json`),
  );
});

test('every type that lasts is in one of them', () => {
  const types = Object.keys(STACKS)
    .flatMap((name) => Object.values(released(name).Resources))
    .map(({ Type }) => Type);

  expect([...LASTING_TYPES].filter((type) => !types.includes(type))).toEqual([]);
});

describe.each(Object.entries(STACKS))('the stack %s', (name, create) => {
  test('is as it was released, or its new template is on record', async () => {
    const template = JSON.stringify(Template.fromStack(create()).toJSON(), undefined, 2);

    await expect(`${template}\n`).toMatchFileSnapshot(`snapshots/${name}.template.json`);
  });

  test('keeps its pools, clients, APIs and sites through an upgrade', () => {
    const current = Template.fromStack(create()).toJSON();

    expect(replacedResources(released(name), current)).toEqual([]);
  });
});

describe('an upgrade is known to lose', () => {
  const changed = (type: string, change: (template: TemplateFile) => void): string[] => {
    const before = Object.keys(STACKS)
      .map(released)
      .find((template) => idOf(template, type) !== '');
    if (before === undefined) throw new Error(`no stack has a ${type}`);
    const after = structuredClone(before);
    change(after);
    return replacedResources(before, after).map((line) => line.replace(/ \w+$/, ''));
  };

  const idOf = ({ Resources }: TemplateFile, type: string): string =>
    Object.keys(Resources).find((id) => Resources[id]?.Type === type) ?? '';

  test.each([...LASTING_TYPES])('a %s whose logical id changes', (type) => {
    const lost = changed(type, ({ Resources }) => {
      const id = idOf({ Resources }, type);
      const resource = Resources[id];
      if (resource) Resources[`${id}Again`] = resource;
      delete Resources[id];
    });

    expect(lost).toEqual([expect.stringMatching(new RegExp(`^WILL_(DESTROY|ORPHAN) ${type}$`))]);
  });

  test.each([
    ['AWS::Cognito::UserPool', 'UsernameAttributes', ['phone_number']],
    ['AWS::Cognito::UserPool', 'UsernameConfiguration', { CaseSensitive: true }],
    ['AWS::Cognito::UserPool', 'Schema', [{ Name: 'tenant', AttributeDataType: 'String' }]],
    ['AWS::Cognito::UserPoolClient', 'GenerateSecret', true],
    ['AWS::Cognito::UserPoolDomain', 'Domain', 'other'],
    ['AWS::Cognito::UserPoolGroup', 'GroupName', 'other'],
    ['AWS::Cognito::UserPoolIdentityProvider', 'ProviderName', 'Other'],
    ['AWS::Cognito::UserPoolResourceServer', 'Identifier', 'other'],
    ['AWS::ApiGatewayV2::Api', 'ProtocolType', 'WEBSOCKET'],
    ['AWS::ApiGatewayV2::DomainName', 'DomainName', 'other.example.com'],
    ['AWS::IAM::OIDCProvider', 'Url', 'https://other.example.com'],
    ['AWS::S3::Bucket', 'BucketName', 'other'],
  ])('a %s that gets another %s', (type, property, value) => {
    const lost = changed(type, (template) => {
      const resource = template.Resources[idOf(template, type)];
      if (resource) resource.Properties[property] = value;
    });

    expect(lost).toContainEqual(
      expect.stringMatching(new RegExp(`^(WILL_REPLACE|MAY_REPLACE|REFUSED) ${type}$`)),
    );
  });
});
