import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { FeaturePlan, Mfa } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * What is true of a stack that says nothing: each value, and why it is this one.
 *
 * Everything less secure than this is written out by whoever wants it.
 */
export const DEFAULTS = {
  /** Users are not data to lose with a stack: pool and logs stay, the pool cannot be deleted. */
  removalPolicy: RemovalPolicy.RETAIN,
  /** E-mail alone: free to send, and no SMS role, sandbox or price. */
  signInAliases: { email: true },
  /** Whoever wants a second factor gets one; REQUIRED needs its form in every client. */
  mfa: Mfa.OPTIONAL,
  /** An authenticator app costs nothing, and nobody can take over its number. */
  mfaSecondFactor: { otp: true, sms: false },
  /** AWS's own for new pools, written out: what is checked is what is deployed. */
  featurePlan: FeaturePlan.ESSENTIALS,
  /** No credentials without a sign-in, and no role for guests that someone could widen. */
  guests: false,
  /** NIST asks for 8, AWS Security Hub for all four classes: 12 and four. */
  passwordPolicy: {
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    tempPasswordValidity: Duration.days(7),
  },
  /** What a stolen token is good for. */
  accessTokenValidity: Duration.hours(1),
  idTokenValidity: Duration.hours(1),
  refreshTokenValidity: Duration.days(30),
  /** Cognito's own: time enough to find a code, too little to guess one. */
  authSessionValidity: Duration.minutes(3),
  /** Long enough to look into an incident, short enough for what may be personal data. */
  logRetention: RetentionDays.ONE_MONTH,
  /** The stage that answers at the endpoint itself, without a name in the path. */
  stageName: '$default',
  /** Requests a second over the stage: a loop or an attack costs money only up to here. */
  throttle: { rateLimit: 500, burstLimit: 1000 },
  /** How long a browser may reuse a preflight: an origin that is taken out is out after this. */
  corsMaxAge: Duration.hours(1),
  /** A handler that is given up after the gateway's 30 s would go on unseen. */
  routeTimeout: Duration.seconds(10),
  /** Cognito waits 5 s for a trigger and then calls it again. */
  triggerTimeout: Duration.seconds(5),
  memorySize: 512,
  /** What `npm create vite` sets up. */
  buildCommand: 'npm run build',
  buildOutput: 'dist',
  immutablePaths: ['assets/*'],
} as const;

/** The longest that API Gateway waits for an integration of an HTTP API. */
export const MAX_ROUTE_TIMEOUT = Duration.seconds(30);

/** The longest that Cognito waits for a trigger. */
export const MAX_TRIGGER_TIMEOUT = Duration.seconds(5);

/** What a signed request sends beside the CORS-safelisted headers. */
export const CORS_ALLOW_HEADERS = [
  'authorization',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
];

/** What a browser may read: `date` to repair its clock, the others to name a failed call. */
export const CORS_EXPOSE_HEADERS = [
  'apigw-requestid',
  'date',
  'x-amzn-errortype',
  'x-amzn-requestid',
];
