import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** A domain of your own in the place of one of AWS. */
export interface DomainOptions {
  /** The domain's name, such as `www.example.com`, known at synth. */
  readonly domainName: string;

  /**
   * The certificate of the domain: for an API of its own region, for a site and hosted login of
   * us-east-1.
   *
   * @default - one that `hostedZone` proves, in a stack of that region
   */
  readonly certificate?: ICertificate;

  /**
   * The zone of Route 53 in which the domain gets its records.
   *
   * @default - none: the DNS is elsewhere, and you point the name at what AWS calls it
   */
  readonly hostedZone?: IHostedZone;
}
