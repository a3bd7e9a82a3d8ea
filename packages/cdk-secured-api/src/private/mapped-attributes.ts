import { Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';
import type { UserPoolProviderConfig } from './user-pool-provider-config';
import { writeListOf } from './write-list';

/** That an address is verified is written by Cognito, whatever the client's list. */
const WRITTEN_BY_COGNITO = ['email_verified', 'phone_number_verified'];

type Attribute = cognito.CfnUserPool.SchemaAttributeProperty;

export interface MappedPool {
  readonly userPool: cognito.UserPool;
  readonly userPoolClient: cognito.UserPoolClient;
}

/**
 * Fails where every sign-in by a provider would: it writes attributes by the client's list, anew each
 * time, and must give those that the pool requires.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export function assertMapped(
  providers: readonly UserPoolProviderConfig[],
  pool: MappedPool,
  scope: IConstruct,
): void {
  const schema = schemaOf(pool.userPool);
  const writable = [...writeListOf(pool.userPoolClient), ...WRITTEN_BY_COGNITO];
  const immutable = namesOf(schema.filter(({ mutable }) => mutable === false));
  const required = namesOf(schema.filter((attribute) => attribute.required === true));
  for (const provider of providers) {
    const mapped = Object.keys(provider.attributes);
    const wrong = [
      ...mapped
        .filter((name) => immutable.includes(name))
        .map((name) => `maps '${name}', which is not mutable: it could not be written twice`),
      ...mapped
        .filter((name) => !writable.includes(name))
        .map((name) => `maps '${name}', which the client may not write: add it to writeAttributes`),
      ...required
        .filter((name) => !mapped.includes(name))
        .map((name) => `does not map '${name}', which standardAttributes requires: map it`),
    ][0];
    if (wrong === undefined) continue;
    throw refusal('AttributeNotMappable', `provider '${provider.name}' ${wrong}`, scope);
  }
}

/** The attributes of the template that differ from what every pool has. */
function schemaOf(userPool: cognito.UserPool): Attribute[] {
  const resource = userPool.node.defaultChild;
  const schema = resource instanceof cognito.CfnUserPool ? resource.schema : undefined;
  return Array.isArray(schema)
    ? schema.filter((item): item is Attribute => !Tokenization.isResolvable(item))
    : [];
}

/** Names as clients write them: the schema leaves the prefix of a custom attribute out. */
function namesOf(attributes: readonly Attribute[]): string[] {
  return attributes.map(({ name = '', attributeDataType }) =>
    attributeDataType === undefined ? name : `custom:${name}`,
  );
}
