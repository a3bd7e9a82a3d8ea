import type { CognitoClient } from '../core/cognito-client';
import { resetPasswordFlow } from '../core/reset-password-flow';
import { signInFlow } from '../core/sign-in-flow';
import { signUpFlow } from '../core/sign-up-flow';
import type { Answers } from './answers';
import type { ScriptedEngine } from './scripted-engine';
import {
  RESET_PASSWORD_SCRIPTS,
  type ResetPasswordAt,
  SIGN_IN_SCRIPTS,
  SIGN_UP_SCRIPTS,
  type SignInAt,
  type SignUpAt,
} from './step-scripts';
import { type TestUser, toTestTokens } from './test-tokens';

/** The steps that the flows of a client stand on. */
export interface FlowSteps {
  /** The step that the sign-in stands on. @default 'form' */
  signIn?: SignInAt;
  /** The step that the sign-up stands on. @default 'form' */
  signUp?: SignUpAt;
  /** The step that the password reset stands on. @default 'form' */
  resetPassword?: ResetPasswordAt;
}

const USERNAME = 'jane@example.com';
const PASSWORD = 'not-a-password';

/** Brings the flows to their steps, by what Cognito would have to answer. */
export async function bringToSteps(
  client: CognitoClient,
  engine: ScriptedEngine,
  { signIn = FORM, signUp = FORM, resetPassword = FORM }: FlowSteps,
  user: TestUser = {},
): Promise<void> {
  const AuthenticationResult = toTestTokens({ email: USERNAME, ...user }, engine.clock.now());
  const tokens = { AuthenticationResult };
  engine.script = scriptOf(SIGN_UP_SCRIPTS, signUp, tokens);
  if (signUp.name !== 'form') await bringSignUp(client, signUp);
  engine.script = scriptOf(RESET_PASSWORD_SCRIPTS, resetPassword, tokens);
  if (resetPassword.name !== 'form') await bringResetPassword(client, resetPassword);
  engine.script = scriptOf(SIGN_IN_SCRIPTS, signIn, tokens);
  if (signIn.name !== 'form') await bringSignIn(client, signIn);
}

const FORM = { name: 'form' } as const;

function scriptOf<S extends { readonly name: string }>(
  scripts: { readonly [name in S['name']]: (step: never, tokens: object) => Answers },
  step: S,
  tokens: object,
): Answers {
  return scripts[step.name as S['name']](step as never, tokens);
}

const usernameOf = (step: object): string =>
  'username' in step && typeof step.username === 'string' ? step.username : USERNAME;

async function bringSignUp(client: CognitoClient, step: SignUpAt): Promise<void> {
  const autoSignIn = step.name !== 'done' || step.signedIn === true;
  const input = { username: usernameOf(step), password: PASSWORD };
  await signUpFlow(client).signUp(input, { autoSignIn });
}

async function bringResetPassword(client: CognitoClient, at: ResetPasswordAt): Promise<void> {
  const flow = resetPasswordFlow(client);
  await flow.request({ username: usernameOf(at) });
  const { step } = flow.getSnapshot();
  if (at.name === 'done' && step.name === 'confirm') await step.submit('000000', PASSWORD);
}

async function bringSignIn(client: CognitoClient, step: SignInAt): Promise<void> {
  const password = step.name === 'password' ? undefined : PASSWORD;
  const input = { username: usernameOf(step), password };
  await signInFlow(client).signIn(input, { flow: 'USER_PASSWORD_AUTH' });
}
