import { describe, expect, onTestFinished, test } from 'vitest';
import { readMatrix } from '../src/matrix/read-matrix';
import { run } from '../src/run';
import { startLocal } from '../src/start-local';
import { writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';

const ADA = { username: 'ada', password: 'Correct-Horse-7' };
const LEFT_OUT = 'threat protection: compromised passwords and risky sign-ins are let in here';

const pool = (UserPoolAddOns?: object) => ({
  Type: 'AWS::Cognito::UserPool',
  Properties: { UserPoolTier: 'PLUS', ...(UserPoolAddOns && { UserPoolAddOns }) },
});

const ENFORCED = pool({ AdvancedSecurityMode: 'ENFORCED' });
const CUSTOM = pool({
  AdvancedSecurityMode: 'AUDIT',
  AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
});

const attachment = (properties: object) => ({
  Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  Properties: { UserPoolId: { Ref: 'Pool' }, ClientId: 'ALL', ...properties },
});

const Risk = attachment({
  CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
});

const REST = {
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
  },
  Identities: {
    Type: 'AWS::Cognito::IdentityPool',
    Properties: { AllowUnauthenticatedIdentities: false },
  },
};

const assemblyOf = (resources: object) =>
  writeAssembly({ App: { template: { Resources: { ...REST, ...resources } } } });

const CASES: [string, string, object][] = [
  ['Pool', 'UserPoolAddOns.AdvancedSecurityMode', { Pool: ENFORCED }],
  ['Pool', 'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode', { Pool: CUSTOM }],
  ['Risk', 'CompromisedCredentialsRiskConfiguration', { Pool: pool(), Risk }],
  [
    'Risk',
    'AccountTakeoverRiskConfiguration',
    { Pool: pool(), Risk: attachment({ AccountTakeoverRiskConfiguration: { Actions: {} } }) },
  ],
  [
    'Risk',
    'RiskExceptionConfiguration',
    {
      Pool: pool(),
      Risk: attachment({ RiskExceptionConfiguration: { BlockedIPRangeList: ['10.0.0.0/8'] } }),
    },
  ],
];

describe('threat protection', () => {
  test.each(CASES)(
    'stops the start for %s, names %s and the way out',
    async (id, path, resources) => {
      const assembly = assemblyOf(resources);
      const refused = expect.objectContaining({
        code: 'UnmodelledProperty',
        message: expect.stringMatching(new RegExp(`^'${id}' .* sets ${path}`)),
        resolution: expect.stringContaining('--without-threat-protection'),
      });

      await expect(startLocal({ assembly, port: 0, log: QUIET })).rejects.toEqual(refused);
      await expect(readMatrix({ assembly })).rejects.toEqual(refused);
    },
  );

  test.each(CASES)('is left out on demand and told: %s, %s', async (logicalId, _, resources) => {
    const local = await startLocal({
      assembly: assemblyOf(resources),
      port: 0,
      log: QUIET,
      withoutThreatProtection: true,
    });
    onTestFinished(() => local.stop());

    await local.createUser(ADA);
    const { accessToken } = await local.signIn(ADA);

    expect(local.skipped).toEqual([{ logicalId, type: LEFT_OUT }]);
    expect(accessToken).not.toBe('');
  });

  test('is left out of the matrix on demand', async () => {
    const printed: string[] = [];
    const host = { write: (text: string) => printed.push(text) };
    const args = ['--assembly', assemblyOf({ Pool: ENFORCED }), '--without-threat-protection'];

    const code = await run(['matrix', ...args], {
      stdout: host,
      stderr: host,
      once: () => undefined,
    });

    expect([code, printed.join('')]).toEqual([0, expect.stringMatching(/^route/)]);
  });

  test('is asked for by nothing where it is off or watches, and says nothing then', async () => {
    const Pool = pool({ AdvancedSecurityMode: 'AUDIT' });
    const assembly = assemblyOf({ Pool, Risk: attachment({}) });

    const local = await startLocal({ assembly, port: 0, log: QUIET });
    onTestFinished(() => local.stop());

    expect(local.skipped).toEqual([]);
  });

  test.each([
    ['a mode that Cognito does not know', { Pool: pool({ AdvancedSecurityMode: 'ON' }) }],
    ['a pool of another template', { Pool: pool(), Risk: attachment({ UserPoolId: 'other' }) }],
  ])('fails for %s, also where it is left out', async (_, resources) => {
    const start = startLocal({
      assembly: assemblyOf(resources),
      port: 0,
      log: QUIET,
      withoutThreatProtection: true,
    });

    await expect(start).rejects.toMatchObject({ code: 'InvalidProperty' });
  });
});
