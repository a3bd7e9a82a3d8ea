import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { AssetHashType, DockerImage, Token } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import type { ReactSiteProps } from '../react-site-props';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

/** Fails where the folder is not there, or the build would need what is known at deploy only. */
export function assertBuildable(
  { environment = {}, path: given }: ReactSiteProps,
  scope: Construct,
) {
  const folder = path.resolve(given);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw refusal(
      'SiteNotFound',
      `path '${given}' is no folder, paths start at '${process.cwd()}'`,
      scope,
    );
  }
  const late = Object.keys(environment).find((name) => Token.isUnresolved(environment[name]));
  if (late === undefined) return;
  throw refusal(
    'SiteEnvironmentTooLate',
    `environment.${late} is known at deploy only, after the build: have the pages read ` +
      'config.json',
    scope,
  );
}

/**
 * The built web app as an asset, by the bundling of aws-cdk-lib: on this machine, never in Docker.
 *
 * It is known by what the build writes, because what it reads may lie anywhere.
 */
export function siteBuild(scope: Construct, props: ReactSiteProps): Asset {
  const folder = path.resolve(props.path);
  return new Asset(scope, 'Build', {
    path: folder,
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // aws-cdk-lib asks for an image that is never run: `tryBundle` succeeds or throws.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(target) {
          build(folder, props, scope);
          cpSync(outputOf(folder, props, scope), target, { recursive: true });
          return true;
        },
      },
    },
  });
}

function build(folder: string, { buildCommand, environment }: ReactSiteProps, scope: Construct) {
  const command = buildCommand ?? DEFAULTS.buildCommand;
  if (command === '') return;
  const { error, signal, status } = spawnSync(command, {
    cwd: folder,
    env: { ...withInstalledCommands(folder), ...environment },
    shell: true,
    // The CDK CLI reads the standard output of some apps: a build has the other one.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status === 0) return;
  throw refusal(
    'SiteBuildFailed',
    `buildCommand '${command}' in '${folder}' ended with ${error?.message ?? signal ?? status}, ` +
      'its own message is above',
    scope,
  );
}

/** The process's environment, in which the commands of installed packages are found as by npm. */
function withInstalledCommands(folder: string): NodeJS.ProcessEnv {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const places = [process.env[name] ?? ''];
  for (let parent = folder; ; parent = path.dirname(parent)) {
    places.splice(-1, 0, path.join(parent, 'node_modules', '.bin'));
    if (parent === path.dirname(parent)) break;
  }
  return { ...process.env, [name]: places.join(path.delimiter) };
}

function outputOf(folder: string, props: ReactSiteProps, scope: Construct): string {
  const buildOutput = props.buildOutput ?? DEFAULTS.buildOutput;
  const output = path.resolve(folder, buildOutput);
  if (existsSync(path.join(output, 'index.html'))) return output;
  throw refusal(
    'SiteIndexMissing',
    `buildOutput '${buildOutput}' of '${folder}' has no index.html, name the folder that the ` +
      'build writes',
    scope,
  );
}
