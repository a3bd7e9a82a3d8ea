import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** The context that a developer's loop sets, for a template that is run on its machine. */
const LOCAL = 'secured-api:local';

/** Whether the template is for a developer's machine, where another server has the pages. */
export function isSiteLocal(scope: IConstruct): boolean {
  const value: unknown = scope.node.tryGetContext(LOCAL);
  if (value === undefined || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw refusal('ContextMalformed', `context '${LOCAL}' is '${value}', use true or false`, scope);
}

/** Fails in a partition that has no CloudFront with functions. */
export function assertSitePartition(scope: IConstruct): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || !/^(cn|us-gov|us-iso\w*)-/.test(region)) return;
  throw refusal(
    'SiteNotInPartition',
    `region '${region}' has no CloudFront, give the site a stack of a region of the aws partition`,
    scope,
  );
}
