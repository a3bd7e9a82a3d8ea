import type { Provisioned } from '../resources/provider';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { placeholder } from './placeholder';
import { DISTRIBUTION, DISTRIBUTION_DOMAIN } from './web-origin';

/**
 * Types that decide who may do what, or that bring resources of their own: one that is not modelled
 * is never skipped.
 */
const AUTH_BEARING = [
  'AWS::ApiGateway::',
  'AWS::ApiGatewayV2::',
  'AWS::CloudFormation::Macro',
  'AWS::Cognito::',
  'AWS::IAM::',
  'AWS::Lambda::',
  'AWS::Serverless::',
  'AWS::WAFv2::WebACLAssociation',
];

/** Of those, what concerns only callers that are not on this machine, or the look of a page. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'AWS::Cognito::LogDeliveryConfiguration',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::Lambda::Alias',
  'AWS::Lambda::CodeSigningConfig',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::LayerVersionPermission',
  'AWS::Lambda::Url', // served by nobody here: what it opens is closed
  'AWS::Lambda::Version',
]);

const decidesAccess = (type: string): boolean =>
  !ELSEWHERE.has(type) && AUTH_BEARING.some((prefix) => type.startsWith(prefix));

/**
 * Stands in for a resource that does not matter on this machine: its attributes are placeholders.
 *
 * @throws LocalRuntimeError for a type that decides access
 */
export function skip(logicalId: string, type: string): Provisioned {
  if (decidesAccess(type)) {
    throw new LocalRuntimeError(
      'UnmodelledResource',
      `'${logicalId}' is of type ${type}, which is not modelled`,
      'leave it out of the local stack; what decides access is never approximated',
    );
  }
  const isDistribution = type === DISTRIBUTION;
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
