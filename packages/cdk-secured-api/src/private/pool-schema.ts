import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { UserPoolOptions } from '../user-pool-options';
import type { PoolAttributes } from './client-attributes';
import { refusal } from './refusal';

const MAX_CUSTOM_ATTRIBUTES = 50;
const MAX_NAME_LENGTH = 20;
const CUSTOM_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

type Attributes = { readonly [name: string]: cognito.ICustomAttribute };
type Schema = Pick<cognito.UserPoolProps, 'standardAttributes' | 'customAttributes'>;

/**
 * The attributes that differ from what every pool has, and no other.
 *
 * An attribute of a schema can never be changed or taken back: what is not in it stays open. Fails
 * for what Cognito refuses.
 */
export function poolSchemaOf(options: UserPoolOptions, scope: IConstruct): Schema {
  const { customAttributes, standardAttributes, signInAliases } = options;
  assertCustomNames(Object.keys(customAttributes ?? {}), scope);
  if (standardAttributes?.preferredUsername?.required && signInAliases?.preferredUsername) {
    throw refusal(
      'AliasRequired',
      'standardAttributes.preferredUsername is required and signInAliases.preferredUsername is on, ' +
        'an alias that users set only after they confirmed: take one of the two',
      scope,
    );
  }
  return {
    standardAttributes: Object.fromEntries(
      Object.entries(standardAttributes ?? {}).filter(
        ([, attribute]) => attribute.required === true || attribute.mutable === false,
      ),
    ),
    customAttributes: customAttributes && writtenOut(customAttributes),
  };
}

/** Left out, aws-cdk-lib calls an attribute immutable and CloudFormation decides. */
function writtenOut(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const config = attribute.bind();
      return [name, { bind: () => ({ ...config, mutable: config.mutable ?? false }) }];
    }),
  );
}

/** What lists of clients may name, and what they must. */
export function poolAttributesOf(options: UserPoolOptions): PoolAttributes {
  const required = Object.entries(options.standardAttributes ?? {})
    .filter(([, attribute]) => attribute.required)
    .map(([key]) => [key, true]);
  return {
    custom: Object.keys(options.customAttributes ?? {}).map((name) => `custom:${name}`),
    required: new cognito.ClientAttributes()
      .withStandardAttributes(Object.fromEntries(required))
      .attributes(),
  };
}

function assertCustomNames(names: readonly string[], scope: IConstruct): void {
  if (names.length > MAX_CUSTOM_ATTRIBUTES) {
    throw refusal(
      'TooManyAttributes',
      `customAttributes holds ${names.length}, Cognito takes ${MAX_CUSTOM_ATTRIBUTES}`,
      scope,
    );
  }
  const wrong = names.find(
    (name) => name.length > MAX_NAME_LENGTH || name.includes(':') || !CUSTOM_NAME.test(name),
  );
  if (wrong === undefined) return;
  throw refusal(
    'AttributeNameMalformed',
    `customAttributes holds '${wrong}', write 1 to ${MAX_NAME_LENGTH} characters without space ` +
      "or colon: AWS puts 'custom:' before it",
    scope,
  );
}
