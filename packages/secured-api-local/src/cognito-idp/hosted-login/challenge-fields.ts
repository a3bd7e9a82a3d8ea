import { type Html, html } from './html';
import type { LoginAttempt } from './login-attempt';
import { field } from './page';

/** What a page asks for. */
interface ChallengeFields {
  readonly title: string;
  readonly fields: Html;
}

const FACTORS: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'Authenticator app',
  SMS_MFA: 'Text message',
  EMAIL_OTP: 'E-mail',
};

/** The fields of the page that a challenge is answered by. */
export function challengeFields(attempt: LoginAttempt): ChallengeFields {
  switch (attempt.challenge) {
    case 'NEW_PASSWORD_REQUIRED':
      return { title: 'Choose a new password', fields: newPassword(attempt) };
    case 'SELECT_MFA_TYPE':
      return { title: 'How do you want to get the code?', fields: choices(attempt) };
    case 'MFA_SETUP':
      return {
        title: 'Set up an authenticator app',
        fields: html`<p>Enter this key in the app: <code>${attempt.secretCode}</code></p>${code()}`,
      };
    case 'SOFTWARE_TOKEN_MFA':
      return {
        title: 'Enter the code',
        fields: html`<p>The app on your device shows it.</p>${code()}`,
      };
    default:
      return { title: 'Enter the code', fields: html`${sentTo(attempt)}${code()}` };
  }
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

function sentTo({ parameters }: LoginAttempt): Html {
  const destination = parameters.CODE_DELIVERY_DESTINATION ?? '';
  return html`<p>It was sent to ${destination}.</p>`;
}

function code(): Html {
  return html`${field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', numeric: true })}
<button>Go on</button>`;
}
