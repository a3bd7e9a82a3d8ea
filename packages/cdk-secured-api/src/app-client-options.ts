import type { Duration } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';

/** How long the tokens of an app client live, and which attributes it reads and writes. */
export interface AppClientOptions {
  /**
   * How long an access token is good for: 5 minutes to 1 day, no longer than the refresh token.
   *
   * @default Duration.hours(1)
   */
  readonly accessTokenValidity?: Duration;

  /**
   * How long an id token is good for: 5 minutes to 1 day, no longer than the refresh token.
   *
   * @default Duration.hours(1)
   */
  readonly idTokenValidity?: Duration;

  /**
   * How long a user stays signed in without a new sign-in: 1 hour to 10 years.
   *
   * @default Duration.days(30)
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * How long a user has for each step of a sign-in, such as a code: 3 to 15 minutes.
   *
   * @default Duration.minutes(3)
   */
  readonly authSessionValidity?: Duration;

  /**
   * Turns refresh token rotation on: how long, up to a minute, the previous token still works.
   *
   * Cognito then refuses `REFRESH_TOKEN_AUTH`: clients refresh by `GetTokensFromRefreshToken`.
   *
   * @default - refresh tokens do not rotate
   */
  readonly refreshTokenRotationGracePeriod?: Duration;

  /**
   * The attributes that users see by the client, in their id tokens too.
   *
   * @default - every attribute of the pool
   */
  readonly readAttributes?: cognito.ClientAttributes;

  /**
   * The attributes that users change by the client, required ones among them.
   *
   * @default - every standard attribute, and no custom one: it may say what a user is allowed to do
   */
  readonly writeAttributes?: cognito.ClientAttributes;
}
