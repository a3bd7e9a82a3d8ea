import type { LoginSettings } from './login-settings';

/** Amplify's names of the providers that it can start a sign-in with; it starts others by name. */
const PROVIDERS: Readonly<Record<string, string>> = {
  Facebook: 'FACEBOOK',
  Google: 'GOOGLE',
  LoginWithAmazon: 'LOGIN_WITH_AMAZON',
  SignInWithApple: 'SIGN_IN_WITH_APPLE',
};

/** The block `auth.oauth` of an `amplify_outputs.json`. */
export function amplifyOAuthOf(login: LoginSettings) {
  return {
    identity_providers: login.providers.flatMap((name) => PROVIDERS[name] ?? []),
    domain: login.url.replace('https://', ''),
    scopes: login.scopes,
    redirect_sign_in_uri: login.redirectSignIn,
    redirect_sign_out_uri: login.redirectSignOut,
    response_type: 'code',
  };
}
