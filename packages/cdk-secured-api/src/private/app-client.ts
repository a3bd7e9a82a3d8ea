import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct, IConstruct } from 'constructs';
import type { AppClientOptions } from '../app-client-options';
import { clientAttributesOf, type PoolAttributes } from './client-attributes';
import { clientOAuthOf, type LoginSettings } from './login-settings';
import { tokenValidityOf } from './token-validity';

export interface AppClientProps extends AppClientOptions {
  /** The construct that errors name. */
  readonly auth: IConstruct;
  readonly userPool: cognito.UserPool;
  readonly attributes: PoolAttributes;
  /** The flows that sign users in, by the names of `InitiateAuth`. */
  readonly flows: readonly string[];
  readonly login?: LoginSettings;
}

/** A client for browsers: it has no secret, no OAuth unless asked, and does not tell who has an account. */
export function appClient(
  scope: Construct,
  id: string,
  props: AppClientProps,
): cognito.UserPoolClient {
  return new cognito.UserPoolClient(scope, id, {
    userPool: props.userPool,
    generateSecret: false,
    authFlows: {
      userSrp: props.flows.includes('USER_SRP_AUTH'),
      user: props.flows.includes('USER_AUTH'),
      custom: props.flows.includes('CUSTOM_AUTH'),
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    ...clientOAuthOf(props.login),
    ...tokenValidityOf(props, props.auth),
    ...clientAttributesOf(props, props.attributes, props.auth),
  });
}
