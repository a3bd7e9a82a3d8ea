import { ofType, type Template } from './example-assembly';

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

/** A sign-in that functions of the template define: it asks for a fish. */
export function withCustomAuth(template: Template): void {
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
