import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** A domain of your own in the place of one of AWS. */
export interface DomainOptions {
  /** The domain's name, such as `www.example.com`, known at synth. */
  readonly domainName: string;

  /**
   * The certificate of the domain: for a site of the region us-east-1, for an API of its own region.
   *
   * @default - one of the API's stack, or of a site's in us-east-1, that `hostedZone` proves
   */
  readonly certificate?: ICertificate;

  /**
   * The zone of Route 53 in which the domain gets its records.
   *
   * @default - none: the DNS is elsewhere, and you point the name at what AWS calls it
   */
  readonly hostedZone?: IHostedZone;
}
