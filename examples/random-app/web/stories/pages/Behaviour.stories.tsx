import type { Meta, StoryObj } from '@storybook/react-vite';
import { pending, refusal, tokens } from 'react-cognito-hooks/testing';
import { expect, waitFor } from 'storybook/test';
import { App } from '../../src/App';
import { BY_PASSWORD } from '../configs';
import { press } from '../prove';
import { clientOf, scene } from '../scene';

const meta = { title: 'Pages/Behaviour', component: App } satisfies Meta<typeof App>;
export default meta;

type Story = StoryObj<typeof meta>;

const CODE_STEP = { path: '/sign-in', client: { signIn: { name: 'totpCode' } } } as const;
const MINUTE = 60_000;

export const ACodePastedWithSpacesIsSentWithout: Story = {
  ...scene({
    ...CODE_STEP,
    client: { ...CODE_STEP.client, answers: { RespondToAuthChallenge: tokens() } },
  }),
  async play(context) {
    const { canvas, userEvent } = context;
    await userEvent.click(canvas.getByLabelText('Code'));
    await userEvent.paste(' 123 456 ');
    await press(context, 'Continue');

    await canvas.findByRole('heading', { level: 1, name: 'Random numbers' });
    await expect(clientOf(context).calls[0]?.input).toMatchObject({
      ChallengeResponses: { SOFTWARE_TOKEN_MFA_CODE: '123456' },
    });
  },
};

export const ADoubleClickSendsOnce: Story = {
  ...scene({
    ...CODE_STEP,
    client: { ...CODE_STEP.client, answers: { RespondToAuthChallenge: pending() } },
  }),
  async play(context) {
    const { canvas, userEvent } = context;
    await userEvent.type(canvas.getByLabelText('Code'), '123456');
    await userEvent.dblClick(canvas.getByRole('button', { name: 'Continue' }));

    await expect(clientOf(context).calls).toHaveLength(1);
  },
};

export const PendingDisablesTheButtonAndKeepsTheInputs: Story = {
  ...scene({
    path: '/sign-in',
    client: {
      config: BY_PASSWORD,
      answers: { InitiateAuth: pending(1000, refusal('NotAuthorizedException')) },
    },
  }),
  async play(context) {
    const { canvas, userEvent } = context;
    const username = canvas.getByLabelText('E-mail address');
    const password = canvas.getByLabelText('Password');
    await userEvent.type(username, 'jane@example.com');
    await userEvent.type(password, 'not-a-password{Enter}');

    const button = canvas.getByRole('button', { name: 'Sign in' });
    await waitFor(() => expect(clientOf(context).calls).toHaveLength(1));
    await expect(button).toBeDisabled();
    await clientOf(context).advance(1000);
    await canvas.findByRole('alert');
    await expect(button).toBeEnabled();
    await expect(username).toHaveValue('jane@example.com');
    await expect(password).toHaveValue('not-a-password');
  },
};

export const AWrongCodeFocusesTheField: Story = {
  ...scene({
    ...CODE_STEP,
    client: {
      ...CODE_STEP.client,
      answers: { RespondToAuthChallenge: refusal('CodeMismatchException') },
    },
  }),
  async play(context) {
    const { canvas, userEvent } = context;
    const field = canvas.getByLabelText('Code');
    await userEvent.type(field, '000000');
    await press(context, 'Continue');

    const text = await canvas.findByText(/^This code is not right/);
    await expect(field).toHaveFocus();
    await expect(field).toHaveAttribute('aria-describedby', text.id);
  },
};

export const ANewStepFocusesItsHeading: Story = {
  ...scene({
    path: '/sign-in',
    client: {
      signIn: { name: 'selectMfa' },
      answers: {
        RespondToAuthChallenge: { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'session' },
      },
    },
  }),
  async play(context) {
    await press(context, 'Continue');

    const heading = await context.canvas.findByRole('heading', { name: 'Enter your code' });
    await expect(heading).toHaveFocus();
    await expect(document.title).toBe('Enter your code · Random numbers');
  },
};

export const AnotherCodeCanBeAskedForLater: Story = {
  ...scene({
    path: '/sign-up',
    client: {
      signUp: { name: 'confirm' },
      answers: {
        ResendConfirmationCode: {
          CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL' },
        },
      },
    },
  }),
  beforeEach() {
    const { now } = Date;
    return () => {
      Date.now = now;
    };
  },
  async play(context) {
    const { canvas } = context;
    await expect(canvas.getByRole('button', { name: /^Send a new code/ })).toBeDisabled();
    const later = Date.now() + MINUTE;
    Date.now = () => later;
    await press(context, 'Send a new code');

    await canvas.findByText('A new code is on its way to j***@e***.');
    await expect(clientOf(context).calls).toMatchObject([{ name: 'ResendConfirmationCode' }]);
    await expect(canvas.getByRole('button', { name: /^Send a new code/ })).toBeDisabled();
  },
};

export const AResetThatIsRefusedGoesNowhere: Story = {
  ...scene({
    path: '/sign-in',
    client: {
      signIn: { name: 'resetPassword' },
      answers: { ForgotPassword: refusal('LimitExceededException') },
    },
  }),
  async play(context) {
    await press(context, 'Send me a code');

    await context.canvas.findByText(/^That was tried too often/);
    await context.canvas.findByRole('heading', { level: 1, name: 'You need a new password' });
  },
};
