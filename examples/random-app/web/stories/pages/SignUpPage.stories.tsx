import type { Meta, StoryObj } from '@storybook/react-vite';
import type { SignUpStep } from 'react-cognito-hooks';
import type { SignUpAt } from 'react-cognito-hooks/testing';
import { App } from '../../src/App';
import { scene } from '../scene';

const meta = {
  title: 'Pages/SignUpPage',
  component: App,
  excludeStories: ['steps'],
} satisfies Meta<typeof App>;
export default meta;

type Story = StoryObj<typeof meta>;

const at = (signUp: SignUpAt): Story => scene({ path: '/sign-up', client: { signUp } });

export const Form = at({ name: 'form' });
export const Confirm = at({ name: 'confirm' });
export const ConfirmByLink: Story = {
  ...at({ name: 'confirmByLink' }),
  async play({ canvas }) {
    await canvas.findByText(/^We sent a link/);
  },
};
export const Done = at({ name: 'done' });

/** Each step of a sign-up has a story: a new step without one does not compile. */
export const steps = {
  form: Form,
  confirm: Confirm,
  confirmByLink: ConfirmByLink,
  done: Done,
} satisfies Record<SignUpStep['name'], Story>;
