import { AWS_MACHINE_FAMILIES } from './aws-machines';
import type { CloudFacts, NameLimit, RegionFacts, Source } from './cloud-facts';

/**
 * What a range of an AWS network is for: `private` holds nodes, pods and internal load balancers, `public` NAT gateways
 * and external load balancers, `intra` (no way out) cluster interfaces, endpoints and transit attachments.
 */
export type AwsRole = 'private' | 'public' | 'intra' | 'services';

const CHECKED = '2026-11-20';
const VPC_CIDR_BLOCKS = documented('vpc/latest/userguide/vpc-cidr-blocks.html');

/**
 * Prefix of the zone ids, zone letters, numbers of the zone ids, and the zones a new account gets where that is fewer.
 * A letter and a number at the same place need not be the same zone: older accounts have their own mapping.
 */
type ZoneRow = readonly [idPrefix: string, letters: string, idNumbers: string, zonesPerAccount?: number];

const ZONES: Readonly<Record<string, ZoneRow>> = {
  'af-south-1': ['afs1', 'abc', '123'],
  'ap-east-1': ['ape1', 'abc', '123'],
  'ap-east-2': ['ape2', 'abc', '123'],
  // Reasoned: apne1-az3 is constrained, accounts without resources in it get the other three.
  'ap-northeast-1': ['apne1', 'abcd', '1234', 3],
  'ap-northeast-2': ['apne2', 'abcd', '1234'],
  'ap-northeast-3': ['apne3', 'abc', '123'],
  'ap-south-1': ['aps1', 'abc', '123'],
  'ap-south-2': ['aps2', 'abc', '123'],
  'ap-southeast-1': ['apse1', 'abc', '123'],
  'ap-southeast-2': ['apse2', 'abc', '123'],
  'ap-southeast-3': ['apse3', 'abc', '123'],
  'ap-southeast-4': ['apse4', 'abc', '123'],
  'ap-southeast-5': ['apse5', 'abc', '123'],
  'ap-southeast-6': ['apse6', 'abc', '123'],
  'ap-southeast-7': ['apse7', 'abc', '123'],
  'ca-central-1': ['cac1', 'abd', '124'],
  'ca-west-1': ['caw1', 'abc', '123'],
  'eu-central-1': ['euc1', 'abc', '123'],
  'eu-central-2': ['euc2', 'abc', '123'],
  'eu-north-1': ['eun1', 'abc', '123'],
  'eu-south-1': ['eus1', 'abc', '123'],
  'eu-south-2': ['eus2', 'abc', '123'],
  'eu-west-1': ['euw1', 'abc', '123'],
  'eu-west-2': ['euw2', 'abcd', '1234'],
  'eu-west-3': ['euw3', 'abc', '123'],
  'il-central-1': ['ilc1', 'abc', '123'],
  'me-central-1': ['mec1', 'abc', '123'],
  'me-south-1': ['mes1', 'abc', '123'],
  'mx-central-1': ['mxc1', 'abc', '123'],
  'sa-east-1': ['sae1', 'abc', '123'],
  'us-east-1': ['use1', 'abcdef', '123456'],
  'us-east-2': ['use2', 'abc', '123'],
  // New accounts get two of the three.
  'us-west-1': ['usw1', 'abc', '123', 2],
  'us-west-2': ['usw2', 'abcd', '1234'],
  // GovCloud zone ids: https://docs.aws.amazon.com/general/latest/gr/emr-serverless.html
  'us-gov-east-1': ['usge1', 'abc', '123'],
  'us-gov-west-1': ['usgw1', 'abc', '123'],
  // Three zones each: https://docs.amazonaws.cn/en_us/aws/latest/userguide/general-info.html. Letter d and number 4 of
  // Beijing are in no AWS page: reasoned from accounts' answers, as is that EKS takes no cluster subnet there
  // (https://github.com/eksctl-io/eksctl/issues/3916).
  'cn-north-1': ['cnn1', 'abd', '124'],
  'cn-northwest-1': ['cnnw1', 'abc', '123'],
};

/** Zones where EKS takes no cluster subnet: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const NOT_FOR_EKS: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['use1-az3'],
  'us-west-1': ['usw1-az2'],
  'ca-central-1': ['cac1-az3'],
};

/** What AWS documents, as data. */
export const aws: CloudFacts<AwsRole> = {
  cloud: 'aws',
  // The European Sovereign Cloud (eusc-de-east-1) is not here: no page names its zones.
  regions: Object.fromEntries(Object.entries(ZONES).map(([name, row]) => [name, region(name, row)])),
  regionsSource: documented('global-infrastructure/latest/regions/aws-availability-zones.html'),
  reserved: [
    { cidr: '169.254.0.0/16', why: 'link-local addresses, refused by EC2', source: VPC_CIDR_BLOCKS },
    { cidr: '127.0.0.0/8', why: 'loopback addresses, refused by EC2', source: VPC_CIDR_BLOCKS },
    {
      cidr: '172.17.0.0/16',
      why: "Docker's default bridge; AWS services such as Cloud9 and SageMaker AI use it and conflict with such a VPC",
      source: VPC_CIDR_BLOCKS,
    },
  ],
  split: {
    // EC2 allows /16 to /28; below /23 the interfaces of the cluster and the load balancers do not fit.
    largestPrefix: 16,
    smallestPrefix: 23,
    comfortablePrefix: 22,
    // Reasoned: an interface endpoint takes an address in every zone: at /22 they leave few of a /27 to the cluster.
    privateEndpoints: { smallestPrefix: 22, comfortablePrefix: 21 },
    source: VPC_CIDR_BLOCKS,
    ranges: [
      { role: 'private', newBits: 2, perZone: true },
      { role: 'public', newBits: 5, perZone: true },
      { role: 'intra', newBits: 5, perZone: true },
    ],
    outside: [
      {
        role: 'services',
        cidr: '172.20.0.0/16',
        setting: 'serviceCidr',
        sizes: { largestPrefix: 12, smallestPrefix: 24 },
        source: documented('eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html'),
      },
    ],
    addressing: {
      nodes: 'private',
      pods: 'private',
      // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
      reservedAddresses: { start: 4, end: 1 },
      // Prefix delegation gives /28 blocks: the least a node holds. It takes one more for every 16 pods.
      // Reasoned: the page names blocks and settings, the numbers per node follow from them.
      steps: [
        // One in use and one warm (WARM_PREFIX_TARGET 1).
        { upToPrefix: 20, podBlockPrefix: 28, blocksPerNode: 2, podsPerNode: 110 },
        // Addresses are scarce: WARM_IP_TARGET instead of a whole warm block.
        { upToPrefix: 23, podBlockPrefix: 28, blocksPerNode: 1, podsPerNode: 110 },
      ],
      source: documented('eks/latest/userguide/cni-increase-ip-addresses-procedure.html'),
    },
  },
  // A group per zone lets the autoscaler honour a volume's zone.
  nodePools: {
    perProfile: 3,
    machineTypes: 'several',
    limit: 30,
    quota: 'L-6D54EA21',
    source: documented('eks/latest/userguide/service-quotas.html'),
  },
  machineFamilies: AWS_MACHINE_FAMILIES,
  machineFamiliesSource: documented('AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html'),
  nameLimits: {
    cluster: limit(1, 100, /^[0-9A-Za-z][A-Za-z0-9\-_]*$/, 'eks/latest/APIReference/API_CreateCluster.html'),
    role: limit(1, 64, /^[\w+=,.@-]+$/, 'IAM/latest/APIReference/API_CreateRole.html'),
    bucket: limit(
      3,
      63,
      // No reserved beginning or end, no IP address, no two periods in a row.
      /^(?!xn--|sthree-|amzn-s3-demo-|(?:\d+\.){3}\d+$|.*\.\.)[a-z0-9][a-z0-9.-]*[a-z0-9](?<!-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
      'AmazonS3/latest/userguide/bucketnamingrules.html',
    ),
    // <prefix>-<12 digits>-<region>-an in 63 characters leaves 46 less the region's length: 32 for the longest.
    bucketInAccountNamespacePrefix: limit(
      1,
      32,
      /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
      'AmazonS3/latest/userguide/gpbucketnamespaces.html',
    ),
    stack: limit(1, 128, /^[a-zA-Z][-a-zA-Z0-9]*$/, 'AWSCloudFormation/latest/APIReference/API_CreateStack.html'),
    logGroup: limit(
      1,
      512,
      /^(?!aws\/)[.\-_/#A-Za-z0-9]+$/,
      'AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    ),
    loadBalancer: limit(
      1,
      32,
      /^(?!internal-|-)[a-zA-Z0-9-]*[a-zA-Z0-9]$/,
      'elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    ),
    // The prefix aws: is AWS's own, in upper and lower case.
    tagKey: limit(1, 128, /^(?![aA][wW][sS]:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, 'IAM/latest/APIReference/API_Tag.html'),
    tagValue: limit(0, 256, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, 'IAM/latest/APIReference/API_Tag.html'),
  },
  mostTags: 40,
  reservedTags: ['aws:', 'byoc:'],
  builtInIdentities: ['cluster', 'nodes', 'flow-logs', 'vpc-cni', 'ebs-csi', 'support'],
  verify: {
    zones: (region) =>
      `aws ec2 describe-availability-zones --region ${region} --query 'AvailabilityZones[].[ZoneName,ZoneId]'`,
    machineTypes: (region, types) =>
      `aws ec2 describe-instance-type-offerings --region ${region} --filters Name=instance-type,Values=${types.join()}`,
  },
};

function documented(page: string): Source {
  return { url: `https://docs.aws.amazon.com/${page}`, checked: CHECKED };
}

function limit(minLength: number, maxLength: number, pattern: RegExp, page: string): NameLimit {
  return { minLength, maxLength, pattern, source: documented(page) };
}

function region(name: string, [idPrefix, letters, idNumbers, zonesPerAccount]: ZoneRow): RegionFacts {
  return {
    zones: [...letters].map((letter) => name + letter),
    zoneIds: [...idNumbers].map((number) => `${idPrefix}-az${number}`),
    ...(zonesPerAccount === undefined ? {} : { zonesPerAccount }),
    ...(NOT_FOR_EKS[name] === undefined ? {} : { unsupportedZoneIds: NOT_FOR_EKS[name] }),
  };
}
