/** What a layer holds on this machine, or why no function can take it. */
export type LayerContent =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'notRunnable'; readonly reason: string };

/** The layers of the templates, by the ARN of their version. */
export type LayerVersions = Map<string, LayerContent>;
