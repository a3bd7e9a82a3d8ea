import type { IConstruct } from 'constructs';
import type { ReactSiteProps } from '../react-site-props';
import { acknowledge } from './acknowledge';

/** Acknowledges what a site's distribution does without unless it is asked for. */
export function acknowledgeDistribution(
  distribution: IConstruct,
  { domain, logBucket }: Pick<ReactSiteProps, 'domain' | 'logBucket'>,
): void {
  acknowledge(
    distribution,
    '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    'the root is index.html, and no path is a list',
  );
  acknowledge(distribution, 'AwsSolutions-CFR1', 'a site is for everyone unless its owner decides');
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'a firewall costs by the month and here guards files that are public; attach one by its id',
  );
  if (logBucket === undefined) {
    acknowledge(
      distribution,
      'AwsSolutions-CFR3',
      'the files are public and the API logs its calls; set logBucket to log visitors as well',
    );
  }
  if (domain !== undefined) return;
  acknowledge(
    distribution,
    'AwsSolutions-CFR4',
    'the certificate of CloudFront takes older TLS as well; set domain for 1.2 and newer alone',
  );
}
