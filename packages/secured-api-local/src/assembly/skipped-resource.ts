import type { Provisioned } from '../resources/provider';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { placeholder } from './placeholder';

/**
 * Types that decide who may do what, or that bring resources of their own: one that is not modelled
 * is never skipped.
 */
const AUTH_BEARING = [
  'AWS::ApiGateway::',
  'AWS::ApiGatewayV2::',
  'AWS::CloudFormation::Macro',
  'AWS::CloudFormation::Stack',
  'AWS::Cognito::',
  'AWS::IAM::',
  'AWS::Lambda::',
  'AWS::Serverless::',
  'AWS::WAFv2::WebACLAssociation',
];

/** What a web distribution's domain reads until the web origin takes its place. */
const DISTRIBUTION_DOMAIN = 'distribution.secured-api-local.invalid';

/**
 * Stands in for a resource that does not matter on this machine: its attributes are placeholders.
 *
 * @throws LocalRuntimeError for a type that decides access
 */
export function skip(logicalId: string, type: string): Provisioned {
  if (AUTH_BEARING.some((prefix) => type.startsWith(prefix))) {
    throw new LocalRuntimeError(
      'UnmodelledResource',
      `'${logicalId}' is of type ${type}, which is not modelled`,
      'leave it out of the local stack; what decides access is never approximated',
    );
  }
  const isDistribution = type === 'AWS::CloudFront::Distribution';
  return {
    ref: placeholder(logicalId, 'Ref'),
    attributes: new Proxy<Record<string, unknown>>(
      {},
      {
        get: (_, name) =>
          isDistribution && name === 'DomainName'
            ? DISTRIBUTION_DOMAIN
            : placeholder(logicalId, String(name)),
      },
    ),
  };
}

/** Puts the web origin, such as `http://localhost:5173`, where a distribution's domain is named. */
export function withWebOrigin(value: unknown, webOrigin: string): unknown {
  if (typeof value === 'string') {
    return value
      .replaceAll(`https://${DISTRIBUTION_DOMAIN}`, webOrigin)
      .replaceAll(DISTRIBUTION_DOMAIN, new URL(webOrigin).host);
  }
  if (Array.isArray(value)) return value.map((item) => withWebOrigin(item, webOrigin));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withWebOrigin(item, webOrigin)]),
  );
}
