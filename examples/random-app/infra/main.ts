import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { readAppConfig } from './app-config';
import { RandomStack } from './random-stack';

// Handler files and cdk.out are named from the project's folder, wherever this is run from.
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const config = readAppConfig(new URL('../app.config.json', import.meta.url));
const { name, stage, region, siteHost } = config;
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  // Here and not in cdk.json, so that the CLI and the local runtime get the same template.
  context: { ...recommendedFlags, stage },
});
new RandomStack(app, `${name}-${stage}`, { stage, siteHost, env: { region } });
app.synth();
