import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CognitoGroup } from '../cognito-group';
import { refusal } from './refusal';

const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** The groups of a pool in order of precedence, and whose rights each has. */
export class GroupOrder {
  private readonly byName = new Map<string, CognitoGroup>();

  public constructor(
    private readonly scope: IConstruct,
    public readonly groups: readonly CognitoGroup[],
  ) {
    for (const group of groups) this.add(group);
    for (const [index, group] of groups.entries()) this.assertIncludes(group, index);
    this.warnOfOverlaps();
  }

  /** The groups whose roles hold what is granted to one of `names`: those, and all including them. */
  public holders(names: readonly string[]): string[] {
    for (const name of names) this.assertKnown(name);
    return this.groups
      .filter(({ name }) => names.some((granted) => this.rightsOf(name).has(granted)))
      .map(({ name }) => name);
  }

  /** The names whose grants a group's role holds. */
  private rightsOf(name: string): Set<string> {
    const includes = this.byName.get(name)?.includes ?? [];
    return new Set([name, ...includes.flatMap((included) => [...this.rightsOf(included)])]);
  }

  private add(group: CognitoGroup): void {
    if (!NAME.test(group.name)) {
      throw refusal(
        'GroupNameMalformed',
        `group name '${group.name}' is not allowed, use 1 to 128 characters without white space`,
        this.scope,
      );
    }
    if (this.byName.has(group.name)) {
      throw refusal(
        'GroupAlreadyDefined',
        `group '${group.name}' stands twice, its first place is its precedence: leave one`,
        this.scope,
      );
    }
    this.byName.set(group.name, group);
  }

  /** Only later groups may be included: that makes the relation acyclic, and the strongest first. */
  private assertIncludes(group: CognitoGroup, index: number): void {
    for (const included of group.includes ?? []) {
      this.assertKnown(included);
      if (this.groups.findIndex(({ name }) => name === included) <= index) {
        throw refusal(
          'GroupOrderWrong',
          `group '${group.name}' includes '${included}', which does not stand after it: ` +
            'list the including group first',
          this.scope,
        );
      }
    }
  }

  /** Fails for a name that is not a group's. */
  public refuseUnknown(name: string): never {
    const known = this.groups.map((group) => `'${group.name}'`).join(', ') || 'none';
    throw refusal(
      'GroupNotFound',
      `group '${name}' is not defined (groups: ${known}), add it to the groups of the auth`,
      this.scope,
    );
  }

  private assertKnown(name: string): void {
    if (!this.byName.has(name)) this.refuseUnknown(name);
  }

  private warnOfOverlaps(): void {
    const pairs = this.groups.flatMap((group, index) =>
      this.groups
        .slice(index + 1)
        .filter(({ name }) => !this.rightsOf(group.name).has(name))
        .map(({ name }) => `'${group.name}' and '${name}'`),
    );
    if (pairs.length === 0) return;
    Annotations.of(this.scope).addWarningV2(
      'cdk-secured-api:groupsDoNotInclude',
      `GroupsDoNotInclude: a user in both of ${pairs.join(', ')} has the rights of the first only, ` +
        'let it include the second or acknowledge this',
    );
  }
}
