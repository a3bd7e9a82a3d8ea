import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ResetPasswordStep } from 'react-cognito-hooks';
import type { ResetPasswordAt } from 'react-cognito-hooks/testing';
import { App } from '../../src/App';
import { scene } from '../scene';

const meta = {
  title: 'Pages/ResetPasswordPage',
  component: App,
  excludeStories: ['steps'],
} satisfies Meta<typeof App>;
export default meta;

type Story = StoryObj<typeof meta>;

const at = (resetPassword: ResetPasswordAt): Story =>
  scene({ path: '/reset-password', client: { resetPassword } });

export const Form = at({ name: 'form' });
export const Confirm = at({ name: 'confirm' });
export const Done = at({ name: 'done' });

/** Each step of a password reset has a story: a new step without one does not compile. */
export const steps = {
  form: Form,
  confirm: Confirm,
  done: Done,
} satisfies Record<ResetPasswordStep['name'], Story>;
