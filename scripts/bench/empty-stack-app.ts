import { App, LocalBackend, TerraformStack } from 'cdktf';

/** What each provider must be told; the other one is not loaded. */
const PROVIDERS: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  '@cdktf/provider-google': (stack) => {
    const { GoogleProvider } =
      require('@cdktf/provider-google/lib/provider') as typeof import('@cdktf/provider-google/lib/provider');
    new GoogleProvider(stack, 'Provider', { project: 'acme-data', region: 'europe-west1' });
  },
  '@cdktf/provider-azurerm': (stack) => {
    const { AzurermProvider } =
      require('@cdktf/provider-azurerm/lib/provider') as typeof import('@cdktf/provider-azurerm/lib/provider');
    new AzurermProvider(stack, 'Provider', { features: [{ storage: [{ dataPlaneAvailable: false }] }] });
  },
};

/** A stack with nothing in it but a provider, the first argument, in an app that loads the modules that the others name. */
const [provider = '', ...modules] = process.argv.slice(2);
const addProvider = PROVIDERS[provider];
if (addProvider === undefined) throw new Error(`nothing is known of ${provider}`);
for (const name of modules) require(name);
const { CDK_OUTDIR: outdir } = process.env;
const app = new App(outdir === undefined ? {} : { outdir });
const stack = new TerraformStack(app, 'empty');
addProvider(stack);
new LocalBackend(stack, { path: 'terraform.tfstate' });
app.synth();
