import { Duration, Token } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { refusal } from './refusal';

/** What pages may load where a site says nothing; `connect-src` has the APIs and Cognito as well. */
const CONTENT_SECURITY_POLICY: Readonly<Record<string, readonly string[]>> = {
  'base-uri': ["'self'"],
  'connect-src': ["'self'"],
  'default-src': ["'self'"],
  'font-src': ["'self'", 'data:'],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'frame-src': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'manifest-src': ["'self'"],
  'media-src': ["'self'"],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
};

const NONE = "'none'";

export interface SiteHeadersProps {
  /** What the pages call: APIs and Cognito. */
  readonly connectSources: readonly string[];
  readonly contentSecurityPolicy: Readonly<Record<string, readonly string[]>>;
}

/**
 * The security headers of every answer of a site.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export function siteHeaders(
  scope: Construct,
  { connectSources, contentSecurityPolicy }: SiteHeadersProps,
): cloudfront.ResponseHeadersPolicy {
  assertSources(contentSecurityPolicy, scope);
  return new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: policyText(connectSources, contentSecurityPolicy),
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: {
        referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
        override: true,
      },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
  });
}

function policyText(
  connectSources: readonly string[],
  given: SiteHeadersProps['contentSecurityPolicy'],
): string {
  return Object.entries(CONTENT_SECURITY_POLICY)
    .map(([directive, defaults]) => {
      const added = [
        ...(directive === 'connect-src' ? connectSources : []),
        ...(given[directive] ?? []),
      ];
      // 'none' stands alone: beside another source browsers ignore it.
      const kept = added.length > 0 ? defaults.filter((source) => source !== NONE) : defaults;
      return [directive, ...new Set([...kept, ...added])].join(' ');
    })
    .join('; ');
}

function assertSources(given: SiteHeadersProps['contentSecurityPolicy'], scope: Construct): void {
  for (const [directive, sources] of Object.entries(given)) {
    if (!Object.hasOwn(CONTENT_SECURITY_POLICY, directive)) {
      throw refusal(
        'CspDirectiveUnknown',
        `contentSecurityPolicy has the directive '${directive}', use one of ` +
          Object.keys(CONTENT_SECURITY_POLICY).join(', '),
        scope,
      );
    }
    const malformed = sources.find((text) => !Token.isUnresolved(text) && !/^[^\s;,]+$/.test(text));
    if (malformed === undefined) continue;
    throw refusal(
      'CspSourceMalformed',
      `contentSecurityPolicy['${directive}'] holds '${malformed}', write one source an item, such ` +
        "as 'https://images.example.com'",
      scope,
    );
  }
}
