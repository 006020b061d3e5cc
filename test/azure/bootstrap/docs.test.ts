import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureBootstrapStack } from '../../../lib/azure/bootstrap/bootstrap-stack';
import { AzureCustodyStack } from '../../../lib/azure/custody/custody-stack';
import { AzureDataPlaneStack } from '../../../lib/azure/data-plane/data-plane-stack';
import { BOOTSTRAP_TAG, namesOf } from '../../../lib/azure/names';
import { STACK_VARIABLES } from '../../../lib/azure/stack-variables';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { RenderedStack, SUBSCRIPTION, testScope } from '../../support/azure';
import { fullAzureEnvironment, fullPlan } from '../../support/config';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'azure', 'security.md'), 'utf8');
const NAMES = namesOf('acme', SUBSCRIPTION);

describe('docs/azure/security.md', () => {
  let outputs: Readonly<Record<'bootstrap' | 'custody' | 'data-plane', readonly string[]>>;
  let bootstrap: RenderedStack;
  beforeAll(() => {
    const { vendorObjectId: _, ...environment } = fullAzureEnvironment();
    const plan = fullPlan();
    const oidc = { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' };
    const config = resolveConfig({ ...plan, vendor: { ...plan.vendor, azure: { oidc } } }, environment);
    bootstrap = RenderedStack.of(new AzureBootstrapStack(testScope(), 'bootstrap-acme', { config }));
    const custody = RenderedStack.of(new AzureCustodyStack(testScope(), 'custody-acme', { config }));
    const dataPlane = RenderedStack.of(new AzureDataPlaneStack(testScope(), 'data-plane-acme', { config }));
    outputs = {
      bootstrap: Object.keys(bootstrap.outputs),
      custody: Object.keys(custody.outputs),
      'data-plane': Object.keys(dataPlane.outputs),
    };
  });

  test('tells the vendor of outputs that there are', () => {
    const [, named = ''] = /bootstrap-acme output` says: ([^.]*)\./.exec(PAGE) ?? [];
    const names = [...named.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(names).toEqual(['VendorPrincipalId', 'VendorRoles', 'VendorClientId']);
    expect(outputs.bootstrap).toEqual(expect.arrayContaining(names));
  });

  test.each(['bootstrap', 'custody', 'data-plane'] as const)('hands on an output that %s has', (room) => {
    const [, name = ''] =
      new RegExp(`-chdir=${room}-acme output -raw (\\w+) > \\S+\\.auto\\.tfvars\\.json`).exec(PAGE) ?? [];
    expect(outputs[room]).toContain(name);
  });

  test('hands on the issuer that Azure says, of this cluster, in the file of the data plane', () => {
    const [variable] = Object.keys(STACK_VARIABLES.grants);
    expect(PAGE).toContain(
      `az aks show --subscription ${SUBSCRIPTION} --resource-group ${NAMES.dataPlaneGroup} --name ${NAMES.cluster} \\\n` +
        `     --query '{${variable}: oidcIssuerProfile.issuerUrl}' --output json > grants-acme/data-plane.auto.tfvars.json`,
    );
    expect(PAGE).toContain('output -raw GrantsVariables > grants-acme/data-plane.auto.tfvars.json');
  });

  test('counts the alerts that there are', () => {
    const alerts = Object.keys(bootstrap.resources('azurerm_monitor_activity_log_alert')).length;
    expect(PAGE).toMatch(new RegExp(`an installation\\s+has ${alerts},`));
  });

  test('names the groups that there are', () => {
    const rows = [...PAGE.matchAll(/^\| `(byoc-acme\S*)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual([NAMES.dataPlaneGroup, NAMES.custodyGroup, NAMES.bootstrapGroup, NAMES.nodeGroup]);
    expect(Object.values(bootstrap.field('azurerm_resource_group', 'name'))).toEqual([
      NAMES.dataPlaneGroup,
      NAMES.bootstrapGroup,
    ]);
  });

  test('takes away the credential that the bootstrap made', () => {
    const { name } = bootstrap.only('azurerm_federated_identity_credential');
    expect(PAGE).toContain(
      `az identity federated-credential delete --identity-name ${NAMES.identity('vendor')} --resource-group ${NAMES.bootstrapGroup} --name ${name}\``,
    );
  });

  test('reads the stamp where it is', () => {
    expect(PAGE).toContain(`tags.\\"${BOOTSTRAP_TAG}\\"`);
    expect(bootstrap.only('azurerm_resource_group', 'DataPlane').tags).toHaveProperty([BOOTSTRAP_TAG]);
  });
});
