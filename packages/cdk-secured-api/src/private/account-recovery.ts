import { AccountRecovery } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** Where Cognito sends codes: it verifies these addresses and recovers accounts by one of them. */
export interface Addresses {
  readonly email: boolean;
  readonly phone: boolean;
}

export interface RecoveryOptions {
  readonly addresses: Addresses;
  /** The addresses that second factors go to. */
  readonly secondFactors: Addresses;
  readonly accountRecovery?: AccountRecovery;
}

const ONLY: ReadonlyMap<AccountRecovery, keyof Addresses> = new Map([
  [AccountRecovery.EMAIL_ONLY, 'email'],
  [AccountRecovery.PHONE_ONLY_WITHOUT_MFA, 'phone'],
]);

/**
 * How users recover an account: by e-mail, by phone only where they must, for a number can be taken
 * over.
 *
 * Fails where the address is one that users do not have, or that second factors go to: whoever reads
 * it would need nothing else.
 */
export function recoveryOf(options: RecoveryOptions, scope: IConstruct): AccountRecovery {
  const { addresses, secondFactors } = options;
  const recovery = options.accountRecovery ?? defaultRecovery(options);
  if (recovery === AccountRecovery.NONE) return recovery;
  assertReachable(recovery, addresses, scope);
  const only = ONLY.get(recovery);
  const bySecondFactor =
    recovery === AccountRecovery.PHONE_AND_EMAIL
      ? secondFactors.email || secondFactors.phone
      : only !== undefined && secondFactors[only];
  if (!bySecondFactor) return recovery;
  throw refusal(
    'RecoveryBySecondFactor',
    `accountRecovery is ${AccountRecovery[recovery]} while second factors go to the same address, ` +
      'turn that factor off, give users the other address too and set EMAIL_AND_PHONE_WITHOUT_MFA, ' +
      'or set NONE: administrators reset passwords then',
    scope,
  );
}

function defaultRecovery({ addresses, secondFactors }: RecoveryOptions): AccountRecovery {
  if (!addresses.email) return AccountRecovery.PHONE_ONLY_WITHOUT_MFA;
  return addresses.phone && secondFactors.email
    ? AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA
    : AccountRecovery.EMAIL_ONLY;
}

function assertReachable(recovery: AccountRecovery, addresses: Addresses, scope: IConstruct) {
  const used = ONLY.get(recovery);
  const missing = (['email', 'phone'] as const).find(
    (name) => !addresses[name] && (used === undefined || used === name),
  );
  if (missing === undefined) return;
  throw refusal(
    'RecoveryAddressMissing',
    `accountRecovery is ${AccountRecovery[recovery]}, but users have no verified ${missing}: turn ` +
      `on signInAliases.${missing}, or leave accountRecovery out`,
    scope,
  );
}
