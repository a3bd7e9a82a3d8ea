import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge';
import { invokePattern } from './invoke-arn';
import { policyName } from './policy-name';
import type { PoolRole } from './pool-role';
import { refusal } from './refusal';
import type { RouteKey } from './route-key';

/** IAM allows 10,240 characters inline a role, all policies together, and leaves the rest to users. */
const MAX_INLINE = 8000;
/** IAM allows 6,144 characters a managed policy. */
const MAX_MANAGED = 6000;
/** IAM allows 10 managed policies a role by default; one API takes half of them at most. */
const MAX_MANAGED_POLICIES = 5;
const MAX_MANAGED_POLICIES_OF_ROLE = 10;

/** The longest that the ARN before a route's pattern may render to, with quotes and comma. */
const ARN_PREFIX_CHARACTERS =
  '"arn:aws-us-gov:execute-api:ap-southeast-1:123456789012:abcdefghij/$default/",'.length;
const DOCUMENT_CHARACTERS = 120;

interface Part {
  readonly managed: boolean;
  readonly patterns: Set<string>;
  characters: number;
}

/**
 * The policies that give one role of an identity pool some routes of one API.
 *
 * They live beside the API, so that a pool in another stack never refers to it. Patterns fill an
 * inline policy first, then managed ones; the documents are rendered at synth, so that later routes
 * count.
 */
export class InvokePolicies extends Construct {
  private readonly parts: Part[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly poolRole: PoolRole,
    private readonly toArn: (pattern: string) => string,
  ) {
    super(scope, id);
  }

  /** The patterns that the role is allowed, in the order of their grants. */
  public get patterns(): string[] {
    return this.parts.flatMap((part) => [...part.patterns]);
  }

  /** Grants `execute-api:Invoke` on one route; a second time nothing changes. */
  public allow(route: RouteKey): void {
    const pattern = invokePattern(route);
    if (this.parts.some((part) => part.patterns.has(pattern))) return;
    const characters = ARN_PREFIX_CHARACTERS + pattern.length;
    const part = this.partFor(characters);
    part.patterns.add(pattern);
    part.characters += characters;
    if (pattern.includes('*')) {
      acknowledgeWildcard(this, this.toArn(pattern), 'a path variable; no other route is reached');
    }
    if (!part.managed) this.poolRole.inlineCharacters += characters;
  }

  private partFor(characters: number): Part {
    const last = this.parts.at(-1);
    if (last && this.fits(last, characters)) return last;
    const inlineLeft = MAX_INLINE - this.poolRole.inlineCharacters - DOCUMENT_CHARACTERS;
    if (this.parts.length === 0 && characters <= inlineLeft) return this.addInline();
    return this.addManaged();
  }

  private fits(part: Part, characters: number): boolean {
    if (part.managed) return part.characters + characters <= MAX_MANAGED;
    return this.poolRole.inlineCharacters + characters <= MAX_INLINE;
  }

  private addInline(): Part {
    const part = this.addPart(false);
    this.poolRole.inlineCharacters += DOCUMENT_CHARACTERS;
    new iam.CfnPolicy(this, 'Policy', {
      policyName: policyName(this, 'Invoke'),
      policyDocument: this.documentOf(part),
      roles: [this.poolRole.role.roleName],
    });
    return part;
  }

  private addManaged(): Part {
    const count = this.parts.filter(({ managed }) => managed).length;
    if (
      count >= MAX_MANAGED_POLICIES ||
      this.poolRole.managedPolicies >= MAX_MANAGED_POLICIES_OF_ROLE
    ) {
      throw refusal(
        'PolicyTooLarge',
        `role '${this.poolRole.node.path}' would hold more than ${this.patterns.length} routes, ` +
          `which fill its inline policy and ${this.poolRole.managedPolicies} managed policies: ` +
          'spread the routes over several APIs or greedy paths',
        this,
      );
    }
    const part = this.addPart(true);
    this.poolRole.managedPolicies += 1;
    new iam.CfnManagedPolicy(this, `ManagedPolicy${count + 1}`, {
      description: `Lets ${this.poolRole.holders} invoke routes of one API`,
      policyDocument: this.documentOf(part),
      roles: [this.poolRole.role.roleName],
    });
    return part;
  }

  private addPart(managed: boolean): Part {
    const part: Part = { managed, patterns: new Set(), characters: DOCUMENT_CHARACTERS };
    this.parts.push(part);
    return part;
  }

  private documentOf(part: Part) {
    return Lazy.any({
      produce: () => {
        const resources = [...part.patterns].sort().map((pattern) => this.toArn(pattern));
        return {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'execute-api:Invoke',
              Resource: resources.length === 1 ? resources[0] : resources,
            },
          ],
        };
      },
    });
  }
}
