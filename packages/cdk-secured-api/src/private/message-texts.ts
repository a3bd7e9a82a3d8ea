import { Token } from 'aws-cdk-lib';
import { VerificationEmailStyle } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { MessageOptions } from '../message-options';
import { refusal } from './refusal';

/** Which messages a pool sends at all. */
export interface SentMessages {
  readonly sms: boolean;
  readonly signInSms: boolean;
  readonly signInEmail: boolean;
}

interface Text {
  readonly prop: string;
  readonly text: string | undefined;
  readonly maxLength: number;
  readonly placeholders?: readonly string[];
  readonly isSent?: boolean;
}

const CODE = '{####}';
const USERNAME = '{username}';
const LINK = '{##Verify Email##}';
const ANY_LINK = /\{##[^{}#]+##\}/;
/** What Cognito takes of an e-mail's body, a subject and an SMS. */
const MAX = { body: 20_000, subject: 140, sms: 140 };

/** Fails for a text that Cognito refuses, or never sends. */
export function assertTexts(options: MessageOptions, sent: SentMessages, scope: IConstruct): void {
  for (const text of [
    ...verificationTexts(options, sent),
    ...invitationTexts(options, sent),
    ...signInTexts(options, sent),
  ]) {
    if (text.text !== undefined && !Token.isUnresolved(text.text)) {
      assertText({ ...text, text: text.text }, scope);
    }
  }
}

function verificationTexts(
  { userVerification: given }: MessageOptions,
  sent: SentMessages,
): Text[] {
  const byLink = given?.emailStyle === VerificationEmailStyle.LINK;
  const prop = 'userVerification';
  return [
    { prop: `${prop}.emailSubject`, text: given?.emailSubject, maxLength: MAX.subject },
    {
      prop: `${prop}.emailBody`,
      text: given?.emailBody,
      maxLength: MAX.body,
      placeholders: [byLink ? LINK : CODE],
    },
    {
      prop: `${prop}.smsMessage`,
      text: given?.smsMessage,
      maxLength: MAX.sms,
      placeholders: [CODE],
      isSent: sent.sms,
    },
  ];
}

function invitationTexts({ userInvitation: given }: MessageOptions, sent: SentMessages): Text[] {
  const prop = 'userInvitation';
  const placeholders = [USERNAME, CODE];
  return [
    { prop: `${prop}.emailSubject`, text: given?.emailSubject, maxLength: MAX.subject },
    { prop: `${prop}.emailBody`, text: given?.emailBody, maxLength: MAX.body, placeholders },
    {
      prop: `${prop}.smsMessage`,
      text: given?.smsMessage,
      maxLength: MAX.sms,
      placeholders,
      isSent: sent.sms,
    },
  ];
}

function signInTexts(options: MessageOptions, sent: SentMessages): Text[] {
  return [
    {
      prop: 'smsAuthenticationMessage',
      text: options.smsAuthenticationMessage,
      maxLength: MAX.sms,
      placeholders: [CODE],
      isSent: sent.signInSms,
    },
    {
      prop: 'emailAuthenticationMessage',
      text: options.emailAuthenticationMessage,
      maxLength: MAX.body,
      placeholders: [CODE],
      isSent: sent.signInEmail,
    },
    {
      prop: 'emailAuthenticationSubject',
      text: options.emailAuthenticationSubject,
      maxLength: MAX.subject,
      isSent: sent.signInEmail,
    },
  ];
}

function assertText(
  { prop, text, maxLength, placeholders = [], isSent = true }: Text & { readonly text: string },
  scope: IConstruct,
): void {
  if (!isSent) {
    throw refusal(
      'TextUnused',
      `${prop} is never sent: users neither verify nor sign in by it, leave it out`,
      scope,
    );
  }
  if (text.length === 0 || text.length > maxLength) {
    throw refusal(
      'TextLengthOutOfRange',
      `${prop} has ${text.length} characters, Cognito takes 1 to ${maxLength}`,
      scope,
    );
  }
  const missing = placeholders.find((placeholder) => !holds(text, placeholder));
  if (missing === undefined) return;
  throw refusal(
    'PlaceholderMissing',
    `${prop} lacks ${missing}, without which it is of no use`,
    scope,
  );
}

function holds(text: string, placeholder: string): boolean {
  return placeholder === LINK ? ANY_LINK.test(text) : text.includes(placeholder);
}
