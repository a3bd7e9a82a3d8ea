/** A function as its template declares it. */
export interface FunctionSettings {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Such as `nodejs22.x`. */
  readonly runtime: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  /** The template's own variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly logGroupName: string;
  readonly code: FunctionCode;
  /** Folders of its layers, in their order. */
  readonly layers: readonly string[];
  /** Why it runs by a command alone on this machine. Default: it needs none. */
  readonly obstacle?: string;
}

/** Where a function's code is, or why it cannot run on this machine. */
export type FunctionCode =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'inline'; readonly source: string }
  | { readonly kind: 'notRunnable'; readonly reason: string };
