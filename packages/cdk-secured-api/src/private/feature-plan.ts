import {
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  StandardThreatProtectionMode,
} from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { HostedLoginOptions } from '../hosted-login-options';
import type { UserPoolOptions } from '../user-pool-options';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

type Options = UserPoolOptions & HostedLoginOptions;

interface Need {
  readonly prop: string;
  readonly isUsed: (options: Options) => boolean;
}

/** What LITE lacks. */
const ESSENTIALS: readonly Need[] = [
  {
    prop: 'allowedFirstAuthFactors',
    isUsed: ({ allowedFirstAuthFactors: factors }) =>
      factors !== undefined && Boolean(factors.emailOtp || factors.smsOtp || factors.passkey),
  },
  {
    prop: 'hostedLogin.managedLoginVersion NEWER_MANAGED_LOGIN',
    isUsed: ({ hostedLogin }) =>
      hostedLogin !== undefined &&
      hostedLogin.managedLoginVersion !== ManagedLoginVersion.CLASSIC_HOSTED_UI,
  },
  {
    prop: 'mfaSecondFactor.email',
    isUsed: ({ mfaSecondFactor }) => mfaSecondFactor?.email === true,
  },
  {
    prop: 'passwordPolicy.passwordHistorySize',
    isUsed: ({ passwordPolicy }) => passwordPolicy?.passwordHistorySize !== undefined,
  },
  {
    prop: 'preTokenGenerationVersion',
    isUsed: ({ preTokenGenerationVersion: version }) =>
      version !== undefined && version !== LambdaVersion.V1_0,
  },
];

/** What PLUS alone has. */
const PLUS: readonly Need[] = [
  {
    prop: 'standardThreatProtectionMode',
    isUsed: ({ standardThreatProtectionMode: mode }) =>
      mode !== undefined && mode !== StandardThreatProtectionMode.NO_ENFORCEMENT,
  },
  {
    prop: 'customThreatProtectionMode',
    isUsed: ({ customThreatProtectionMode }) => customThreatProtectionMode !== undefined,
  },
];

/** The plan of a pool; fails where something is used that it lacks. */
export function featurePlanOf(options: Options, scope: IConstruct): FeaturePlan {
  const plan = options.featurePlan ?? DEFAULTS.featurePlan;
  if (plan === FeaturePlan.LITE) assertUnused(ESSENTIALS, 'ESSENTIALS or PLUS', options, scope);
  if (plan !== FeaturePlan.PLUS) assertUnused(PLUS, 'PLUS', options, scope);
  return plan;
}

/** Whoever pays for threat protection has it on. */
export function threatProtectionOf(options: UserPoolOptions, plan: FeaturePlan) {
  const { standardThreatProtectionMode, customThreatProtectionMode } = options;
  const byPlan = plan === FeaturePlan.PLUS ? StandardThreatProtectionMode.FULL_FUNCTION : undefined;
  return {
    standardThreatProtectionMode: standardThreatProtectionMode ?? byPlan,
    customThreatProtectionMode,
  };
}

function assertUnused(
  needs: readonly Need[],
  plans: string,
  options: Options,
  scope: IConstruct,
): void {
  const need = needs.find(({ isUsed }) => isUsed(options));
  if (need === undefined) return;
  throw refusal(
    'FeatureNotInPlan',
    `${need.prop} needs the plan ${plans}, featurePlan is ` +
      `${options.featurePlan ?? DEFAULTS.featurePlan}: set it or leave ${need.prop} out`,
    scope,
  );
}
