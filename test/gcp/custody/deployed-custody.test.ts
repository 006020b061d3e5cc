import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustody } from '../../../lib/gcp/custody/custody';
import type { IGcpCustody } from '../../../lib/gcp/custody/custody-contract';
import { gcpCustodyProps } from '../../../lib/gcp/custody/custody-stack';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { PROJECT, REGION, RenderedStack, render, testStack } from '../../support/gcp';

const LEAST = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment());
const EVERYTHING = resolveConfig(fullPlan(), fullGcpEnvironment());
const { own: _, ...WITHOUT_OWN } = fullGcpEnvironment();

describe.each([
  ['the least', LEAST],
  ['everything', EVERYTHING],
  [
    'everything but what the customer brings',
    resolveConfig(fullPlan(), { ...WITHOUT_OWN, own: { metricsWorkspace: 'acme-metrics' } }),
  ],
])('a deployed custody of %s', (_, config) => {
  let deployed: IGcpCustody;
  let created: RenderedStack;
  let made: RenderedStack;
  let custody: GcpCustody;
  beforeAll(() => {
    const stack = testStack();
    deployed = GcpCustody.fromNames(stack, 'Custody', config);
    created = RenderedStack.of(stack);
    made = render((making) => {
      custody = new GcpCustody(making, 'Custody', gcpCustodyProps(config));
    });
  });

  test('creates nothing', () => {
    expect([created.json.resource, created.json.data]).toEqual([undefined, undefined]);
  });

  test('names the key that custody makes, or is given', () => {
    const [ring] = Object.values(made.resources('google_kms_key_ring'));
    const [key] = Object.values(made.resources('google_kms_crypto_key'));
    expect(deployed.encryptionKey).toBe(
      config.environment.own.encryptionKey ??
        `projects/${PROJECT}/locations/${REGION}/keyRings/${ring?.name}/cryptoKeys/${key?.name}`,
    );
  });

  test('names the account of the nodes that custody makes', () => {
    const { project, account_id } = made.only('google_service_account', 'Nodes');
    expect(deployed.nodeServiceAccount).toBe(`${account_id}@${project}.iam.gserviceaccount.com`);
  });

  test('names the buckets that custody makes, or is given', () => {
    const names = Object.values(made.field('google_storage_bucket', 'name'));
    expect(Object.keys(deployed.buckets)).toEqual(Object.keys(custody.buckets));
    expect(Object.values(deployed.buckets).sort()).toEqual(
      [...names, ...Object.values(config.environment.own.buckets)].sort(),
    );
  });

  test('knows identities as custody does', () => {
    const direct = Object.entries(custody.identities).filter(([, member]) => member.startsWith('principal://'));
    expect(deployed.identities).toMatchObject(Object.fromEntries(direct));
    expect(Object.keys(deployed.identities)).toEqual(Object.keys(custody.identities));
    const accounts = Object.entries(made.field('google_service_account', 'account_id')).filter(([id]) =>
      id.includes('_Account-'),
    );
    const byAccount = Object.values(deployed.identities).filter((member) => member.startsWith('serviceAccount:'));
    expect(byAccount).toEqual(accounts.map(([, id]) => `serviceAccount:${id}@${PROJECT}.iam.gserviceaccount.com`));
  });
});
