import type { Meta, StoryObj } from '@storybook/react-vite';
import { pending, refusal } from 'react-cognito-hooks/testing';
import { PasswordSection } from '../../src/account/PasswordSection';
import { account } from '../accounts';
import { inSections } from '../frames';
import { press } from '../prove';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const meta = {
  title: 'Account/PasswordSection',
  component: PasswordSection,
  decorators: [inSections],
  ...scene({ client: account() }),
} satisfies Meta<typeof PasswordSection>;
export default meta;

type Story = StoryObj<typeof meta>;
type Answer = NonNullable<NonNullable<Parameters<typeof account>[0]>['answers']>['ChangePassword'];

const answered = (ChangePassword: Answer, shown: string | RegExp): Story => ({
  ...scene({ client: account({ answers: { ChangePassword } }) }),
  async play({ canvas, userEvent }) {
    await userEvent.type(canvas.getByLabelText('Present password'), 'not-a-password');
    await userEvent.type(canvas.getByLabelText('New password'), 'Not-a-passw0rd');
    await press({ canvas, userEvent }, 'Change password');
    await canvas.findByText(shown);
  },
});

export const Idle: Story = {};
export const Pending: Story = answered(pending(), 'Change password');
export const Changed: Story = answered({}, 'Your password has been changed.');
export const FieldError: Story = answered(
  refusal('PasswordHistoryPolicyViolationException'),
  'You have used this password before.',
);
export const FormError: Story = answered(
  refusal('LimitExceededException'),
  /^That was tried too often/,
);
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...FormError, ...NARROW };
