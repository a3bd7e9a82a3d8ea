// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of CloudFormation
import { describe, expect, test } from 'vitest';
import type { TemplateParameter } from '../../src/assembly/template';
import { resolved } from './provision-fixture';

const MAPPINGS = { Map: { 'us-east-1': { size: 'large', list: ['a', 'b'] } } };
const CONDITIONS = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Not': [{ Condition: 'Yes' }] },
};

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'A' }, 'A-ref'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['AWS::AccountId', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['AWS::Partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['AWS::StackName', { Ref: 'AWS::StackName' }, 'stack'],
    ['AWS::URLSuffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['A', 'Arn'] }, 'arn:A'],
    ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': ['A', 'A.B'] }, 'dotted'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'A.A.B' }, 'dotted'],
    ['Fn::Sub', { 'Fn::Sub': 'x-${A}-${A.Arn}-${AWS::Region}' }, 'x-A-ref-arn:A-us-east-1'],
    ['Fn::Sub with a literal', { 'Fn::Sub': '${!A}-$' }, '${A}-$'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${V}/${A}', { V: { Ref: 'A' } }] }, 'A-ref/A-ref'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'A' }, 1, true]] }, 'a-A-ref-1-true'],
    [
      'Fn::Join of a list of another function',
      { 'Fn::Join': ['+', { 'Fn::Split': [',', 'a,b'] }] },
      'a+b',
    ],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', { Ref: 'A' }]] }, 'A-ref'],
    ['Fn::Split', { 'Fn::Split': ['/', { 'Fn::Sub': 'a/${A}' }] }, ['a', 'A-ref']],
    ['Fn::If', { 'Fn::If': ['Yes', { Ref: 'A' }, 'no'] }, 'A-ref'],
    ['Fn::If of what does not hold', { 'Fn::If': ['No', 'yes', 'no'] }, 'no'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'size'] }, 'large'],
    ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Map', 'us-east-1', 'list'] }, ['a', 'b']],
    ['Fn::Base64', { 'Fn::Base64': 'ä' }, 'w6Q='],
  ])('resolve %s', (_, value, expected) => {
    expect(resolved(value, { Mappings: MAPPINGS, Conditions: CONDITIONS })).toEqual(expected);
  });

  test('resolve inside of lists and objects', () => {
    expect(resolved({ a: [{ b: { Ref: 'A' } }] })).toEqual({ a: [{ b: 'A-ref' }] });
  });

  test('leave out what is AWS::NoValue, wherever it is', () => {
    const none = { Ref: 'AWS::NoValue' };

    expect(
      resolved(
        { a: none, b: [none, 1], c: { 'Fn::If': ['No', 2, none] } },
        { Conditions: CONDITIONS },
      ),
    ).toEqual({ b: [1] });
    expect(resolved(none)).toBeUndefined();
  });

  test.each(['Fn::Cidr', 'Fn::GetAZs', 'Fn::Transform', 'Fn::ToJsonString', 'Fn::Equals'])(
    'fail for %s by name',
    (name) => {
      expect(() => resolved({ [name]: [] })).toThrow(
        expect.objectContaining({
          code: 'UnmodelledIntrinsic',
          message: `the template of stack 'stack' uses ${name}, which is not modelled`,
        }),
      );
    },
  );

  test.each<[string, unknown]>([
    ['an item beyond the list', { 'Fn::Select': [2, ['a']] }],
    ['an item that is no number', { 'Fn::Select': ['x', ['a']] }],
    ['a join of objects', { 'Fn::Join': ['', [{ a: 1 }]] }],
    ['a join of no list', { 'Fn::Join': 'a' }],
    ['a mapping that is not there', { 'Fn::FindInMap': ['Map', 'eu-west-1', 'size'] }],
    ['a function beside another key', { 'Fn::Sub': 'a', b: 1 }],
    ['a Ref of an object', { Ref: {} }],
    ['a Sub of nothing', { 'Fn::Sub': [] }],
  ])('fail for %s', (_, value) => {
    expect(() => resolved(value, { Mappings: MAPPINGS })).toThrow(
      expect.objectContaining({ code: 'MalformedTemplate' }),
    );
  });

  test.each<[string, unknown]>([
    ['a name', { Ref: 'Nobody' }],
    ['an attribute', { 'Fn::GetAtt': ['A', 'Nothing'] }],
    ['a resource by its attribute', { 'Fn::Sub': '${Nobody.Arn}' }],
    ['a name that every object knows', { 'Fn::Sub': '${constructor}' }],
    ['an export', { 'Fn::ImportValue': 'nothing' }],
  ])('fail for %s that is not there', (_, value) => {
    expect(() => resolved(value)).toThrow(expect.objectContaining({ code: 'UnknownReference' }));
  });
});

describe('conditions', () => {
  test.each<[string, unknown, boolean]>([
    ['And', { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'Yes' }] }, true],
    [
      'And with one that does not hold',
      { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
      false,
    ],
    ['Or', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    ['Or of none', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'No' }] }, false],
    ['Equals of functions', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, true],
    ['Equals in another case', { 'Fn::Equals': ['a', 'A'] }, false],
  ])('hold by %s', (_, condition, expected) => {
    const Conditions = { ...CONDITIONS, Under: condition };

    expect(resolved({ 'Fn::If': ['Under', true, false] }, { Conditions })).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['not there', undefined],
    ['no function', { 'Fn::Maybe': [] }],
    ['of no list', { 'Fn::And': 'x' }],
  ])('fail when they are %s', (_, condition) => {
    const Conditions = { ...CONDITIONS, ...(condition !== undefined && { Under: condition }) };

    expect(() => resolved({ 'Fn::If': ['Under', 1, 2] }, { Conditions })).toThrow(
      expect.objectContaining({ code: 'MalformedTemplate' }),
    );
  });

  test('fail in a circle', () => {
    const Conditions = { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } };

    expect(() => resolved({ 'Fn::If': ['A', 1, 2] }, { Conditions })).toThrow(
      expect.objectContaining({ code: 'CircularDependency' }),
    );
  });
});

describe('parameters', () => {
  const Parameters = {
    Colour: { Type: 'String', Default: 'blue' },
    Size: { Type: 'Number' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Ssm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  };
  const given = (parameters: object) => ({ parameters });

  test.each<[string, string, object, unknown]>([
    ['a default', 'Colour', {}, 'blue'],
    ['what is given', 'Colour', { Colour: 'red' }, 'red'],
    ['nothing but text', 'Colour', { Colour: '' }, ''],
    ['a list', 'Names', {}, ['a', 'b']],
    ['a value in the place of SSM', 'Ssm', { Ssm: 'value' }, 'value'],
  ])('have %s', (_, name, parameters, expected) => {
    expect(resolved({ Ref: name }, { Parameters }, given(parameters))).toEqual(expected);
  });

  test.each([
    ['MissingParameter', 'Size'],
    ['SsmParameter', 'Ssm'],
  ])('fail with %s where there is no value', (code, name) => {
    expect(() => resolved({ Ref: name }, { Parameters })).toThrow(
      expect.objectContaining({ code, resolution: `give it by --parameter ${name}=VALUE` }),
    );
  });

  const Pattern = { Type: 'String', Default: 'ab', AllowedPattern: '[a-z]+' };
  const Stages = { Type: 'CommaDelimitedList', Default: 'dev', AllowedValues: ['dev', 'live'] };
  const Count = { Type: 'Number', Default: 3, MinValue: 1, MaxValue: 5 };
  const Word = { Type: 'String', Default: 'abc', MinLength: 2, MaxLength: '4' };

  test.each<[string, TemplateParameter, string]>([
    ['a pattern', Pattern, 'ab1'],
    ['its list', Stages, 'dev, prod'],
    ['a number', Count, 'many'],
    ['a number, empty', Count, ''],
    ['the least', Count, '0'],
    ['the most', Count, '6'],
    ['the shortest', Word, 'a'],
    ['the longest', Word, 'abcde'],
    ['the numbers that are allowed', { Type: 'Number', Default: 1, AllowedValues: [1, 2] }, '3'],
  ])('are refused beyond %s', (_, P, value) => {
    expect(() => resolved('x', { Parameters: { P } }, given({ P: value }))).toThrow(
      expect.objectContaining({ code: 'InvalidParameter' }),
    );
  });

  test('are refused for a default of their own that is not allowed, which is not told', () => {
    const P = { Type: 'String', AllowedPattern: '[a-z]+', Default: 'Hunter-22' };
    const resolve = () => resolved('x', { Parameters: { P } });

    expect(resolve).toThrow(expect.objectContaining({ code: 'InvalidParameter' }));
    expect(resolve).not.toThrow(/Hunter/);
  });

  test('are taken within every constraint, and where its pattern cannot be read', () => {
    const Odd = { Type: 'String', Default: 'any', AllowedPattern: '(?i)[a-z' };
    const Parameters = { Pattern, Stages, Count, Word, Odd };
    const values = { Pattern: 'z', Stages: 'live,dev', Count: '5', Word: 'ab' };

    expect(resolved({ Ref: 'Count' }, { Parameters }, given(values))).toBe('5');
    expect(resolved({ Ref: 'Odd' }, { Parameters })).toBe('any');
  });

  test('fail for a name that no stack has', () => {
    expect(() => resolved('x', { Parameters }, given({ Color: 'red' }))).toThrow(
      expect.objectContaining({ code: 'UnknownParameter' }),
    );
  });
});
