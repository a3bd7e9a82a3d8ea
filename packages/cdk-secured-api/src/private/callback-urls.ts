import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { foreignTarget } from './foreign-target';
import { isProd } from './origins';
import { refusal } from './refusal';

const LOCAL = /^http:\/\/localhost(:\d+)?(\/|\?|$)/;
const SECURE = /^https:\/\/[a-z0-9.-]+(:\d+)?(\/|\?|$)/;
const MAX_LENGTH = 1024;
const MAX_URLS = 100;

/** Fails where Cognito would refuse URLs to return to, or a token would leave in plain text. */
export function assertCallbackUrls(prop: string, urls: readonly string[], scope: IConstruct): void {
  if (urls.length === 0 || urls.length > MAX_URLS) {
    throw refusal(
      'CallbackUrlMissing',
      `${prop} holds ${urls.length} URLs, name 1 to ${MAX_URLS} that the hosted pages return to`,
      scope,
    );
  }
  for (const url of urls) {
    if (Token.isUnresolved(url)) assertOwnStack(prop, url, scope);
    else assertUrl(prop, url, scope);
  }
}

function assertUrl(prop: string, url: string, scope: IConstruct): void {
  const local = LOCAL.test(url);
  if (!(local || SECURE.test(url)) || /[#*\s]/.test(url) || url.length > MAX_LENGTH) {
    throw refusal(
      'CallbackUrlMalformed',
      `${prop} holds '${url}', write an https URL, or http://localhost, without fragment and wildcard`,
      scope,
    );
  }
  if (local && isProd(scope)) {
    throw refusal(
      'LocalCallbackInProd',
      `${prop} holds '${url}', by which a program on a user's machine would get their codes in the ` +
        "stage 'prod': leave it out there",
      scope,
    );
  }
}

/** A pool that refers to another stack could not be deployed before a site that refers to the pool. */
function assertOwnStack(prop: string, url: string, scope: IConstruct): void {
  const foreign = foreignTarget(url, scope);
  if (foreign === undefined) return;
  throw refusal(
    'CallbackUrlOfAnotherStack',
    `${prop} holds a value of '${foreign.node.path}', which is of another stack: write the URL out`,
    scope,
  );
}
