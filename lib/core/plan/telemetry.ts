import { strict, text } from '../schema';
import { image, resources } from './container';

/** What a vendor is told of an installation, and by which programs. */
export const telemetrySchema = strict({
  queue: strict({
    aws: text(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/, 'be the ARN of a queue', 'copy it from SQS')
      .optional()
      .describe('ARN of an SQS queue.\n\n@default - none'),
    // https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names
    gcp: text(
      /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/topics\/(?!goog)[A-Za-z][\w.~+%-]{2,254}$/,
      'be the resource name of a topic',
      'write it like projects/vendor-prod/topics/state',
    )
      .optional()
      .describe('Resource name of a Pub/Sub topic.\n\n@default - none'),
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftservicebus
    azure: text(
      /^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]\.servicebus\.windows\.net\/[A-Za-z0-9]([\w./-]{0,258}[A-Za-z0-9])?$/,
      'be the address of a Service Bus queue',
      'write it like vendor-prod.servicebus.windows.net/state',
    )
      .optional()
      .describe('Service Bus queue: host name of its namespace, and its name.\n\n@default - none'),
  })
    .prefault({})
    .describe('Queue of the vendor that takes the state of the installation, per cloud.'),
  billing: strict({
    aws: text(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/([\w.-]+\/)+$/,
      'be bucket/prefix/ with at least one prefix',
      'write it like vendor-billing/usage/',
    )
      .optional()
      .describe('S3 bucket and prefix.\n\n@default - none'),
    gcp: text(
      /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]\/([\w.-]+\/)+$/,
      'be bucket/prefix/ with at least one prefix',
      'write it like vendor-billing/usage/',
    )
      .optional()
      .describe('Cloud Storage bucket and prefix.\n\n@default - none'),
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage
    azure: text(
      /^[a-z0-9]{3,24}\/(?![^/]*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\/([\w.-]+\/)*$/,
      'be account/container/, with a prefix behind it or without',
      'write it like vendorbilling/records/usage/',
    )
      .optional()
      .describe(
        'Storage account, blob container and prefix. Without a prefix, it is the whole container.\n\n@default - none',
      ),
  })
    .prefault({})
    .describe('Bucket and prefix of the vendor that take usage records, per cloud.'),
  stateExporter: strict({
    image: image().describe('Container image of the exporter.'),
    resources: resources('100m', '128Mi'),
  })
    .optional()
    .describe(
      "Program of the vendor that reads the state of the product's workloads and sends it to `queue`; its identity is the workload byoc-system/state-exporter.\n\n@default - none",
    ),
  billingScraper: strict({
    image: image().describe('Container image of the scraper.'),
    resources: resources('50m', '64Mi'),
  })
    .optional()
    .describe(
      "Sidecar that the product adds to its pods; it writes their usage to `billing` with the pod's identity.\n\n@default - none",
    ),
  alerts: strict({
    url: text(
      /^https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}(\/[\w./-]*)?$/,
      'be an https URL without port and query',
      'write it like https://alerts.example.com/v1/webhook',
    ).describe('Where alerts are posted.'),
  })
    .optional()
    .describe('Webhook of the vendor that takes alerts; needs the cluster service monitoring.\n\n@default - none'),
})
  .prefault({})
  .describe('Where telemetry goes.');
