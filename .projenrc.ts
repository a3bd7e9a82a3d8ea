import { conformance } from './projenrc/conformance';
import { constructLibrary } from './projenrc/construct';
import { exampleApp } from './projenrc/example';
import { hooksPackage } from './projenrc/hooks';
import { localRuntime } from './projenrc/local';
import { rootProject } from './projenrc/root';
import { Workspaces } from './projenrc/workspace';

const root = rootProject();
const workspaces = new Workspaces(root);

workspaces.add(constructLibrary(root));
workspaces.add(hooksPackage(root));
workspaces.add(localRuntime(root));
workspaces.add(exampleApp(root));
workspaces.add(conformance(root));

workspaces.hoist();
root.synth();
