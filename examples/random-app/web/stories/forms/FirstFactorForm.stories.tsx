import type { Meta, StoryObj } from '@storybook/react-vite';
import type { FirstFactor } from 'react-cognito-hooks';
import { fn } from 'storybook/test';
import { FirstFactorForm } from '../../src/forms/FirstFactorForm';
import { PASSKEYS_ELSEWHERE, WITH_PASSKEYS } from '../configs';
import { IDLE, PENDING, refused } from '../form-states';
import { inCard } from '../frames';
import { scene } from '../scene';
import { DARK, NARROW } from '../surroundings';

const choice = (...options: FirstFactor[]) => ({
  step: { name: 'selectFactor' as const, options, submit: fn() },
});

const meta = {
  title: 'Forms/FirstFactorForm',
  component: FirstFactorForm,
  decorators: [inCard],
  args: { ...IDLE, ...choice('PASSWORD_SRP', 'WEB_AUTHN', 'EMAIL_OTP', 'SMS_OTP') },
  ...scene({ client: { config: WITH_PASSKEYS } }),
} satisfies Meta<typeof FirstFactorForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const PasswordAlone: Story = { args: choice('PASSWORD', 'PASSWORD_SRP') };
export const WithoutPassword: Story = { args: choice('WEB_AUTHN', 'EMAIL_OTP') };
export const PasskeyElsewhere: Story = scene({ client: { config: PASSKEYS_ELSEWHERE } });
export const Pending: Story = { args: PENDING };
export const FormError: Story = { args: refused('NotAuthorizedException') };
export const Dark: Story = { ...FormError, ...DARK };
export const Narrow: Story = { ...PasskeyElsewhere, ...NARROW };
