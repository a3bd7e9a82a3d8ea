import { type Html, html } from './html';
import type { LoginAttempt } from './login-attempt';
import { field, passwordField } from './page';

/** What a page asks for. */
interface ChallengeFields {
  readonly title: string;
  /** The fields of each form: a page with a choice has several. */
  readonly forms: readonly Html[];
  readonly script?: string;
}

const FACTORS: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'Authenticator app',
  SMS_MFA: 'Text message',
  EMAIL_OTP: 'E-mail',
};

const BUTTONS: Readonly<Record<string, string>> = {
  WEB_AUTHN: 'Use a passkey',
  EMAIL_OTP: 'Send a code by e-mail',
  SMS_OTP: 'Send a code by text message',
  PASSWORD: 'Sign in with the password',
};

type Describe = (attempt: LoginAttempt) => ChallengeFields;

const CHALLENGES: Readonly<Record<string, Describe>> = {
  SELECT_CHALLENGE: (attempt) => ({
    title: 'How do you want to sign in?',
    forms: firstFactorForms(attempt),
  }),
  WEB_AUTHN: (attempt) => ({
    title: 'Use a passkey',
    forms: [passkey(attempt)],
    script: '/passkey.js',
  }),
  NEW_PASSWORD_REQUIRED: (attempt) => ({
    title: 'Choose a new password',
    forms: [newPassword(attempt)],
  }),
  SELECT_MFA_TYPE: (attempt) => ({
    title: 'How do you want to get the code?',
    forms: [choices(attempt)],
  }),
  MFA_SETUP: (attempt) => ({
    title:
      attempt.secretCode === undefined ? 'Add an e-mail address' : 'Set up an authenticator app',
    forms: setupForms(attempt),
  }),
  SOFTWARE_TOKEN_MFA: () => ({
    title: 'Enter the code',
    forms: [html`<p>The app on your device shows it.</p>${code()}`],
  }),
};

/** The fields of the page that a challenge is answered by. */
export function challengeFields(attempt: LoginAttempt): ChallengeFields {
  const describe = CHALLENGES[attempt.challenge];
  if (describe !== undefined) return describe(attempt);
  return { title: 'Enter the code', forms: [html`${sentTo(attempt)}${code()}`] };
}

/** A form for each factor, for the key Enter sends the form that it is pressed in. */
function firstFactorForms({ choices = [], username }: LoginAttempt): readonly Html[] {
  return Object.entries(BUTTONS)
    .filter(([name]) => choices.includes(name))
    .map(
      ([name, text]) =>
        html`<input type="hidden" name="answer" value="${name}">
${name === 'PASSWORD' ? html`<input type="hidden" name="username" autocomplete="username" value="${username}">${passwordField()}` : undefined}
<button>${text}</button>`,
    );
}

function passkey({ parameters }: LoginAttempt): Html {
  return html`<input type="hidden" name="credential" value="">
<p role="alert" data-refused hidden>The browser gave no passkey.</p>
<button type="button" data-passkey="${parameters.CREDENTIAL_REQUEST_OPTIONS}">Use a passkey</button>
<noscript><p>A passkey needs JavaScript.</p></noscript>`;
}

/** The attributes that a user still lacks, by the names of the response. */
export function missingAttributes({ parameters }: LoginAttempt): readonly string[] {
  const names: unknown = JSON.parse(parameters.requiredAttributes ?? '[]');
  return Array.isArray(names) ? names.map(String) : [];
}

function newPassword(attempt: LoginAttempt): Html {
  const attributes = missingAttributes(attempt).map((name) =>
    field({ name, label: name.replace('userAttributes.', '').replaceAll('_', ' ') }),
  );
  return html`${field({ name: 'password', label: 'New password', type: 'password', autocomplete: 'new-password' })}
${attributes}
<button>Go on</button>`;
}

function choices({ parameters }: LoginAttempt): Html {
  const names: unknown = JSON.parse(parameters.MFAS_CAN_CHOOSE ?? '[]');
  const factors = Array.isArray(names) ? names.map(String) : [];
  const items = factors.map(
    (name) =>
      html`<label><input type="radio" name="answer" value="${name}" required> ${FACTORS[name] ?? name}</label>`,
  );
  return html`${items}
<button>Go on</button>`;
}

/** Whether a factor may be set up between the password and the tokens. */
export function canSetUp({ parameters }: LoginAttempt, factor: string): boolean {
  const names: unknown = JSON.parse(parameters.MFAS_CAN_SETUP ?? '[]');
  return Array.isArray(names) && names.includes(factor);
}

function setupForms(attempt: LoginAttempt): readonly Html[] {
  const { secretCode } = attempt;
  const app = html`<p>Enter this key in the app: <code>${secretCode}</code></p>${code()}`;
  const email = html`<input type="hidden" name="answer" value="EMAIL_OTP">
${field({ name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'email' })}
<button>${BUTTONS.EMAIL_OTP}</button>`;
  return [
    ...(secretCode === undefined ? [] : [app]),
    ...(canSetUp(attempt, 'EMAIL_OTP') ? [email] : []),
  ];
}

function sentTo({ parameters }: LoginAttempt): Html {
  const destination = parameters.CODE_DELIVERY_DESTINATION ?? '';
  return html`<p>It was sent to ${destination}.</p>`;
}

function code(): Html {
  return html`${field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', numeric: true })}
<button>Go on</button>`;
}
