export { type Answer, type Answers, type PendingAnswer, pending, refusal } from './testing/answers';
export {
  createTestClient,
  type TestClient,
  type TestClientOptions,
} from './testing/create-test-client';
export type { RecordedCall } from './testing/scripted-engine';
export type { ResetPasswordAt, SignInAt, SignUpAt, StepData } from './testing/step-scripts';
export { type TestUser, tokens } from './testing/test-tokens';
