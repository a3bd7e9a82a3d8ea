import { describe, expect, test } from 'vitest';
import type { AccessMatrix } from '../../src/matrix/access-matrix';
import { toHtmlPage, toTextTable } from '../../src/matrix/render-matrix';

const MATRIX: AccessMatrix = {
  callers: ['anyone', 'signed in'],
  limits: [],
  routes: [
    {
      api: 'Api',
      routeKey: 'GET /public',
      authorization: 'none',
      access: [
        { caller: 'anyone', verdict: 'allowed', decidedBy: 'no authorization' },
        { caller: 'signed in', verdict: 'allowed', decidedBy: 'no authorization' },
      ],
      openToAnyone: true,
      unreachable: false,
    },
    {
      api: 'Api',
      routeKey: 'GET /users/{id}',
      authorization: 'iam',
      access: [
        { caller: 'anyone', verdict: 'refused', decidedBy: 'the route asks for iam' },
        { caller: 'signed in', verdict: 'own', decidedBy: 'Role/<script>#0' },
      ],
      openToAnyone: false,
      unreachable: false,
    },
  ],
};

describe('rendering a matrix', () => {
  test('says below the routes what it does not show', () => {
    const limited = { ...MATRIX, limits: ['No <tags> here.'] };

    expect(toTextTable(limited).split('\n').at(-2)).toBe('No <tags> here.');
    expect(toHtmlPage(limited)).toContain('<p>No &#60;tags&#62; here.</p>');
  });

  test('as text has one route a line, and what stands out at its end', () => {
    expect(toTextTable(MATRIX)).toBe(
      [
        'route                anyone  signed in',
        'Api GET /public      yes     yes        open to anyone',
        'Api GET /users/{id}  -       own',
        '',
      ].join('\n'),
    );
  });

  test('as a page shows the deciding statement as text, never as markup', () => {
    const page = toHtmlPage(MATRIX);

    expect(page).toContain('<td class="own">own<small>Role/&#60;script&#62;#0</small></td>');
    expect(page).toContain('<tr class="stands-out">');
    expect(page).not.toContain('<script>');
  });
});
