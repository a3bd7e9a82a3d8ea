import type { ServerAnswer } from '../../support/loopback-server';
import { type Browser, FORM_TOKEN_FIELD } from './browser';
import { type Html, html } from './html';
import type { LoginContext } from './login-context';

/** A page of the hosted login. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  /** What went wrong, for the person in front of it. */
  readonly alert?: string;
  /** What went well. */
  readonly notice?: string;
  readonly status?: number;
  /** The client's redirect URI, where a form of the page leads on to it. */
  readonly redirectUri?: string;
  /** The path of the one script that the page runs. */
  readonly script?: string;
  /** Cookies beside the one that every page sets. */
  readonly cookies?: readonly string[];
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Answers with a page: no script but one of ours, no frame, forms to here and on to the client alone. */
export function pageAnswer({ browser }: Pick<LoginContext, 'browser'>, page: Page): ServerAnswer {
  const { title, body, alert, notice, status = alert === undefined ? 200 : 400 } = page;
  return {
    status,
    headers: {
      ...HEADERS,
      'content-security-policy': policy(page),
      'set-cookie': [browser.idCookie, ...(page.cookies ?? [])],
    },
    body: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/login.css">
${page.script && html`<script src="${page.script}" defer></script>`}
</head>
<body>
<main>
<h1>${title}</h1>
${alert && html`<p role="alert">${alert}</p>`}
${notice && html`<p role="status">${notice}</p>`}
${body}
<p class="local">secured-api-local: not AWS, and not a security boundary.</p>
</main>
</body>
</html>
`.text,
  };
}

/** Answers with the address of the next page, or of the client. */
export function redirect(location: string, cookies: readonly string[] = []): ServerAnswer {
  return {
    status: 302,
    headers: {
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      location,
      'set-cookie': cookies,
    },
    body: '',
  };
}

/** A form that goes to a path of ours, with the token of this browser. */
export function form({ formToken }: Browser, action: string, fields: Html): Html {
  return html`<form method="post" action="${action}">
<input type="hidden" name="${FORM_TOKEN_FIELD}" value="${formToken}">
${fields}
</form>`;
}

/** A labelled text field. */
export function field(field: {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'email' | 'tel';
  readonly autocomplete?: string;
  readonly value?: string;
  readonly numeric?: boolean;
  readonly isOptional?: boolean;
}): Html {
  const {
    name,
    label,
    type = 'text',
    autocomplete = 'off',
    value = '',
    numeric,
    isOptional,
  } = field;
  const inputmode = numeric && html` inputmode="numeric"`;
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"${inputmode || undefined} value="${value}"${isOptional ? undefined : html` required`}>`;
}

/** The field that a known password is typed into. */
export function passwordField(): Html {
  const autocomplete = 'current-password';
  return field({ name: 'password', label: 'Password', type: 'password', autocomplete });
}

/** A form that is sent leads on to the client by a redirect, which browsers check as well. */
function policy({ redirectUri, script }: Page): string {
  const target = redirectUri === undefined ? '' : ` ${sourceOf(new URL(redirectUri))}`;
  return `default-src 'none'; style-src 'self';${script === undefined ? '' : " script-src 'self';"} form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`;
}

function sourceOf({ origin, protocol }: URL): string {
  return origin === 'null' ? protocol : origin;
}
