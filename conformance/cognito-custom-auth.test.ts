import { confirmSignIn, type SignInInput, signIn } from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { changedAssembly, ofType, type Template } from './support/example-assembly';
import { quiet } from './support/quiet-log';

afterEach(forgetSession);

/** One function for three triggers, as a template may carry it. */
const HANDLER = `
exports.handler = async (event) => {
  const { request, response, triggerSource } = event;
  const last = (request.session ?? []).at(-1);
  if (triggerSource === 'CreateAuthChallenge_Authentication') {
    response.publicChallengeParameters = { hint: 'a fish' };
    response.privateChallengeParameters = { word: 'swordfish' };
  } else if (triggerSource === 'VerifyAuthChallengeResponse_Authentication') {
    response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.word;
  } else if (last?.challengeName === 'SRP_A') {
    response.challengeName = 'PASSWORD_VERIFIER';
  } else if (last?.challengeName === 'CUSTOM_CHALLENGE') {
    response.issueTokens = last.challengeResult;
    response.failAuthentication = !last.challengeResult;
  } else {
    response.challengeName = 'CUSTOM_CHALLENGE';
  }
  return event;
};
`;

function withCustomAuth(template: Template): void {
  const [[poolId, pool] = []] = ofType(template, 'AWS::Cognito::UserPool');
  const [[, client] = []] = ofType(template, 'AWS::Cognito::UserPoolClient');
  const [[, model] = []] = ofType(template, 'AWS::Lambda::Function');
  if (!pool || !client || !model) throw new Error('the template has no user pool');
  const arn = { 'Fn::GetAtt': ['Challenges', 'Arn'] };
  const { Role, Runtime } = model.Properties;
  template.Resources.Challenges = {
    Type: 'AWS::Lambda::Function',
    Properties: { Code: { ZipFile: HANDLER }, Handler: 'index.handler', Role, Runtime },
  };
  template.Resources.ChallengesPermission = {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [poolId, 'Arn'] },
    },
  };
  pool.Properties.LambdaConfig = {
    DefineAuthChallenge: arn,
    CreateAuthChallenge: arn,
    VerifyAuthChallengeResponse: arn,
  };
  client.Properties.ExplicitAuthFlows = ['ALLOW_CUSTOM_AUTH'];
}

async function start(): Promise<Local> {
  const local = await startLocal({
    assembly: changedAssembly(withCustomAuth),
    port: 0,
    log: quiet,
  });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  return local;
}

describe('unmodified aws-amplify with a custom sign-in', () => {
  test.each<[string, Omit<SignInInput, 'username'>]>([
    ['without a password', { options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } }],
    ['after a password', { password: PASSWORD, options: { authFlowType: 'CUSTOM_WITH_SRP' } }],
  ])('answers the challenge of the functions %s', async (_, input) => {
    const username = await newUser(await start());

    const { nextStep } = await signIn({ username, ...input });
    const { isSignedIn } = await confirmSignIn({ challengeResponse: 'swordfish' });

    expect(nextStep).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE',
      additionalInfo: { hint: 'a fish' },
    });
    expect(isSignedIn).toBe(true);
  });

  test('is refused where the functions say that it failed', async () => {
    const username = await newUser(await start());
    await signIn({ username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } });

    await expect(confirmSignIn({ challengeResponse: 'goldfish' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  test('is refused before the functions where the password is wrong', async () => {
    const username = await newUser(await start());

    await expect(
      signIn({
        username,
        password: 'Wrong-horse-7',
        options: { authFlowType: 'CUSTOM_WITH_SRP' },
      }),
    ).rejects.toMatchObject({ message: 'Incorrect username or password.' });
  });
});
