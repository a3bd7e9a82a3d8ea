import type { ClientConfig } from './client-config';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has every field that a client config of version 1 must have, each of its kind. */
export function isClientConfig(value: unknown): value is ClientConfig {
  return (
    isFields(value) &&
    value.version === 1 &&
    [value.region, value.userPoolId, value.userPoolClientId, value.identityPoolId].every(isText) &&
    isFields(value.apis) &&
    Object.values(value.apis).every(isApi) &&
    typeof value.guests === 'boolean' &&
    isSignIn(value.signIn) &&
    (value.verification === 'code' || value.verification === 'link') &&
    isPasswordPolicy(value.passwordPolicy)
  );
}

function isApi(value: unknown): boolean {
  return isFields(value) && isText(value.url) && isText(value.region);
}

function isSignIn(value: unknown): boolean {
  return (
    isFields(value) &&
    isTexts(value.identifiers) &&
    typeof value.selfSignUp === 'boolean' &&
    isTexts(value.flows) &&
    (value.mfa === 'OFF' || value.mfa === 'OPTIONAL' || value.mfa === 'ON')
  );
}

function isPasswordPolicy(value: unknown): boolean {
  return isFields(value) && typeof value.minLength === 'number' && isTexts(value.requires);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
