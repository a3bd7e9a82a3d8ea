import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder } from '../assembly/assembly-fixture';
import { apiTemplate } from '../template-fixture';

/** An app of a few lines, which writes an assembly of `template.json` as `cdk synth` would. */
const APP = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const out = process.env.CDK_OUTDIR;
const { fails, template } = JSON.parse(readFileSync('src/template.json', 'utf8'));
if (fails) { console.error('no template today'); process.exit(2); }
mkdirSync(out, { recursive: true });
const properties = { templateFile: 'App.json' };
const environment = 'aws://unknown-account/unknown-region';
if (template.Resources.Client) template.Outputs.ClientId = { Value: { Ref: 'Client' } };
template.Outputs.Context = { Value: process.env.CDK_CONTEXT_JSON };
writeFileSync(out + '/App.json', JSON.stringify(template));
writeFileSync(out + '/manifest.json', JSON.stringify({
  artifacts: { App: { type: 'aws:cloudformation:stack', environment, properties } },
}));
`;

/** A CDK app in a folder of its own. */
export interface AppFolder {
  readonly folder: string;
  /** Writes the source that the template is made from. */
  write(change?: {
    readonly answer?: string;
    readonly fails?: boolean;
    readonly with?: object;
  }): void;
}

export function createApp(cdkJson: object | undefined = { app: 'node app.mjs' }): AppFolder {
  const folder = realpathSync(createFolder());
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'app.mjs'), APP);
  if (cdkJson) writeFileSync(join(folder, 'cdk.json'), JSON.stringify(cdkJson));
  const app: AppFolder = {
    folder,
    write({ answer = 'one', fails = false, with: more = {} } = {}) {
      const { Resources, Outputs } = apiTemplate(`exports.handler = async () => '${answer}';`);
      const template = { Resources: { ...Resources, ...more }, Outputs };
      writeFileSync(join(folder, 'src/template.json'), JSON.stringify({ fails, template }));
    },
  };
  app.write();
  return app;
}
