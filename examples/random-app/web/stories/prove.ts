import type { StoryContext } from '@storybook/react-vite';

type Screen = Pick<StoryContext, 'canvas' | 'userEvent'>;

/** Presses a button of the story. */
export async function press({ canvas, userEvent }: Screen, name: string): Promise<void> {
  await userEvent.click(await canvas.findByRole('button', { name }));
}

/** Shows once more who it is, by the password. */
export async function prove(screen: Screen): Promise<void> {
  await screen.userEvent.type(await screen.canvas.findByLabelText('Password'), 'not-a-password');
  await press(screen, 'Continue');
}
