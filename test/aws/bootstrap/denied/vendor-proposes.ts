import {
  ADMIN,
  BOOTSTRAP,
  CUSTODY,
  DATA_PLANE,
  DEPLOYMENT_ROLE,
  EXPIRY,
  POD_ROLE,
  stack,
  VENDOR_ROLE,
  vendor,
} from './cast';
import type { Chapter, Denial } from './denial';
import { STACK_NAME } from './world';

const PROPOSE = 'cloudformation:CreateChangeSet';
const ROLE = 'cloudformation:RoleArn';
const TYPES = 'cloudformation:ResourceTypes';
const IMPORT = 'cloudformation:ImportResourceTypes';
const USUAL = ['AWS::EC2::VPC', 'AWS::EKS::Cluster'];
const PROPOSAL = { [ROLE]: DEPLOYMENT_ROLE, [TYPES]: USUAL };
const LATE = { ...PROPOSAL, 'aws:CurrentTime': EXPIRY };
const BY_DEPLOYMENT = { context: { [ROLE]: DEPLOYMENT_ROLE } };
const ON_DATA_PLANE = { resource: DATA_PLANE };
const FIRST = { context: { [TYPES]: USUAL } };

/** A change set like any other, but with this type among those of its template. */
const lists = (story: string, type: string): Denial => [
  story,
  'refused',
  vendor,
  PROPOSE,
  DATA_PLANE,
  { ...PROPOSAL, [TYPES]: [...USUAL, type] },
  FIRST,
];

export const vendorProposes: readonly Chapter[] = [
  {
    title: 'a change set of the vendor, and the role that it names',
    denials: [
      [
        'names none: it would run as the vendor',
        'refused',
        vendor,
        PROPOSE,
        DATA_PLANE,
        { [TYPES]: USUAL },
        BY_DEPLOYMENT,
      ],
      [
        'names one of the customer',
        'refused',
        vendor,
        PROPOSE,
        DATA_PLANE,
        { ...PROPOSAL, [ROLE]: ADMIN },
        BY_DEPLOYMENT,
      ],
      [
        "names the vendor's own",
        'refused',
        vendor,
        PROPOSE,
        DATA_PLANE,
        { ...PROPOSAL, [ROLE]: VENDOR_ROLE },
        BY_DEPLOYMENT,
      ],
      ['names that of a pod', 'refused', vendor, PROPOSE, DATA_PLANE, { ...PROPOSAL, [ROLE]: POD_ROLE }, BY_DEPLOYMENT],
      [
        'names that of another installation',
        'refused',
        vendor,
        PROPOSE,
        DATA_PLANE,
        { ...PROPOSAL, [ROLE]: DEPLOYMENT_ROLE.replace('byoc-acme-', 'byoc-acme2-') },
        BY_DEPLOYMENT,
      ],
    ],
  },
  {
    title: 'a change set of the vendor, and the types of resources that it lists',
    denials: [
      ['lists none', 'refused', vendor, PROPOSE, DATA_PLANE, { [ROLE]: DEPLOYMENT_ROLE }, FIRST],
      lists('has a function', 'AWS::Lambda::Function'),
      lists('has a custom resource', 'Custom::Anything'),
      lists('has a custom resource by its other name', 'AWS::CloudFormation::CustomResource'),
      lists('has a nested stack', 'AWS::CloudFormation::Stack'),
      lists('has a macro', 'AWS::CloudFormation::Macro'),
      lists('has a type of the registry, with a role of its own', 'Acme::Third::Party'),
      lists('has a module', 'Acme::Net::Vpc::MODULE'),
      lists('has an instance', 'AWS::EC2::Instance'),
      lists('has a peering connection', 'AWS::EC2::VPCPeeringConnection'),
      lists('has an attachment to a transit gateway', 'AWS::EC2::TransitGatewayVpcAttachment'),
      lists('has an identity provider of the cluster', 'AWS::EKS::IdentityProviderConfig'),
      lists('has a Fargate profile', 'AWS::EKS::FargateProfile'),
      lists('has a snapshot policy', 'AWS::DLM::LifecyclePolicy'),
      lists('has a parameter, such as the stamp', 'AWS::SSM::Parameter'),
      lists('has every type of a service', 'AWS::EC2::*'),
      lists('writes a role', 'AWS::IAM::Role'),
      lists('writes a policy of a role', 'AWS::IAM::RolePolicy'),
      lists('writes a managed policy', 'AWS::IAM::ManagedPolicy'),
      lists('writes an instance profile', 'AWS::IAM::InstanceProfile'),
      lists('writes a bucket', 'AWS::S3::Bucket'),
      lists('writes the policy of a bucket', 'AWS::S3::BucketPolicy'),
      lists('writes an access point of a bucket', 'AWS::S3::AccessPoint'),
      lists('writes a key and its policy', 'AWS::KMS::Key'),
      lists('writes a log group', 'AWS::Logs::LogGroup'),
      lists('writes a subscription to a log', 'AWS::Logs::SubscriptionFilter'),
      [
        "imports what is the customer's",
        'denied',
        vendor,
        PROPOSE,
        DATA_PLANE,
        { ...PROPOSAL, [IMPORT]: ['AWS::EC2::VPC'] },
        { context: { [IMPORT]: undefined } },
      ],
    ],
  },
  {
    title: 'a change set of the vendor, and its stack',
    denials: [
      [
        'is of the bootstrap, whatever name somebody chose for it',
        'denied',
        vendor,
        PROPOSE,
        stack(STACK_NAME),
        PROPOSAL,
        ON_DATA_PLANE,
      ],
      ['is of the bootstrap', 'denied', vendor, PROPOSE, BOOTSTRAP, PROPOSAL, ON_DATA_PLANE],
      ['is of custody', 'denied', vendor, PROPOSE, CUSTODY, PROPOSAL, ON_DATA_PLANE],
      ['is of another installation', 'refused', vendor, PROPOSE, stack('byoc-acme2-data'), PROPOSAL, ON_DATA_PLANE],
      [
        'is of an installation with a longer name',
        'refused',
        vendor,
        PROPOSE,
        stack('byoc-acmeeu-data'),
        PROPOSAL,
        ON_DATA_PLANE,
      ],
      ["is of the customer's own", 'refused', vendor, PROPOSE, stack('payroll'), PROPOSAL, ON_DATA_PLANE],
      [
        'is in another region',
        'refused',
        vendor,
        PROPOSE,
        DATA_PLANE.replace('eu-central-1', 'us-east-1'),
        PROPOSAL,
        ON_DATA_PLANE,
      ],
      [
        'is made after the expiry',
        'denied',
        vendor,
        PROPOSE,
        DATA_PLANE,
        LATE,
        { context: { 'aws:CurrentTime': '2028-01-30T23:59:59Z' } },
      ],
    ],
  },
  {
    title: 'a change set of the vendor, after the customer has set the expiry to a past moment,',
    grants: { VendorAccessExpiresAt: '2026-01-01T00:00:00Z' },
    denials: [
      ['is not made', 'denied', vendor, PROPOSE, DATA_PLANE, PROPOSAL, { grants: { VendorAccessExpiresAt: '' } }],
    ],
  },
];
