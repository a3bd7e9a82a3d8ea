import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { HostedLogin } from '../hosted-login';
import { isGov } from './is-gov';
import { refusal } from './refusal';

const PREFIX = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const RESERVED = /aws|amazon|cognito/;

/** Fails where Cognito would refuse the domain of the hosted pages. */
export function assertLoginDomain(login: HostedLogin, scope: IConstruct): void {
  const { domainPrefix, customDomain } = login;
  if ((domainPrefix === undefined) === (customDomain === undefined)) {
    throw refusal(
      'LoginDomainMissing',
      `hostedLogin has ${customDomain ? 'both' : 'none'} of domainPrefix and customDomain, give one`,
      scope,
    );
  }
  if (domainPrefix !== undefined) assertPrefix(domainPrefix, scope);
  if (customDomain) assertCustomDomainPartition(scope);
}

/** The origin of the hosted pages: literal where the region is, so that nothing waits for the domain. */
export function loginUrl({ domainPrefix, customDomain }: HostedLogin, scope: IConstruct): string {
  if (customDomain) return `https://${customDomain.domainName}`;
  const { region } = Stack.of(scope);
  const host = isGov(scope) ? 'auth-fips' : 'auth';
  return `https://${domainPrefix}.${host}.${region}.amazoncognito.com`;
}

function assertPrefix(prefix: string, scope: IConstruct): void {
  if (Token.isUnresolved(prefix) || (PREFIX.test(prefix) && !RESERVED.test(prefix))) return;
  throw refusal(
    'DomainPrefixMalformed',
    `hostedLogin.domainPrefix is '${prefix}', use 1 to 63 lower-case letters, digits and inner ` +
      "hyphens, without 'aws', 'amazon' and 'cognito'",
    scope,
  );
}

function assertCustomDomainPartition(scope: IConstruct): void {
  if (!isGov(scope)) return;
  throw refusal(
    'CustomDomainNotInPartition',
    'hostedLogin.customDomain is not there in aws-us-gov, use domainPrefix',
    scope,
  );
}
