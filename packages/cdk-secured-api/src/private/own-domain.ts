import { Stack, Token } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  type ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import {
  AaaaRecord,
  ARecord,
  type IAliasRecordTarget,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { DomainOptions } from '../domain-options';
import { certificateRegion } from './certificate-region';
import { refusal } from './refusal';

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/;

export interface OwnDomainProps extends DomainOptions {
  /** The region that the certificate must be of. */
  readonly certificateRegion: string;
}

/** A domain with its certificate and, where its zone is here, its records. */
export class OwnDomain extends Construct {
  public readonly certificate: ICertificate;
  public readonly domainName: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnDomainProps,
  ) {
    super(scope, id);
    assertDomain(props, scope);
    this.domainName = props.domainName;
    this.certificate = props.certificate ?? this.provedCertificate();
    const region = certificateRegion(this.certificate) ?? props.certificateRegion;
    if (Token.isUnresolved(props.certificateRegion) || region === props.certificateRegion) return;
    throw refusal(
      'CertificateOfOtherRegion',
      `certificate of '${props.domainName}' is of ${region}, give one of ${props.certificateRegion}`,
      scope,
    );
  }

  /** Points the domain at what answers for it, if its zone is here. */
  public pointAt(target: IAliasRecordTarget, { ipv6 }: { readonly ipv6: boolean }): void {
    const { domainName, hostedZone: zone } = this.props;
    if (zone === undefined) return;
    // With its dot a name is whole, and never put before the zone's.
    const record = { zone, recordName: `${domainName}.`, target: RecordTarget.fromAlias(target) };
    new ARecord(this, 'Record', record);
    if (ipv6) new AaaaRecord(this, 'Ipv6Record', record);
  }

  private provedCertificate(): ICertificate {
    const { certificateRegion: wanted, domainName, hostedZone } = this.props;
    const isHere = Stack.of(this).region === wanted;
    if (hostedZone !== undefined && isHere) {
      return new Certificate(this, 'Certificate', {
        domainName,
        validation: CertificateValidation.fromDns(hostedZone),
      });
    }
    throw refusal(
      'CertificateMissing',
      `domain '${domainName}' has no certificate: give one of ${nameOf(wanted)}` +
        (isHere ? ', or the hostedZone that proves one' : ', which this stack is not of'),
      this,
    );
  }
}

function nameOf(region: string): string {
  return Token.isUnresolved(region) ? "the stack's region" : region;
}

function assertDomain({ domainName, hostedZone }: DomainOptions, scope: Construct): void {
  if (Token.isUnresolved(domainName) || !DOMAIN.test(domainName)) {
    throw refusal(
      'DomainMalformed',
      `domainName is ${Token.isUnresolved(domainName) ? 'known at deploy only' : `'${domainName}'`}, ` +
        "write it out in lower case, such as 'www.example.com'",
      scope,
    );
  }
  const zoneName = hostedZone?.zoneName.replace(/\.$/, '');
  if (zoneName === undefined || Token.isUnresolved(zoneName)) return;
  if (domainName === zoneName || domainName.endsWith(`.${zoneName}`)) return;
  throw refusal(
    'DomainNotInZone',
    `domainName '${domainName}' is not in the hosted zone '${zoneName}', give the zone that it ` +
      'ends with, or none',
    scope,
  );
}
