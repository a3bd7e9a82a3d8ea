import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { TotpSetupForm } from '../../src/forms/TotpSetupForm';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { LONG_EMAIL } from '../long-texts';
import { DARK, NARROW } from '../surroundings';

const setup = (account: string, secret: string) => ({
  secret,
  uri: `otpauth://totp/${encodeURIComponent(account)}?secret=${secret}`,
});

const meta = {
  title: 'Forms/TotpSetupForm',
  component: TotpSetupForm,
  decorators: [inCard],
  args: { ...IDLE, ...setup('jane@example.com', 'JBSWY3DPEHPK3PXP'), onSubmit: fn() },
} satisfies Meta<typeof TotpSetupForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Pending: Story = { args: PENDING };
export const FieldError: Story = { args: refused('EnableSoftwareTokenMFAException') };
export const FormError: Story = { args: refused('NotAuthorizedException') };
export const LongText: Story = { args: setup(LONG_EMAIL, 'JBSWY3DPEHPK3PXP'.repeat(4)) };
export const Dark: Story = { ...FieldError, ...DARK };
export const Narrow: Story = { ...LongText, ...NARROW };
