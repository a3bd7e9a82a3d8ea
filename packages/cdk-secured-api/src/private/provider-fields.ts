import { SecretValue, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** What an issuer has to look like, and how to say it. */
export const HTTPS_ISSUER = [
  /^https:\/\/[^\s?#]*[^\s?#/]$/,
  'an https URL without query that does not end with a slash',
] as const;

/** What the URL of a document has to look like, and how to say it. */
export const HTTPS_URL = [/^https:\/\/[^\s#]+$/, 'an https URL'] as const;

/** The fields that a provider was given; each read fails where the provider could not work by it. */
export class ProviderFields {
  public constructor(
    /** How errors call the provider, such as `UserPoolProvider.google`. */
    private readonly provider: string,
    private readonly scope: IConstruct,
  ) {}

  /** A field that must be there. */
  public text(field: string, value: string): string {
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw refusal('ProviderFieldMissing', `${this.provider} lacks ${field}, give it`, this.scope);
  }

  /** A field that must hold something, and nothing empty. */
  public texts(field: string, values: readonly string[]): readonly string[] {
    return values.length === 0 ? [this.text(field, '')] : values.map((it) => this.text(field, it));
  }

  /** A field that must be there and of one form. */
  public matching(field: string, value: string, pattern: RegExp, form: string): string {
    if (Token.isUnresolved(value) || pattern.test(this.text(field, value))) return value;
    throw refusal(
      'ProviderFieldMalformed',
      `${this.provider} has the ${field} '${value}', write ${form}`,
      this.scope,
    );
  }

  /** A secret by reference: neither plain text nor its error message stands in a template or log. */
  public secret(field: string, value: SecretValue): string {
    const given: unknown = value;
    if (SecretValue.isSecretValue(given)) {
      const text = given.unsafeUnwrap();
      if (Token.isUnresolved(text)) return this.fetchable(field, text);
    }
    throw refusal(
      'ProviderSecretInPlainText',
      `${this.provider} has a ${field} that is not kept elsewhere, give it as ` +
        'SecretValue.secretsManager(...)',
      this.scope,
    );
  }

  /** CloudFormation fetches secure parameters for a few properties of other services only. */
  private fetchable(field: string, secret: string): string {
    const resolved = JSON.stringify(Stack.of(this.scope).resolve(secret));
    if (!resolved.includes('{{resolve:ssm-secure:')) return secret;
    throw refusal(
      'ProviderSecretNotFetchable',
      `${this.provider} has a ${field} from a secure parameter, which CloudFormation does not fetch ` +
        'for Cognito, give it as SecretValue.secretsManager(...)',
      this.scope,
    );
  }
}
