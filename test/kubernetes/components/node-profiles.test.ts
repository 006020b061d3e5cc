import { Testing } from 'cdk8s';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { NodeProfiles, nodeProfilesPropsOf } from '../../../lib/kubernetes/components/node-profiles';
import { PRIORITY_CLASSES } from '../../../lib/kubernetes/nodes/priority-classes';
import { diskOf, storageClassName, type VolumeSettings } from '../../../lib/kubernetes/nodes/volume-classes';
import {
  azureEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../../support/config';

const AWS_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d';
const GCP_KEY = 'projects/acme/locations/europe-west1/keyRings/byoc/cryptoKeys/volumes';
const AZURE_SET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/byoc-demo';

function render(volumes: VolumeSettings) {
  const chart = Testing.chart();
  const profiles = new NodeProfiles(chart, 'NodeProfiles', { volumes });
  const objects: any[] = Testing.synth(chart);
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  return { profiles, objects, priorities: ofKind('PriorityClass'), storage: ofKind('StorageClass') };
}

const machines = (...types: string[]) => types.map((type) => ({ machineTypes: [type] }));

describe('priority classes', () => {
  const { priorities, objects } = render({ cloud: 'aws', encryptionKey: AWS_KEY });

  test('are the same on every cloud, with what they are for', () => {
    expect(priorities).toEqual([
      {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'byoc-system-v1' },
        value: 1_000_000,
        globalDefault: false,
        preemptionPolicy: 'PreemptLowerPriority',
        description: 'What byoc runs beside the product: it goes first when nodes are full.',
      },
      {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'byoc-product-v1' },
        value: 100_000,
        globalDefault: false,
        preemptionPolicy: 'PreemptLowerPriority',
        description: 'Pods of the product: they go before pods without a class.',
      },
    ]);
  });

  test('have the names that components use', () => {
    expect(priorities.map(({ metadata }) => metadata.name)).toEqual(Object.values(PRIORITY_CLASSES));
  });

  test('stay below what users may take, and so below the classes of Kubernetes', () => {
    for (const { value } of priorities) expect(value).toBeLessThanOrEqual(1_000_000_000);
  });

  test('come with storage classes and nothing else', () => {
    expect(objects.map(({ kind }) => kind)).toEqual(['PriorityClass', 'PriorityClass', 'StorageClass', 'StorageClass']);
  });
});

describe('storage classes on AWS', () => {
  const { storage, profiles } = render({ cloud: 'aws', encryptionKey: AWS_KEY });

  test('are gp3, encrypted with the key of the outputs, made where the pod is, and can grow', () => {
    expect(storage[0]).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'byoc-gp3-v1' },
      provisioner: 'ebs.csi.aws.com',
      parameters: {
        'csi.storage.k8s.io/fstype': 'ext4',
        type: 'gp3',
        encrypted: 'true',
        kmsKeyId: AWS_KEY,
      },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  });

  test('differ in what becomes of a volume, and in nothing else', () => {
    const [deleting, retaining] = storage;
    expect(retaining).toEqual({
      ...deleting,
      metadata: { name: 'byoc-gp3-retain-v1' },
      reclaimPolicy: 'Retain',
    });
  });

  test('are known by name', () => {
    expect(profiles.storageClasses).toEqual(['byoc-gp3-v1']);
    expect(profiles.retainingStorageClasses).toEqual(['byoc-gp3-retain-v1']);
  });
});

describe('storage classes on GCP', () => {
  test.each([
    ['n2-standard-4', 'pd-balanced'],
    ['e2-standard-4', 'pd-balanced'],
    ['c2d-highcpu-4', 'pd-balanced'],
    ['t2a-standard-4', 'pd-balanced'],
    ['c3-standard-4', 'hyperdisk-balanced'],
    ['c4a-highmem-8-lssd', 'hyperdisk-balanced'],
    ['n4-standard-4', 'hyperdisk-balanced'],
    ['z3-highmem-8-highlssd', 'hyperdisk-balanced'],
  ])('for %s are %s', (type, disk) => {
    const { storage } = render({ cloud: 'gcp', encryptionKey: GCP_KEY, nodeProfiles: machines(type) });
    expect(storage.map(({ metadata }) => metadata.name)).toEqual([`byoc-${disk}-v1`, `byoc-${disk}-retain-v1`]);
    expect(storage[0]).toMatchObject({
      provisioner: 'pd.csi.storage.gke.io',
      parameters: { 'csi.storage.k8s.io/fstype': 'ext4', type: disk, 'disk-encryption-kms-key': GCP_KEY },
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  });

  test('are of both kinds where profiles differ, each once, in an order that profiles do not change', () => {
    const names = (...types: string[]) =>
      render({ cloud: 'gcp', encryptionKey: GCP_KEY, nodeProfiles: machines(...types) }).profiles.storageClasses;
    const both = ['byoc-hyperdisk-balanced-v1', 'byoc-pd-balanced-v1'];
    expect(names('n2-standard-4', 'c4a-standard-8', 'n2-standard-8')).toEqual(both);
    expect(names('c4a-standard-8', 'n2-standard-4')).toEqual(both);
  });

  test('go by the preferred machine type, which is what the nodes are', () => {
    expect(diskOf({ machineTypes: ['n2-standard-4', 'c3-standard-4'] }, 'gcp', 'europe-west1')).toBe('pd-balanced');
  });
});

describe('storage classes on Azure', () => {
  test('are Premium SSD v2, which allows no cache, encrypted with the set of the cluster', () => {
    const { storage } = render({ cloud: 'azure', region: 'westeurope' });
    expect(storage.map(({ metadata }) => metadata.name)).toEqual(['byoc-premium-v2-v1', 'byoc-premium-v2-retain-v1']);
    expect(storage[0]).toMatchObject({
      provisioner: 'disk.csi.azure.com',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
    expect(storage[0].parameters).toEqual({
      'csi.storage.k8s.io/fstype': 'ext4',
      skuName: 'PremiumV2_LRS',
      cachingMode: 'None',
      networkAccessPolicy: 'DenyAll',
    });
  });

  test('take another set where one is given', () => {
    const { storage } = render({ cloud: 'azure', region: 'westeurope', diskEncryptionSetId: AZURE_SET });
    for (const { parameters } of storage) expect(parameters.diskEncryptionSetID).toBe(AZURE_SET);
  });

  test.each(['usgovvirginia', 'chinanorth3'])(
    'are Premium SSD in %s, where v2 takes no key of the customer',
    (region) => {
      const { storage } = render({ cloud: 'azure', region });
      expect(storage[0]).toMatchObject({
        metadata: { name: 'byoc-premium-v1' },
        parameters: { skuName: 'Premium_LRS' },
      });
    },
  );
});

test.each([
  [{ cloud: 'aws', encryptionKey: AWS_KEY }],
  [{ cloud: 'gcp', encryptionKey: GCP_KEY, nodeProfiles: machines('n2-standard-4', 'c4a-standard-8') }],
  [{ cloud: 'azure', region: 'westeurope' }],
] as [VolumeSettings][])('no class is the default, and every name has a version: %j', (volumes) => {
  const { objects } = render(volumes);
  for (const { metadata } of objects) {
    expect(metadata.name).toMatch(/^byoc-[a-z0-9-]+-v\d+$/);
    expect(metadata.annotations).toBeUndefined();
  }
});

describe('an installation', () => {
  test('on AWS gives the key of its outputs', () => {
    const config = resolveConfig(minimalPlan(), minimalEnvironment());
    expect(nodeProfilesPropsOf(config, { encryptionKey: AWS_KEY })).toEqual({
      volumes: { cloud: 'aws', encryptionKey: AWS_KEY },
    });
    expect(diskOf(config.nodeProfiles[0] ?? { machineTypes: [] }, 'aws', 'eu-central-1')).toBe('gp3');
  });

  test('on GCP has classes for the disks of all its nodes', () => {
    const { nodeProfiles } = fullPlan();
    const config = resolveConfig({ ...minimalPlanForEveryCloud(), nodeProfiles }, gcpEnvironment());
    const { profiles } = render(nodeProfilesPropsOf(config, { encryptionKey: GCP_KEY }).volumes);
    for (const profile of config.nodeProfiles) {
      expect(profiles.storageClasses).toContain(storageClassName(diskOf(profile, 'gcp', 'europe-west1'), 'delete'));
    }
    expect(profiles.storageClasses).toHaveLength(2);
  });

  test('on Azure leaves the key to the cluster', () => {
    const config = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
    const props = nodeProfilesPropsOf(config, { encryptionKey: 'https://byoc.vault.azure.net/keys/byoc/1' });
    expect(props).toEqual({ volumes: { cloud: 'azure', region: 'westeurope' } });
    expect(diskOf({ machineTypes: [] }, 'azure', 'westeurope')).toBe('premium-v2');
  });
});

describe('fails if', () => {
  test.each([
    [
      'the key on AWS is no ARN',
      { cloud: 'aws', encryptionKey: '0a1b2c3d' },
      "'encryptionKey' must be the ARN of a KMS key, got 0a1b2c3d; copy it from the key",
    ],
    [
      'the key on GCP has a version',
      { cloud: 'gcp', encryptionKey: `${GCP_KEY}/cryptoKeyVersions/1`, nodeProfiles: [] },
      `'encryptionKey' must be the resource name of a Cloud KMS key without version, got ${GCP_KEY}/cryptoKeyVersions/1; write it like projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>`,
    ],
    [
      'a key is given for a set on Azure',
      { cloud: 'azure', region: 'westeurope', diskEncryptionSetId: 'https://byoc.vault.azure.net/keys/byoc/1' },
      "'diskEncryptionSetId' must be the resource id of a disk encryption set, got https://byoc.vault.azure.net/keys/byoc/1; give the set, not the key in it",
    ],
  ] as [string, VolumeSettings, string][])('%s', (_, volumes, problem) => {
    expect(problemsOf(() => render(volumes))).toEqual([problem]);
  });
});
