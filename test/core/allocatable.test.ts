import fc from 'fast-check';
import { allocatable, checkPodsFit, nodeAllocatable } from '../../lib/core/allocatable';
import { CLOUDS, type Cloud } from '../../lib/core/clouds/cloud-facts';
import { daemonSetsOf } from '../../lib/core/clouds/daemon-sets';
import { factsOf } from '../../lib/core/clouds/facts';
import { NODE_RESERVES } from '../../lib/core/clouds/node-reserves';
import { CLUSTER_SERVICE_IDS, type ClusterServiceId } from '../../lib/core/cluster-services';
import { Report } from '../../lib/core/config-error';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const cluster = (cloud: Cloud, ...clusterServices: ClusterServiceId[]) => ({ cloud, plan: { clusterServices } });
const node = (vcpu: number, memoryGiB: number, ...machineTypes: string[]) => ({ vcpu, memoryGiB, machineTypes });

describe('what nodes are known to offer', () => {
  // As nodes report it: GKE and r5 at https://github.com/2i2c-org/infrastructure/issues/2121 and in node-capacity-info.json
  // there (58 and 234 pods), GKE 1.36 and AKS 1.30 (250 pods) in public logs of `kubectl describe node`.
  test.each([
    ['gcp', node(4, 16, 'n2-standard-4'), 3920, 13591652],
    ['gcp', node(4, 32, 'n2-highmem-4'), 3920, 29085928],
    ['gcp', node(16, 128, 'n2-highmem-16'), 15890, 122210676],
    ['gcp', node(64, 512, 'n2-highmem-64'), 63770, 510603916],
    ['aws', node(4, 32, 'r5.xlarge'), 3920, 31370708],
    ['aws', node(16, 128, 'r5.4xlarge'), 15890, 127394308],
    ['azure', node(2, 8, 'Standard_D2s_v5'), 1900, 5930492],
    ['azure', node(4, 32, 'Standard_E4s_v5'), 3860, 27591416],
  ] as const)('on %s is at least what is promised, and not much more: %j', (cloud, size, cpuMillis, memoryKi) => {
    const promised = nodeAllocatable(size, cloud);
    expect(promised.cpuMillis).toBe(cpuMillis);
    const memoryMiB = memoryKi / 1024;
    expect(promised.memoryMiB).toBeLessThanOrEqual(memoryMiB);
    expect(promised.memoryMiB).toBeGreaterThan(memoryMiB * 0.95);
  });

  // Bytes that types of our table hide, the worst first: the source of `hidden` in node-reserves.ts.
  test.each([
    ['c5.large', 4, 453_677_056],
    ['c5d.xlarge', 8, 645_001_216],
    ['c5.9xlarge', 72, 3_691_565_056],
    ['c5.18xlarge', 144, 7_053_815_808],
    ['m5.xlarge', 16, 909_246_464],
    ['m6i.xlarge', 16, 703_729_664],
    ['m7g.medium', 4, 293_036_032],
    ['r6a.48xlarge', 1536, 59_844_067_328],
  ])('memory that %s hides is less than what is taken off', (_, memoryGiB, bytes) => {
    const { mebibytes, share } = NODE_RESERVES.aws.hidden;
    expect(bytes / 1024 ** 2).toBeLessThan(mebibytes + share * memoryGiB * 1024);
  });
});

describe('on AWS', () => {
  test('the system nodes have 3920m and 13.4 GiB: 16 GiB, less 1037 MiB hidden, 255 MiB and 11 for each of 110 pods, 100 for eviction', () => {
    expect(nodeAllocatable(node(4, 16, 'm7i.xlarge', 'm6i.xlarge'), 'aws')).toEqual({
      cpuMillis: 3920,
      memoryMiB: Math.floor(16384 - 1037.28 - (255 + 110 * 11) - 100),
      pods: 110,
    });
  });

  test.each([
    [1, 98],
    [2, 110],
    [24, 110],
    [32, 250],
  ])('a node of %i vCPU runs %i pods', (vcpu, pods) => {
    expect(nodeAllocatable(node(vcpu, 64, 'm7i.large'), 'aws').pods).toBe(pods);
  });

  test('memory is kept for the pods that interfaces have addresses for, where those are more', () => {
    const { memoryMiB } = nodeAllocatable(node(16, 64, 'm7i.4xlarge'), 'aws');
    expect(nodeAllocatable(node(8, 64, 'r7i.2xlarge'), 'aws').memoryMiB - memoryMiB).toBe((234 - 110) * 11);
  });

  test('the worst of the machine types counts', () => {
    const usual = nodeAllocatable(node(16, 128, 'r7i.4xlarge'), 'aws').memoryMiB;
    const worst = nodeAllocatable(node(16, 128, 'r8i.4xlarge'), 'aws').memoryMiB;
    expect(usual - worst).toBe((394 - 234) * 11);
    expect(nodeAllocatable(node(16, 128, 'r7i.4xlarge', 'r8i.4xlarge'), 'aws').memoryMiB).toBe(worst);
  });

  test.each(['c5n.4xlarge', 'c6id.4xlarge', 'm7i-flex.4xlarge', 'r8gd.4xlarge', 'i4i.4xlarge', 'i7i.4xlarge'])(
    '%s has the usual interfaces',
    (type) => {
      const usual = nodeAllocatable(node(16, 128, 'r7i.4xlarge'), 'aws');
      expect(nodeAllocatable(node(16, 128, type), 'aws')).toEqual(usual);
    },
  );

  test.each(['m5zn.3xlarge', 'c8gn.4xlarge', 'm8i.4xlarge', 'i7ie.3xlarge', 'r9x.4xlarge'])(
    '%s may have more',
    (type) => {
      const most = nodeAllocatable(node(16, 128, 'r8i.4xlarge'), 'aws');
      expect(nodeAllocatable(node(16, 128, type), 'aws')).toEqual(most);
    },
  );

  test('daemon sets take 365m and 528 MiB where monitoring runs, and less where it does not', () => {
    const size = node(4, 16, 'm7i.xlarge');
    const all = nodeAllocatable(size, 'aws');
    expect(allocatable(size, cluster('aws', 'monitoring'))).toEqual({
      cpuMillis: all.cpuMillis - 365,
      memoryMiB: all.memoryMiB - 528,
      pods: all.pods - 6,
    });
    expect(allocatable(size, cluster('aws'))).toEqual({
      cpuMillis: all.cpuMillis - 315,
      memoryMiB: all.memoryMiB - 464,
      pods: all.pods - 5,
    });
  });
});

test('on GCP a node promises the fewest pods that a network gives', () => {
  const steps = factsOf('gcp').split.addressing.steps.map(({ podsPerNode }) => podsPerNode);
  expect(nodeAllocatable(node(4, 16), 'gcp').pods).toBe(Math.min(...steps));
});

test('on Azure 250 pods cost a quarter of a small machine and 5050 MiB of a large one', () => {
  const kept = (memoryGiB: number) =>
    Math.floor(memoryGiB * 1024 * 0.975) - 128 - 100 - nodeAllocatable(node(4, memoryGiB), 'azure').memoryMiB;
  expect([kept(8), kept(16), kept(32), kept(64)]).toEqual([2048, 4096, 5050, 5050]);
});

test('a whole configuration says what its nodes leave to the product', () => {
  const config = resolveConfig(fullPlan(), fullEnvironment());
  const [, compute] = config.nodeProfiles;
  if (compute === undefined) throw new Error('the full plan has a profile');
  expect(allocatable(compute, config).cpuMillis).toBe(7910 - 365);
});

describe.each(CLOUDS)('on %s', (cloud) => {
  const size = fc.record({
    vcpu: fc.integer({ min: 1, max: 192 }),
    memoryGiB: fc.integer({ min: 1, max: 1536 }),
    machineTypes: fc.constantFrom(['m7i.xlarge'], ['r8i.xlarge', 'c6g.medium'], ['n2-standard-4']),
  });
  const services = fc.subarray([...CLUSTER_SERVICE_IDS]);

  test('nothing is negative, and nothing is more than the machine has', () => {
    fc.assert(
      fc.property(size, services, (any, clusterServices) => {
        const all = nodeAllocatable(any, cloud);
        const left = allocatable(any, cluster(cloud, ...clusterServices));
        return (
          Object.values(left).every((amount) => Number.isInteger(amount) && amount >= 0) &&
          left.cpuMillis <= all.cpuMillis &&
          left.memoryMiB <= all.memoryMiB &&
          left.pods <= all.pods &&
          all.cpuMillis <= any.vcpu * 1000 &&
          all.memoryMiB <= any.memoryGiB * 1024
        );
      }),
    );
  });

  test('more vCPUs never give less CPU or fewer pods, and more memory never less memory', () => {
    fc.assert(
      fc.property(size, fc.nat(64), fc.nat(512), (any, vcpu, memoryGiB) => {
        const less = allocatable(any, cluster(cloud));
        const wider = allocatable({ ...any, vcpu: any.vcpu + vcpu }, cluster(cloud));
        const larger = allocatable({ ...any, memoryGiB: any.memoryGiB + memoryGiB }, cluster(cloud));
        return wider.cpuMillis >= less.cpuMillis && wider.pods >= less.pods && larger.memoryMiB >= less.memoryMiB;
      }),
    );
  });

  test('the node exporter counts with the monitoring service only, room for one unknown daemon set always', () => {
    const names = (...services: ClusterServiceId[]) => daemonSetsOf(cloud, services).map(({ name }) => name);
    expect(names('monitoring').filter((name) => !names().includes(name))).toEqual(['node-exporter']);
    expect(names()).toContain('one of your own');
  });
});

describe('a profile that no pod of the product fits', () => {
  const problems = (...sizes: [vcpu: number, memoryGiB: number][]) =>
    problemsOf(() => {
      const plan = minimalPlan();
      const config = resolveConfig(
        {
          ...plan,
          nodeProfiles: sizes.map(([vcpu, memoryGiB], index) => ({
            name: `profile-${'abc'.charAt(index)}`,
            vcpu,
            memoryGiB,
            maxNodesPerZone: 1,
            architecture: 'arm64',
          })),
        },
        minimalEnvironment(),
      );
      const report = new Report();
      checkPodsFit(config.nodeProfiles, config, report);
      report.throwIfAny();
    });

  test('fails if the nodes of a profile are full before it comes', () => {
    expect(problems([2, 4], [1, 2])).toEqual([
      "'plan.nodeProfiles[1]' must have nodes that a pod of the product fits on: what runs on every node leaves 625m CPU and 0Mi memory, got 1 vCPU, 2 GiB; choose larger nodes",
    ]);
  });

  test('is not one that a small pod still fits', () => {
    expect(problems([1, 4], [2, 8])).toEqual([]);
  });
});
