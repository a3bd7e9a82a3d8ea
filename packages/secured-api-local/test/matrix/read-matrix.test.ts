import { describe, expect, test } from 'vitest';
import { readMatrix } from '../../src/matrix/read-matrix';
import { writeAssembly } from '../assembly/assembly-fixture';
import { matrixTemplate, webIdentityRole } from './matrix-template';

type Template = ReturnType<typeof matrixTemplate>;

async function matrixOf(change: (template: Template) => void = () => undefined) {
  const template = matrixTemplate();
  change(template);
  const matrix = await readMatrix({ assembly: writeAssembly({ App: { template } }) });
  const verdicts = matrix.routes.map(({ routeKey, access }) => [
    routeKey,
    access.map(({ verdict }) => verdict),
  ]);
  return { ...matrix, verdicts: Object.fromEntries(verdicts) };
}

describe('the access matrix', () => {
  test('has a column for anyone and each role that the identity pool gives', async () => {
    const { callers } = await matrixOf();

    expect(callers).toEqual(['anyone', 'guest', 'signed in', 'group admins']);
  });

  test('tells for each route who may call it', async () => {
    const { verdicts } = await matrixOf();

    expect(verdicts).toEqual({
      'GET /public': ['allowed', 'allowed', 'allowed', 'allowed'],
      'GET /private': ['refused', 'refused', 'allowed', 'allowed'],
      'GET /users/{id}': ['refused', 'refused', 'own', 'allowed'],
      'ANY /files/{path+}': ['refused', 'partly', 'refused', 'allowed'],
      'DELETE /private': ['refused', 'refused', 'refused', 'refused'],
    });
  });

  test('names the statement that decided', async () => {
    const { routes } = await matrixOf();

    const route = routes.find(({ routeKey }) => routeKey === 'GET /private');

    expect(route?.access.map(({ decidedBy }) => decidedBy)).toEqual([
      'the route asks for iam',
      'no identity policy',
      'UserRole/Invoke#0',
      'AdminRole/Invoke#0',
    ]);
  });

  test('has no limits for a plain template', async () => {
    expect((await matrixOf()).limits).toEqual([]);
  });

  test('tells that it asks without tags and by the enhanced flow alone', async () => {
    const { limits } = await matrixOf(({ Resources }) => {
      Object.assign(Resources.Identities.Properties, { AllowClassicFlow: true });
      Object.assign(Resources, {
        Tags: {
          Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
          Properties: {
            IdentityPoolId: { Ref: 'Identities' },
            IdentityProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a',
            UseDefaults: true,
          },
        },
      });
    });

    expect(limits).toEqual([
      expect.stringContaining('have no principal tags here'),
      expect.stringContaining('allows the classic flow'),
    ]);
  });

  test('marks what is open to anyone and what nobody may call', async () => {
    const { routes } = await matrixOf();

    const keys = (isMarked: (route: (typeof routes)[number]) => boolean) =>
      routes.filter(isMarked).map(({ routeKey }) => routeKey);

    expect(keys(({ openToAnyone }) => openToAnyone)).toEqual(['GET /public']);
    expect(keys(({ unreachable }) => unreachable)).toEqual(['DELETE /private']);
  });

  test('refuses a caller whose role cannot be assumed', async () => {
    const { routes } = await matrixOf((template) => {
      template.Resources.UserRole = webIdentityRole('unauthenticated', ['GET/private']);
    });

    const route = routes.find(({ routeKey }) => routeKey === 'GET /private');

    expect(route?.access[2]).toEqual({
      caller: 'signed in',
      verdict: 'refused',
      decidedBy: 'the role cannot be assumed',
    });
  });

  test('has no guest where the pool allows none', async () => {
    const { callers } = await matrixOf((template) => {
      template.Resources.Identities.Properties.AllowUnauthenticatedIdentities = false;
    });

    expect(callers).toEqual(['anyone', 'signed in', 'group admins']);
  });

  test('fails for a template with a part that is not modelled', async () => {
    const attempt = matrixOf((template) => {
      Object.assign(template.Resources, { Odd: { Type: 'AWS::Cognito::Odd' } });
    });

    await expect(attempt).rejects.toMatchObject({ code: 'UnmodelledResource' });
  });
});
