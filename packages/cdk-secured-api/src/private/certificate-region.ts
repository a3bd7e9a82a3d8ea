import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';

/** The region of a certificate, where synthesis can know it. */
export function certificateRegion(certificate: ICertificate): string | undefined {
  const arn = certificate.certificateArn;
  if (!Token.isUnresolved(arn)) return Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).region;
  const { region } = Stack.of(certificate);
  return certificate instanceof Certificate && !Token.isUnresolved(region) ? region : undefined;
}
