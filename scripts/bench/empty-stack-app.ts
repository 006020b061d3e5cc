import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';

/** A stack with nothing in it, in an app that loads the modules that the arguments name. */
for (const name of process.argv.slice(2)) require(name);
const { CDK_OUTDIR: outdir } = process.env;
const app = new App(outdir === undefined ? {} : { outdir });
const stack = new TerraformStack(app, 'empty');
new GoogleProvider(stack, 'Provider', { project: 'acme-data', region: 'europe-west1' });
new LocalBackend(stack, { path: 'terraform.tfstate' });
app.synth();
