/** At night. */
export const DARK = { globals: { colorScheme: 'dark' } };

/** On a phone of 320 pixels. */
export const NARROW = { globals: { viewport: { value: 'phone', isRotated: false } } };
