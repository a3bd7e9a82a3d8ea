import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ClientConfig } from './client-config';
import type { DomainOptions } from './domain-options';
import type { SecuredApi } from './secured-api';

/** Properties of `ReactSite`. */
export interface ReactSiteProps {
  /** The folder of the web app, in which it is built, relative to where the app runs. */
  readonly path: string;

  /**
   * The APIs that the pages call: they let the site's origin in, and `config.json` names them.
   *
   * @default - none
   */
  readonly apis?: SecuredApi[];

  /**
   * What `config.json` holds.
   *
   * @default - `apis` and their one auth; without `apis` no such file is served
   */
  readonly clientConfig?: ClientConfig;

  /**
   * Whether the same values are served as `amplify_outputs.json`, too.
   *
   * @default false
   */
  readonly amplifyOutputs?: boolean;

  /**
   * The command line that builds the app, which finds the commands of installed packages; an empty
   * one builds nothing.
   *
   * @default 'npm run build'
   */
  readonly buildCommand?: string;

  /**
   * The folder that the build writes, relative to `path`.
   *
   * @default 'dist'
   */
  readonly buildOutput?: string;

  /**
   * Variables of the build's environment, known at synth; what is known at deploy only is read from
   * `config.json`.
   *
   * @default - those of the process alone
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * Files with a hash of their content in their names, which browsers keep for a year.
   *
   * @default ['assets/*']
   */
  readonly immutablePaths?: string[];

  /**
   * Sources beside the site itself, by directive of the Content-Security-Policy, such as
   * `{ 'img-src': ['https://images.example.com'] }`.
   *
   * @default - none but the endpoints of `apis` and of Cognito, and `data:` for images and fonts
   */
  readonly contentSecurityPolicy?: { readonly [directive: string]: string[] };

  /**
   * A domain of your own; its certificate is of the region us-east-1.
   *
   * @default - a domain of CloudFront, which takes TLS older than 1.2
   */
  readonly domain?: DomainOptions;

  /**
   * A bucket for CloudFront's access logs, which lets ACLs be set; they hold addresses of visitors.
   *
   * @default - no access logs
   */
  readonly logBucket?: IBucket;

  /**
   * What becomes of the bucket when the stack is deleted; DESTROY also empties it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
