import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addInstallation } from '../../cdk-app/installation';
import { loadPlan, resolveConfig } from '../../lib';
import { distinctEnvironments } from './distinct-environments';
import { EXAMPLE } from './process-run';

/** One app, made like the bundled one, with as many environments of the streaming database as the first argument says. */
const app = new App({ stackTraces: false, treeMetadata: false });
const plan = loadPlan(join(EXAMPLE, 'plan.yaml'));
for (const environment of distinctEnvironments(Number(process.argv[2]))) {
  addInstallation(app, resolveConfig(plan, environment));
}
app.synth();
