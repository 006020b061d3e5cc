import { App } from 'aws-cdk-lib';
import { loadConfig } from '../../lib';
import { AwsCustodyStack, AwsDataPlaneStack } from '../../lib/aws';

/** Custody and data plane of the files in the app's context, with the settings of the bundled app. */
const app = new App({ stackTraces: false, treeMetadata: false, autoSynth: false });
const config = loadConfig(app.node.tryGetContext('plan'), app.node.tryGetContext('environment'));
if (config.cloud !== 'aws') throw new Error('the example is expected to be on aws');
new AwsCustodyStack(app, 'custody', { config });
new AwsDataPlaneStack(app, 'data-plane', { config });
app.synth();
