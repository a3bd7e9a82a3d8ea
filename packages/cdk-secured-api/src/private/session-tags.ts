import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, type IConstruct } from 'constructs';
import type { PrincipalTags, PrincipalTagsConfig } from '../principal-tags';
import { refusal } from './refusal';

const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const MAX_CLAIM_LENGTH = 256;
const MAX_TAGS = 50;

/** Whose claims become tags: a provider by the name that the identity pool has for it. */
export interface TaggedProvider {
  readonly name: string;
  readonly principalTags: PrincipalTags;
}

export interface SessionTagsProps {
  readonly identityPoolId: string;
  readonly providers: readonly TaggedProvider[];
  /** The construct that errors name. */
  readonly auth: IConstruct;
}

/** The attributes for access control of an identity pool: which claims are tags of its sessions. */
export class SessionTags extends Construct {
  public constructor(scope: Construct, id: string, props: SessionTagsProps) {
    super(scope, id);
    for (const [index, { name, principalTags }] of props.providers.entries()) {
      const config = principalTags._bind();
      assertTags(config, props.auth);
      new cognito.CfnIdentityPoolPrincipalTag(this, `Provider${index + 1}`, {
        identityPoolId: props.identityPoolId,
        identityProviderName: name,
        ...(config === 'defaults'
          ? { useDefaults: true }
          : { useDefaults: false, principalTags: config }),
      });
    }
  }
}

function assertTags(config: PrincipalTagsConfig, scope: IConstruct): void {
  if (config === 'defaults') return;
  const tags = Object.entries(config);
  const wrong = tags.find(
    ([tag, claim]) => !TAG.test(tag) || claim === '' || claim.length > MAX_CLAIM_LENGTH,
  );
  if (wrong === undefined && tags.length > 0 && tags.length <= MAX_TAGS) return;
  throw refusal(
    'PrincipalTagMalformed',
    `principalTags holds ${tags.length} tags` +
      `${wrong ? `, '${wrong[0]}' of the claim '${wrong[1]}' among them` : ''}: give 1 to ${MAX_TAGS} ` +
      'that AWS takes as tags, each of a claim',
    scope,
  );
}
