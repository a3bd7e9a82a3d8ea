import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { CognitoGroup } from '../../src';
import { GroupOrder } from '../../src/private/group-order';

function orderOf(...groups: CognitoGroup[]) {
  const scope = new Stack(new App(), 'Stack');
  return { order: new GroupOrder(scope, groups), scope };
}

describe('the holders of a group', () => {
  test('are the group and whoever includes it, through other groups too', () => {
    const { order } = orderOf(
      { name: 'admin', includes: ['editor'] },
      { name: 'editor', includes: ['author'] },
      { name: 'author' },
      { name: 'auditor' },
    );

    expect(order.holders(['author'])).toEqual(['admin', 'editor', 'author']);
    expect(order.holders(['editor'])).toEqual(['admin', 'editor']);
    expect(order.holders(['auditor', 'admin'])).toEqual(['admin', 'auditor']);
  });

  test('fail for a name that is not defined', () => {
    const { order } = orderOf({ name: 'admin' });

    expect(() => order.holders(['amdin'])).toThrow(
      "GroupNotFound: group 'amdin' is not defined (groups: 'admin'), " +
        'add it to the groups of the auth [Stack]',
    );
  });
});

describe('groups', () => {
  test.each(['', 'two words', 'a'.repeat(129)])('fail for the name %j', (name) => {
    expect(() => orderOf({ name })).toThrow(/^GroupNameMalformed: group name '.*' is not allowed/);
  });

  test('fail for a name that stands twice', () => {
    expect(() => orderOf({ name: 'admin' }, { name: 'admin' })).toThrow(
      "GroupAlreadyDefined: group 'admin' stands twice",
    );
  });

  test('fail for an included group that is not defined', () => {
    expect(() => orderOf({ name: 'admin', includes: ['editor'] })).toThrow(
      "GroupNotFound: group 'editor' is not defined",
    );
  });

  test.each([
    ['before it', [{ name: 'editor' }, { name: 'admin', includes: ['editor'] }], 'admin', 'editor'],
    ['the same', [{ name: 'admin', includes: ['admin'] }], 'admin', 'admin'],
  ])('fail for an included group that stands %s', (_, groups, name, included) => {
    expect(() => orderOf(...groups)).toThrow(
      `GroupOrderWrong: group '${name}' includes '${included}', which does not stand after it: ` +
        'list the including group first [Stack]',
    );
  });
});

describe('the warning of overlaps', () => {
  test('names the pairs of which neither includes the other', () => {
    const { scope } = orderOf(
      { name: 'admin', includes: ['editor'] },
      { name: 'editor' },
      { name: 'auditor' },
    );

    Annotations.fromStack(scope).hasWarning(
      '/Stack',
      Match.stringLikeRegexp(
        "^GroupsDoNotInclude: .*both of 'admin' and 'auditor', 'editor' and 'auditor' has the rights",
      ),
    );
  });

  test('is absent where every group includes the later ones', () => {
    const { scope } = orderOf({ name: 'admin', includes: ['editor'] }, { name: 'editor' });

    expect(Annotations.fromStack(scope).findWarning('*', Match.anyValue())).toEqual([]);
  });
});
