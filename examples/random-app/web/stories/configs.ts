import type { ClientConfig } from 'react-cognito-hooks';

const signIn: ClientConfig['signIn'] = {
  identifiers: ['email', 'phone_number', 'username', 'preferred_username'],
  selfSignUp: true,
  flows: ['USER_SRP_AUTH'],
  mfa: 'OPTIONAL',
};

/** A user pool that takes every kind of user name. */
export const EVERY_IDENTIFIER = { signIn } satisfies Partial<ClientConfig>;

/** A user pool that is sent the password, so that one answer signs in. */
export const BY_PASSWORD = {
  signIn: { ...signIn, identifiers: ['email'], flows: ['USER_PASSWORD_AUTH'] },
} satisfies Partial<ClientConfig>;

/** A user pool that has passkeys too. */
export const WITH_PASSKEYS = {
  signIn: { ...BY_PASSWORD.signIn, passkeyRelyingPartyId: 'localhost' },
} satisfies Partial<ClientConfig>;

/** A pool whose passkeys belong to another host than this page's. */
export const PASSKEYS_ELSEWHERE = {
  signIn: { ...WITH_PASSKEYS.signIn, passkeyRelyingPartyId: 'www.example.com' },
} satisfies Partial<ClientConfig>;

const here = [`${location.origin}/`];

/** A user pool with a sign-in page of its own, which comes back to this one. */
export const WITH_LOGIN_PAGE = {
  hostedLogin: {
    url: 'https://login.example.com',
    redirectSignIn: here,
    redirectSignOut: here,
    scopes: ['openid'],
    providers: ['COGNITO'],
  },
} satisfies Partial<ClientConfig>;
