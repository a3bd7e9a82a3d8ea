import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';

/** What holds users, or what clients and policies name: another one of them is a loss. */
export const LASTING_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::IdentityPool',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::IAM::OIDCProvider',
  'AWS::S3::Bucket',
]);

const LOSSES: ReadonlySet<ResourceImpact> = new Set([
  ResourceImpact.MAY_REPLACE,
  ResourceImpact.WILL_DESTROY,
  ResourceImpact.WILL_ORPHAN,
  ResourceImpact.WILL_REPLACE,
]);

/** What Cognito never changes after creation, though CloudFormation's schema does not say so. */
const UNCHANGEABLE = ['AliasAttributes', 'Schema', 'UsernameAttributes', 'UsernameConfiguration'];

/** The lasting resources that an update from one template to another would replace, lose or be refused for. */
export function replacedResources(from: object, to: object): string[] {
  const { resources } = fullDiff(structuredClone(from), structuredClone(to));
  const lost: string[] = [];
  resources.forEachDifference((logicalId, { changeImpact, oldResourceType, propertyUpdates }) => {
    if (oldResourceType === undefined || !LASTING_TYPES.has(oldResourceType)) return;
    const resource = `${oldResourceType} ${logicalId}`;
    if (LOSSES.has(changeImpact)) lost.push(`${changeImpact} ${resource}`);
    const refused = oldResourceType === 'AWS::Cognito::UserPool' ? UNCHANGEABLE : [];
    if (refused.some((name) => name in propertyUpdates)) lost.push(`REFUSED ${resource}`);
  });
  return lost;
}
