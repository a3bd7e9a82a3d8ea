import type { ClientConfig } from 'react-cognito-hooks';

type Policy = ClientConfig['passwordPolicy'];

/** One thing that the user pool asks of a password. */
export interface PasswordRule {
  readonly text: string;
  isMet(password: string): boolean;
}

/** Cognito's own list of symbols; a space inside counts as one. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

const CLASSES: Readonly<Record<Policy['requires'][number], PasswordRule>> = {
  lowercase: { text: 'A lower-case letter', isMet: (password) => /[a-z]/.test(password) },
  uppercase: { text: 'An upper-case letter', isMet: (password) => /[A-Z]/.test(password) },
  numbers: { text: 'A digit', isMet: (password) => /\d/.test(password) },
  symbols: { text: 'A symbol', isMet: (password) => SYMBOL.test(password) },
};

const FOR_PASSWORD_MANAGERS = {
  lowercase: 'lower',
  uppercase: 'upper',
  numbers: 'digit',
  symbols: 'special',
} as const;

/** The rules of a policy, as people read them. */
export function passwordRules({ minLength, requires }: Policy): PasswordRule[] {
  const longEnough = {
    text: `${minLength} characters or more`,
    isMet: (password: string) => password.length >= minLength,
  };
  return [longEnough, ...requires.map((name) => CLASSES[name])];
}

/** The rules of a policy, as password managers read them in the attribute `passwordrules`. */
export function passwordRulesAttribute({ minLength, requires }: Policy): string {
  const required = requires.map((name) => `required: ${FOR_PASSWORD_MANAGERS[name]};`);
  return [`minlength: ${minLength};`, ...required].join(' ');
}
