import { through } from '../../../support/simulate';
import { beyond, NO_ROLE, never, open } from './bound';
import {
  ACCOUNT,
  ADMIN,
  arn,
  billing,
  bound,
  DATA,
  engine,
  exporter,
  KEY,
  OTHER,
  PAYROLL,
  STATE,
  VENDOR,
} from './cast';
import type { Chapter } from './denial';

const INSIDE = { 'aws:VpceAccount': ACCOUNT };
const OURS = { resource: `${DATA}/k` };
const READ = 's3:GetObject';
const S3 = { context: through('s3') };

const QUEUE = arn('sqs', 'riverbed-state', VENDOR);
const OTHER_QUEUE = arn('sqs', 'riverbed-state-2', VENDOR);
const USAGE = 'arn:aws:s3:::riverbed-billing/usage/2026-10';

export const workloads: readonly Chapter[] = [
  {
    title: 'a workload, of objects,',
    denials: [
      ['reads none from the internet', 'denied', engine, READ, `${DATA}/k`, {}, { context: INSIDE }],
      [
        "reads none through the vendor's endpoint",
        'denied',
        engine,
        READ,
        `${DATA}/k`,
        { 'aws:VpceAccount': VENDOR },
        { context: INSIDE },
      ],
      ['writes none from the internet', 'denied', engine, 's3:PutObject', `${DATA}/k`, {}, { context: INSIDE }],
      ['deletes none from the internet', 'denied', engine, 's3:DeleteObject', `${DATA}/k`, {}, { context: INSIDE }],
      [
        'reads none from the internet, unless the customer allows it',
        'denied',
        engine,
        READ,
        `${DATA}/k`,
        {},
        { grants: { ObjectsFromNetworkOnly: 'false' } },
      ],
      ['reads none of another workload', 'refused', engine, READ, `${STATE}/k`, INSIDE, OURS],
      ["reads none of the customer's own", 'denied', engine, READ, `${PAYROLL}/k`, INSIDE, OURS],
      ['reads none of another installation', 'denied', engine, READ, 'arn:aws:s3:::byoc-acme2-data/k', INSIDE, OURS],
      [
        'reads none without encryption on the way',
        'denied',
        engine,
        READ,
        `${DATA}/k`,
        { ...INSIDE, 'aws:SecureTransport': 'false' },
        { context: { 'aws:SecureTransport': 'true' } },
      ],
    ],
  },
  {
    title: 'a workload and the key:',
    denials: [
      ['it decrypts nothing by itself', 'refused', engine, 'kms:Decrypt', KEY, { 'aws:ViaAWSService': 'true' }, S3],
      ['it decrypts nothing through another service', 'refused', engine, 'kms:Decrypt', KEY, through('sqs'), S3],
      [
        'it lets nobody in',
        'refused',
        engine,
        'kms:CreateGrant',
        KEY,
        through('s3'),
        'only the driver of volumes and EKS grant',
      ],
      never('it writes no policy', 'kms:PutKeyPolicy', KEY),
      beyond('it deletes nothing', 'kms:ScheduleKeyDeletion', KEY),
    ],
  },
  {
    title: 'a workload sends',
    denials: [
      [
        'nothing to another queue',
        'denied',
        bound,
        'sqs:SendMessage',
        open(OTHER_QUEUE, VENDOR, 'sqs:*'),
        {},
        'the queue that the customer names has a policy of its own',
      ],
      [
        'nothing to a queue of the customer',
        'denied',
        bound,
        'sqs:SendMessage',
        arn('sqs', 'payroll'),
        {},
        'no queue of the customer is named',
      ],
      [
        'nothing that it reads back',
        'refused',
        exporter,
        'sqs:ReceiveMessage',
        open(QUEUE, VENDOR, 'sqs:*'),
        {},
        { action: 'sqs:SendMessage' },
      ],
      [
        'no usage elsewhere in the bucket',
        'denied',
        billing,
        's3:PutObject',
        open('arn:aws:s3:::riverbed-billing/other/k', VENDOR, 's3:*'),
        INSIDE,
        'the bucket of usage has a policy of its own',
      ],
    ],
  },
  {
    title: 'a workload, where the customer names no queue and no prefix, sends',
    grants: { TelemetryQueueArn: '', BillingPrefix: '' },
    denials: [
      [
        'no state',
        'denied',
        exporter,
        'sqs:SendMessage',
        open(QUEUE, VENDOR, 'sqs:*'),
        {},
        { grants: { TelemetryQueueArn: QUEUE } },
      ],
      [
        'no usage',
        'denied',
        billing,
        's3:PutObject',
        open(USAGE, VENDOR, 's3:*'),
        INSIDE,
        { grants: { BillingPrefix: 'riverbed-billing/usage/' } },
      ],
    ],
  },
  {
    title: "a workload, inside a boundary of the customer's that lets everything through,",
    grants: { PermissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/boundary` },
    denials: [
      ['takes no other role', 'denied', engine, 'sts:AssumeRole', ADMIN, {}, NO_ROLE],
      [
        'reads no secret',
        'denied',
        engine,
        'secretsmanager:GetSecretValue',
        arn('secretsmanager', 'secret:db-AbCdEf'),
        {},
        NO_ROLE,
      ],
      ["reads no object of the customer's own", 'denied', engine, READ, `${PAYROLL}/k`, INSIDE, OURS],
      [
        'reads none that others open to everybody',
        'denied',
        engine,
        READ,
        open('arn:aws:s3:::public/k', OTHER, 's3:*'),
        INSIDE,
        OURS,
      ],
      ['reads no object from the internet', 'denied', engine, READ, `${DATA}/k`, {}, { context: INSIDE }],
      ['shares no bucket', 'denied', engine, 's3:PutBucketPolicy', DATA, {}, NO_ROLE],
    ],
  },
];
