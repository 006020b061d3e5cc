import { boundaryWithout, policyRewritten, rewritten, without } from './edits';
import { reached } from './facts';
import { type Hole, opens, TEMPLATE, VENDOR } from './hole';
import type { Scene } from './scene';

/** Mistakes in what protects cluster, data and network. */
export function holesOfResources(scene: Scene): readonly Hole[] {
  return [...ofCluster(scene), ...ofData(scene), ...ofNetwork(scene)];
}

function ofCluster(scene: Scene): Hole[] {
  const { deployment, support, vendor } = scene;
  const asTemplate = [`control-plane: assume ${vendor}`, `${vendor}: execute a change set with types of a data plane`];
  return [
    {
      name: 'access entries may be changed',
      start: VENDOR,
      edits: opens(deployment, 'eks:UpdateAccessEntry'),
      goal: reached('administrator', `${support} by another group`),
      path: [...asTemplate, `${deployment}: change the groups of the entry of support`],
    },
    {
      name: 'access entries may be made for anybody',
      start: VENDOR,
      edits: [rewritten(deployment, 'LetSupportIn', without('eks:principalArn', 'eks:kubernetesGroups'))],
      goal: reached('administrator', 'a role of another account by an entry'),
      path: [
        ...asTemplate,
        `${deployment}: create an access entry for a role of another account with a group of its own`,
      ],
    },
    {
      name: 'anybody may be made an administrator',
      start: VENDOR,
      edits: [rewritten(deployment, 'MakeThemAdministrators', without('eks:principalArn'))],
      goal: reached('administrator', `${support} by a policy`),
      path: [...asTemplate, `${deployment}: associate AmazonEKSClusterAdminPolicy with ${support}`],
    },
    {
      name: 'who makes a cluster may administer it',
      start: VENDOR,
      edits: [rewritten(deployment, 'MakeCluster', without('eks:bootstrapClusterCreatorAdminPermissions'))],
      goal: reached('administrator', 'another way in'),
      path: [...asTemplate, `${deployment}: make a cluster whose creator administers it`],
    },
  ];
}

function ofData(scene: Scene): Hole[] {
  const { deployment, engine, key, names } = scene;
  const data = names.bucketPrefix('data');
  const directly = reached('decryption', 'directly');
  const dataPolicy = opens(deployment, 's3:PutBucketPolicy');
  return [
    {
      name: 'key policies may be written',
      start: TEMPLATE,
      edits: opens(deployment, 'kms:PutKeyPolicy'),
      goal: directly,
      path: [`${deployment}: kms:PutKeyPolicy of the key`, 'anybody: decrypt with the key'],
    },
    {
      name: 'bucket policies may be written',
      start: TEMPLATE,
      edits: dataPolicy,
      goal: reached('control', 's3:PutBucketPolicy of a bucket'),
      path: [`${deployment}: s3:PutBucketPolicy of ${data}`],
    },
    {
      name: 'bucket and key policies may be written',
      start: TEMPLATE,
      edits: [...dataPolicy, ...opens(deployment, 'kms:PutKeyPolicy')],
      goal: reached('object', `${data} from the internet`),
      path: [
        `${deployment}: s3:PutBucketPolicy of ${data}`,
        `${deployment}: kms:PutKeyPolicy of the key`,
        `anybody: read ${data} from the internet`,
      ],
    },
    {
      name: 'the key may be granted to anybody',
      start: TEMPLATE,
      edits: [
        rewritten(deployment, 'UseKey', without('kms:ViaService')),
        policyRewritten(key, 'GrantThroughServices', without('aws:ViaAWSService')),
      ],
      goal: directly,
      path: [`${deployment}: grant the key to another account`, 'anybody: decrypt with the key'],
    },
    {
      name: 'keys may be tagged',
      start: TEMPLATE,
      edits: opens(deployment, 'kms:TagResource'),
      goal: reached('foreign', 'a key'),
      path: [
        `${deployment}: tag another key of the customer's`,
        `${deployment}: have EKS grant itself the key that was tagged`,
      ],
    },
    {
      name: 'the boundary forgets the buckets of others',
      start: engine,
      edits: [boundaryWithout('NeverOtherBuckets')],
      goal: reached('foreign', 'a bucket'),
      path: [`${engine}: read a bucket that names a session from the network`],
    },
    {
      name: 'the boundary lets credentials be used elsewhere',
      start: engine,
      edits: [boundaryWithout('NeverFromElsewhere')],
      goal: reached('object', `${data} from the internet`),
      path: [`${engine}: read ${data} from the internet`],
    },
  ];
}

function ofNetwork(scene: Scene): Hole[] {
  const { deployment } = scene;
  const trap = scene.arn('ec2', '*');
  return [
    {
      name: 'what is there may be tagged',
      start: TEMPLATE,
      edits: [rewritten(deployment, 'TagNew', without('ec2:CreateAction'))],
      goal: reached('foreign', 'a VPC'),
      path: [`${deployment}: tag a VPC of the customer's`, `${deployment}: make a subnet in the VPC that was tagged`],
    },
    {
      name: 'the tag of a new subnet opens the VPC that it is in',
      start: TEMPLATE,
      edits: [
        rewritten(deployment, 'MakeSubnets', (statement) => [{ ...statement, Resource: trap } as typeof statement]),
      ],
      goal: reached('foreign', 'a VPC'),
      path: [`${deployment}: make a subnet in a VPC of the customer's`],
    },
  ];
}
