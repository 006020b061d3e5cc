// Rendered from plan/ and environment/ by `npm run render`; do not edit.

export type CustomerEnvironment = AwsEnvironment | GcpEnvironment | AzureEnvironment;
export type Capability =
  | {
      /**
       * The workload reads objects of one bucket.
       */
      readonly id: 'bucket:read';
      /**
       * Name of a bucket of the plan.
       */
      readonly bucket: string;
    }
  | {
      /**
       * The workload reads, writes and deletes objects of one bucket.
       */
      readonly id: 'bucket:read-write';
      /**
       * Name of a bucket of the plan.
       */
      readonly bucket: string;
    }
  | {
      /**
       * The workload looks up private endpoints and subnets, to connect sources and sinks privately.
       */
      readonly id: 'private-endpoints:read';
    }
  | {
      /**
       * The workload queries the customer's managed Prometheus workspace.
       */
      readonly id: 'metrics:query';
    }
  | {
      /**
       * The workload sends the state of the installation to the vendor's queue.
       */
      readonly id: 'telemetry:queue';
    }
  | {
      /**
       * The workload writes usage records to the vendor's billing prefix.
       */
      readonly id: 'telemetry:billing';
    };

export interface VendorPlan {
  /**
   * The product.
   */
  readonly product: {
    /**
     * Short id of the product.
     */
    readonly id: string;
    /**
     * Name of the product as customers know it.
     */
    readonly name: string;
    /**
     * Version of the plan.
     */
    readonly version: string;
  };
  /**
   * Who the vendor is on each cloud that the product is offered on.
   */
  readonly vendor: {
    /**
     * Who the vendor is on AWS.
     *
     * @default - the product is not offered on AWS
     */
    readonly aws?: {
      /**
       * IAM principals of the vendor that may use the access a customer grants; an account (root) only where `principalArnLike` narrows it.
       */
      readonly principals: readonly string[];
      /**
       * Which roles and users of an account in `principals` are meant, as ARN patterns.
       *
       * @default []
       */
      readonly principalArnLike?: readonly string[];
      /**
       * Bucket and prefix from which the vendor publishes templates.
       *
       * @default - the vendor publishes none
       */
      readonly artifactPrefix?: string;
    };
    /**
     * Who the vendor is on GCP; exactly one of `serviceAccount`, `oidc` and `awsRole`.
     *
     * @default - the product is not offered on GCP
     */
    readonly gcp?: {
      /**
       * Service account of the vendor.
       *
       * @default - `oidc` or `awsRole`
       */
      readonly serviceAccount?: string;
      /**
       * Tokens by which the vendor is known.
       *
       * @default - `serviceAccount` or `awsRole`
       */
      readonly oidc?: {
        /**
         * Issuer of the vendor's tokens.
         */
        readonly issuer: string;
        /**
         * Exact subject of the vendor's tokens; nobody else's are taken.
         */
        readonly subject: string;
        /**
         * Audience of the vendor's tokens.
         *
         * @default - the resource name of the provider they are for
         */
        readonly audience?: string;
      };
      /**
       * IAM role on AWS by which the vendor is known.
       *
       * @default - `serviceAccount` or `oidc`
       */
      readonly awsRole?: string;
    };
    /**
     * Who the vendor is on Azure: exactly one of `applicationId` and `oidc`.
     *
     * @default - the product is not offered on Azure
     */
    readonly azure?: {
      /**
       * Entra tenant of `applicationId`.
       *
       * @default - `oidc`
       */
      readonly tenantId?: string;
      /**
       * Application (client) id of the vendor, which customers admit to their tenants as a service principal.
       *
       * @default - `oidc`
       */
      readonly applicationId?: string;
      /**
       * Tokens by which the vendor is known, in place of an application.
       *
       * @default - `applicationId`
       */
      readonly oidc?: {
        /**
         * Issuer of the vendor's tokens.
         */
        readonly issuer: string;
        /**
         * Exact subject of the vendor's tokens; nobody else's are taken.
         */
        readonly subject: string;
        /**
         * Audience of the vendor's tokens.
         *
         * @default api://AzureADTokenExchange
         */
        readonly audience?: string;
      };
    };
  };
  /**
   * Who may be let in to help, once the customer sets an expiry.
   *
   * @default {}
   */
  readonly support?: {
    /**
     * Kubernetes group of the vendor's support engineers.
     *
     * @default byoc-support
     */
    readonly group?: string;
    /**
     * IAM principals of the support engineers.
     *
     * @default []
     */
    readonly aws?: readonly string[];
    /**
     * Google groups of the support engineers.
     *
     * @default []
     */
    readonly gcp?: readonly string[];
    /**
     * Entra groups of the support engineers, in the customer's tenant, where they are guests.
     *
     * @default []
     */
    readonly azure?: readonly string[];
  };
  /**
   * Domain under which the vendor names the product's hosts.
   */
  readonly domain: string;
  /**
   * The vendor's side.
   */
  readonly controlPlane: {
    /**
     * Hosts of the control plane that the agent calls on 443.
     */
    readonly hosts: readonly string[];
    /**
     * Addresses of those hosts, where they are fixed.
     *
     * @default []
     */
    readonly cidrs?: readonly string[];
    /**
     * Private endpoint services of the control plane: region to service name, per cloud.
     *
     * @default {}
     */
    readonly privateServices?: {
      /**
       * Region to VPC endpoint service name; its private DNS name must be that of `hosts`.
       *
       * @default {}
       */
      readonly aws?: {
        readonly [k: string]: string;
      };
      /**
       * Region to service attachment of Private Service Connect; private DNS zones lead `hosts` there.
       *
       * @default {}
       */
      readonly gcp?: {
        readonly [k: string]: string;
      };
      /**
       * Region to alias of a Private Link service; private DNS zones lead `hosts` there.
       *
       * @default {}
       */
      readonly azure?: {
        readonly [k: string]: string;
      };
    };
    /**
     * How the agent reaches the control plane.
     *
     * @default - the first that the environment allows: private endpoint, cidrs, proxy, fqdn, open
     */
    readonly egress?: 'private-endpoint' | 'cidrs' | 'proxy' | 'fqdn' | 'open';
  };
  /**
   * Kubernetes minor version of cluster and nodes.
   *
   * @default 1.36
   */
  readonly kubernetesVersion?: string;
  /**
   * The vendor's controller in the cluster.
   */
  readonly agent: {
    /**
     * Container image of the agent.
     */
    readonly image: string;
    /**
     * What one pod asks for.
     *
     * @default {}
     */
    readonly resources?: {
      /**
       * CPU request of one pod.
       *
       * @default 250m
       */
      readonly cpu?: string;
      /**
       * Memory request and limit of one pod.
       *
       * @default 512Mi
       */
      readonly memory?: string;
    };
    /**
     * TCP port on which the agent answers.
     *
     * @default 8080
     */
    readonly port?: number;
    /**
     * Secrets in the namespaces of the product that the agent may read and its pods may mount, by name. Every other one stays closed to it.
     *
     * @default []
     */
    readonly secrets?: readonly string[];
  };
  /**
   * TCP proxy from the control plane to the product's services.
   *
   * @default - no proxy
   */
  readonly proxy?: {
    /**
     * Container image of HAProxy 2.6 or later, by digest.
     */
    readonly image: string;
    /**
     * What one pod asks for.
     *
     * @default {}
     */
    readonly resources?: {
      /**
       * CPU request of one pod.
       *
       * @default 400m
       */
      readonly cpu?: string;
      /**
       * Memory request and limit of one pod.
       *
       * @default 256Mi
       */
      readonly memory?: string;
    };
    /**
     * Most pods of the proxy; there are at least two.
     *
     * @default 6
     */
    readonly maxReplicas?: number;
  };
  /**
   * What can be reached from outside the cluster.
   *
   * @default []
   */
  readonly listeners?: readonly Listener[];
  /**
   * Kinds of node for the product, beside the system nodes.
   */
  readonly nodeProfiles: readonly NodeProfile[];
  /**
   * Namespaces of the product beside those of its workloads.
   *
   * @default []
   */
  readonly namespaces?: readonly string[];
  /**
   * What in the cluster needs a cloud identity.
   *
   * @default []
   */
  readonly workloads?: readonly Workload[];
  /**
   * Object storage; at least `data` and `state`.
   *
   * @default [{"name":"data","versioned":false},{"name":"state","versioned":true}]
   */
  readonly buckets?: readonly Bucket[];
  /**
   * Where telemetry goes.
   *
   * @default {}
   */
  readonly telemetry?: {
    /**
     * Queue of the vendor that takes the state of the installation, per cloud.
     *
     * @default {}
     */
    readonly queue?: {
      /**
       * ARN of an SQS queue.
       *
       * @default - none
       */
      readonly aws?: string;
      /**
       * Resource name of a Pub/Sub topic.
       *
       * @default - none
       */
      readonly gcp?: string;
      /**
       * Service Bus queue: host name of its namespace, and its name.
       *
       * @default - none
       */
      readonly azure?: string;
    };
    /**
     * Bucket and prefix of the vendor that take usage records, per cloud.
     *
     * @default {}
     */
    readonly billing?: {
      /**
       * S3 bucket and prefix.
       *
       * @default - none
       */
      readonly aws?: string;
      /**
       * Cloud Storage bucket and prefix.
       *
       * @default - none
       */
      readonly gcp?: string;
      /**
       * Storage account, blob container and prefix. Without a prefix, it is the whole container.
       *
       * @default - none
       */
      readonly azure?: string;
    };
    /**
     * Program of the vendor that reads the state of the product's workloads and sends it to `queue`; its identity is the workload byoc-system/state-exporter.
     *
     * @default - none
     */
    readonly stateExporter?: {
      /**
       * Container image of the exporter.
       */
      readonly image: string;
      /**
       * What one pod asks for.
       *
       * @default {}
       */
      readonly resources?: {
        /**
         * CPU request of one pod.
         *
         * @default 100m
         */
        readonly cpu?: string;
        /**
         * Memory request and limit of one pod.
         *
         * @default 128Mi
         */
        readonly memory?: string;
      };
    };
    /**
     * Sidecar that the product adds to its pods; it writes their usage to `billing` with the pod's identity.
     *
     * @default - none
     */
    readonly billingScraper?: {
      /**
       * Container image of the scraper.
       */
      readonly image: string;
      /**
       * What one pod asks for.
       *
       * @default {}
       */
      readonly resources?: {
        /**
         * CPU request of one pod.
         *
         * @default 50m
         */
        readonly cpu?: string;
        /**
         * Memory request and limit of one pod.
         *
         * @default 64Mi
         */
        readonly memory?: string;
      };
    };
    /**
     * Webhook of the vendor that takes alerts; needs the cluster service monitoring.
     *
     * @default - none
     */
    readonly alerts?: {
      /**
       * Where alerts are posted.
       */
      readonly url: string;
    };
  };
  /**
   * Services that run in the cluster. No service, no role.
   *
   * @default ["load-balancer-controller","cluster-autoscaler","metrics-server"]
   */
  readonly clusterServices?: readonly (
    | 'load-balancer-controller'
    | 'cluster-autoscaler'
    | 'metrics-server'
    | 'snapshot-controller'
    | 'external-dns'
    | 'cert-manager'
    | 'istio'
    | 'monitoring'
  )[];
}
/**
 * The product service behind proxy or ingress; not for the agent.
 *
 * @default - none, for the agent
 */
export interface ListenerTarget {
  /**
   * Namespace of the product service.
   */
  readonly namespace: string;
  /**
   * Name of the product service.
   */
  readonly service: string;
  /**
   * TCP port of the product service.
   */
  readonly port: number;
}
export interface Listener {
  /**
   * Name of the listener; its outputs are named after it.
   */
  readonly name: string;
  /**
   * What answers: agent, proxy (TCP) or ingress (Istio gateway).
   */
  readonly component: 'agent' | 'proxy' | 'ingress';
  /**
   * TCP port that clients connect to.
   */
  readonly port: number;
  /**
   * TCP port of the component that answers.
   *
   * @default - the port of the agent; `port`; for ingress and a port below 1024, 8000 more
   */
  readonly containerPort?: number;
  /**
   * The product service behind proxy or ingress; not for the agent.
   *
   * @default - none, for the agent
   */
  readonly target?: ListenerTarget;
  /**
   * `internal`: inside the network and its peers. `external`: on the internet, only where the environment sets `publicIngress`.
   *
   * @default internal
   */
  readonly exposure?: 'internal' | 'external';
  /**
   * What clients speak. `tcp`: handed on as it is (proxy). `tls`: TLS ends here, what is inside is handed on (proxy, ingress). `https`: TLS ends here, HTTP is routed (ingress). `passthrough`: TLS is routed by its server name and ends in the product (ingress).
   *
   * @default - https for ingress, else tcp
   */
  readonly protocol?: 'tcp' | 'tls' | 'https' | 'passthrough';
  /**
   * First label of the listener's host name below the environment's domain. An internal listener whose label an external one has too gets `-private` appended.
   *
   * @default - the service of `target`
   */
  readonly host?: string;
  /**
   * How the proxy finds out whether the product answers: `tcp` connects only; `postgresql` also waits for the answer to a login as `byoc-health`, so that a server that hangs is noticed. The user need not exist, but must not be refused (docs/proxy.md).
   *
   * @default tcp
   */
  readonly healthCheck?: 'tcp' | 'postgresql';
  /**
   * TCP port on which the component says over HTTP whether it is ready.
   *
   * @default - 8081; for ingress 15021, which is Istio's
   */
  readonly readinessPort?: number;
  /**
   * HTTP path of the readiness check.
   *
   * @default - /readyz; for ingress /healthz/ready
   */
  readonly readinessPath?: string;
  /**
   * TCP port on which the component serves Prometheus metrics.
   *
   * @default 9090
   */
  readonly metricsPort?: number;
  /**
   * How long open connections may go on after a pod is told to stop, in seconds.
   *
   * @default 150
   */
  readonly drainSeconds?: number;
  /**
   * Most connections at once on one pod.
   *
   * @default 1000
   */
  readonly connectionLimit?: number;
}
export interface Taint {
  /**
   * Key of the taint.
   */
  readonly key: string;
  /**
   * Value of the taint.
   *
   * @default
   */
  readonly value?: string;
  /**
   * What it does to pods without a toleration.
   */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}
export interface NodeProfile {
  /**
   * Name of the profile; also the value of the node label `byoc/profile`.
   */
  readonly name: string;
  /**
   * Virtual processors of one node.
   */
  readonly vcpu: number;
  /**
   * Memory of one node in GiB.
   */
  readonly memoryGiB: number;
  /**
   * Processor architecture.
   *
   * @default amd64
   */
  readonly architecture?: 'amd64' | 'arm64';
  /**
   * Whether nodes need NVMe disks of their own.
   *
   * @default false
   */
  readonly localDisk?: boolean;
  /**
   * Size of the root volume in GiB.
   *
   * @default 100
   */
  readonly diskGiB?: number;
  /**
   * Fewest nodes in each of the three zones.
   *
   * @default 0
   */
  readonly minNodesPerZone?: number;
  /**
   * Most nodes in each of the three zones. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.
   */
  readonly maxNodesPerZone: number;
  /**
   * Kubernetes labels of the nodes, beside `byoc/profile`.
   *
   * @default {}
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Kubernetes taints of the nodes.
   *
   * @default []
   */
  readonly taints?: readonly Taint[];
  /**
   * Machine types per cloud, where the defaults for vCPU, memory, architecture and disk are not wanted.
   *
   * @default {}
   */
  readonly machineTypes?: {
    /**
     * EC2 instance types of equal vCPU and memory, the preferred one first.
     *
     * @default - types of current families with that size
     */
    readonly aws?: readonly string[];
    /**
     * Compute Engine machine type.
     *
     * @default - a type of a current family with that size
     */
    readonly gcp?: string;
    /**
     * Virtual machine size.
     *
     * @default - a size of a current series
     */
    readonly azure?: string;
  };
}
export interface Workload {
  /**
   * Name of the workload; its cloud role is named after it.
   */
  readonly name: string;
  /**
   * Kubernetes namespace.
   */
  readonly namespace: string;
  /**
   * Kubernetes service account; exactly this one gets the role.
   */
  readonly serviceAccount: string;
  /**
   * What the workload may do in the cloud.
   */
  readonly capabilities: readonly Capability[];
  /**
   * Google Cloud only: whether the workload gets a Google service account, which some libraries need, for example to sign URLs. Without, IAM knows the Kubernetes service account itself.
   *
   * @default false
   */
  readonly googleServiceAccount?: boolean;
}
export interface Bucket {
  /**
   * Name of the bucket within the environment.
   */
  readonly name: string;
  /**
   * Whether earlier versions of objects are kept for 30 days.
   *
   * @default false
   */
  readonly versioned?: boolean;
}
export interface PrivateApi {
  /**
   * Reached from inside the network only; on Google Cloud also by name, see `apiEndpoint`.
   */
  readonly access: 'private';
  /**
   * Peered networks that may reach it, for example a VPN; without them only the nodes do.
   *
   * @default []
   */
  readonly allowedCidrs?: readonly string[];
}
export interface PublicApi {
  /**
   * Also reached from the internet, by the allow-list.
   */
  readonly access: 'public';
  /**
   * Networks that may reach it; 0.0.0.0/0 is refused.
   *
   * @default []
   */
  readonly allowedCidrs?: readonly string[];
}
export interface NodeLimits {
  /**
   * Fewest nodes per zone.
   *
   * @default - the plan's
   */
  readonly minNodesPerZone?: number;
  /**
   * Most nodes per zone.
   *
   * @default - the plan's
   */
  readonly maxNodesPerZone?: number;
}
export interface MaintenanceWindow {
  /**
   * Days on which the window opens.
   */
  readonly days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  /**
   * When it opens, in UTC.
   */
  readonly start: string;
  /**
   * How long it stays open, in hours.
   */
  readonly hours: number;
}
export interface MaintenanceExclusion {
  /**
   * Name of the exclusion.
   */
  readonly name: string;
  /**
   * When it begins, in UTC.
   */
  readonly start: string;
  /**
   * When it ends, in UTC.
   */
  readonly end: string;
  /**
   * What must not happen: `all` upgrades, `minor` versions of Kubernetes, or `minor-or-node`: those and upgrades of nodes.
   */
  readonly scope: 'all' | 'minor' | 'minor-or-node';
}
export interface AcmeIssuer {
  /**
   * Certificates by ACME, proven by DNS records.
   */
  readonly kind: 'acme';
  /**
   * Address for expiry notices.
   */
  readonly email: string;
}
export interface OwnCaIssuer {
  /**
   * Certificates by a CA of yours.
   */
  readonly kind: 'own-ca';
  /**
   * Kubernetes secret in the cert-manager namespace that holds it.
   */
  readonly secretName: string;
}
export interface VendorCaIssuer {
  /**
   * Certificates by the vendor's CA.
   */
  readonly kind: 'vendor-ca';
}
export interface NewNetwork {
  /**
   * The data plane makes its own network.
   */
  readonly kind?: 'new';
  /**
   * Addresses of the network.
   *
   * @default 10.0.0.0/16
   */
  readonly cidr?: string;
  /**
   * Addresses of Kubernetes services.
   *
   * @default - 172.20.0.0/16; on GCP a part of the network
   */
  readonly serviceCidr?: string;
  /**
   * Networks that are or will be connected; kept apart, and let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
  /**
   * NAT gateways for outbound traffic. `none`: you route it yourself, for example through a transit gateway.
   *
   * @default per-zone
   */
  readonly nat?: 'per-zone' | 'single' | 'none';
  /**
   * `private`: every cloud API the nodes need is reached through private endpoints. Takes a /22 at least on AWS.
   *
   * @default gateway
   */
  readonly endpoints?: 'gateway' | 'private';
  /**
   * Whether accepted and refused connections are logged.
   *
   * @default true
   */
  readonly flowLogs?: boolean;
}
export interface ExistingSubnet {
  /**
   * Id of the subnet.
   */
  readonly id: string;
  /**
   * Zone the subnet lies in, in the same form as `zones`.
   */
  readonly zone: string;
  /**
   * Addresses of the subnet.
   */
  readonly cidr: string;
}
export interface ExistingVpc {
  /**
   * The data plane is put into a network of yours and changes nothing in it.
   */
  readonly kind: 'existing';
  /**
   * Addresses of the network.
   */
  readonly cidr: string;
  /**
   * Addresses of Kubernetes services.
   *
   * @default - 172.20.0.0/16; on GCP a part of the network
   */
  readonly serviceCidr?: string;
  /**
   * Networks that are connected; let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
  /**
   * Further addresses of the network.
   *
   * @default []
   */
  readonly secondaryCidrs?: readonly string[];
  /**
   * Id of the VPC.
   */
  readonly vpcId: string;
  /**
   * Three subnets for nodes and pods, one per zone.
   */
  readonly privateSubnets: readonly ExistingSubnet[];
  /**
   * Three subnets for the cluster's interfaces.
   *
   * @default - the private subnets
   */
  readonly intraSubnets?: readonly ExistingSubnet[];
  /**
   * Three subnets for external load balancers, where `publicIngress` is set.
   *
   * @default []
   */
  readonly publicSubnets?: readonly ExistingSubnet[];
  /**
   * Whether the VPC has a gateway endpoint for S3; the boundary then refuses objects to credentials that are used outside your VPCs.
   *
   * @default true
   */
  readonly s3Endpoint?: boolean;
}
export interface EndpointService {
  /**
   * Component whose internal load balancer is offered.
   */
  readonly component: 'agent' | 'proxy' | 'ingress';
  /**
   * Who may ask for a connection.
   */
  readonly principals: readonly string[];
}
export interface AwsEnvironment {
  /**
   * Amazon Web Services.
   */
  readonly cloud: 'aws';
  /**
   * Account the data plane is installed in.
   */
  readonly account: string;
  /**
   * Region.
   */
  readonly region: string;
  /**
   * Name of this installation, unique in the account. No hyphen: permissions for byoc-acme-* would also match byoc-acme-eu-*.
   */
  readonly id: string;
  /**
   * Exactly three zones of the region, by name or all by id. Their order is part of what they make: keep it.
   */
  readonly zones: readonly string[];
  /**
   * How the Kubernetes API is reached.
   *
   * @default {"access":"private"}
   */
  readonly kubernetesApi?: PrivateApi | PublicApi;
  /**
   * Whether the customer's staff may open a shell or a port-forward on nodes (AWS: Session Manager; Google Cloud: Identity-Aware Proxy).
   *
   * @default false
   */
  readonly nodeShell?: boolean;
  /**
   * Operating system of the nodes: the cloud's standard image (AWS: Amazon Linux 2023), or Bottlerocket (AWS only).
   *
   * @default standard
   */
  readonly nodeImage?: 'standard' | 'bottlerocket';
  /**
   * What the vendor may do.
   *
   * @default {}
   */
  readonly access?: {
    /**
     * Who executes changes: the vendor, the customer after review, or the customer alone.
     *
     * @default approved
     */
    readonly mode?: 'managed' | 'approved' | 'self-managed';
    /**
     * AWS only: secret-like id that the vendor must present; unique per customer.
     *
     * @default - none: nobody of the vendor gets in on AWS
     */
    readonly externalId?: string;
    /**
     * When the vendor's access ends by itself.
     *
     * @default - it does not end by itself
     */
    readonly vendorExpiresAt?: string;
    /**
     * When the support engineers' access ends by itself.
     *
     * @default - there is no support access
     */
    readonly supportExpiresAt?: string;
    /**
     * Whether network, cluster and load balancers may be made; take it away after the install.
     *
     * @default true
     */
    readonly allowInstall?: boolean;
    /**
     * Whether network, cluster and load balancers may be deleted; give it before you destroy.
     *
     * @default false
     */
    readonly allowDelete?: boolean;
  };
  /**
   * Opens the plan's external listeners to the internet.
   *
   * @default - closed: there are no external load balancers
   */
  readonly publicIngress?: {
    /**
     * Networks that may reach external listeners.
     */
    readonly allowedCidrs: readonly string[];
  };
  /**
   * Clients of single ingress listeners, by name, where not every network that reaches the load balancer may use them.
   *
   * @default {}
   */
  readonly listenerAllowLists?: {
    readonly [k: string]: readonly string[];
  };
  /**
   * Other limits for the plan's node profiles, by name. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.
   *
   * @default {}
   */
  readonly nodeLimits?: {
    readonly [k: string]: NodeLimits;
  };
  /**
   * Protects stacks, cluster and load balancers from deletion together. Deploy with false before you destroy.
   *
   * @default true
   */
  readonly protection?: boolean;
  /**
   * What becomes of key, buckets and logs when custody is destroyed.
   *
   * @default retain
   */
  readonly dataOnDelete?: 'retain' | 'destroy';
  /**
   * How long logs are kept, in days.
   *
   * @default 90
   */
  readonly logRetentionDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653;
  /**
   * When upgrades may happen; GKE takes one window, AKS one on one day.
   *
   * @default - at any time
   */
  readonly maintenanceWindows?: readonly MaintenanceWindow[];
  /**
   * When upgrades must not happen, for example around a holiday.
   *
   * @default []
   */
  readonly maintenanceExclusions?: readonly MaintenanceExclusion[];
  /**
   * Registry that mirrors every image.
   *
   * @default - the images' own registries
   */
  readonly registry?: string;
  /**
   * HTTP proxy for outbound traffic.
   *
   * @default - none
   */
  readonly httpProxy?: {
    /**
     * URL of the proxy.
     */
    readonly url: string;
    /**
     * Addresses of the proxy, for network policies, which cannot name hosts.
     *
     * @default - the address in `url`; for a name, the network's addresses and its peers'
     */
    readonly cidrs?: readonly string[];
    /**
     * Hosts and networks that are reached directly, beside the cluster's own.
     *
     * @default []
     */
    readonly noProxy?: readonly string[];
  };
  /**
   * Certificates to trust beside the public ones, PEM.
   *
   * @default - none
   */
  readonly caBundle?: string;
  /**
   * DNS zone and issuer of the product's hosts.
   *
   * @default - none: external-dns and cert-manager cannot run
   */
  readonly dns?: {
    /**
     * Id of the DNS zone (Route 53 zone id, Cloud DNS zone name, Azure DNS zone resource id).
     */
    readonly zoneId: string;
    /**
     * Domain of the zone.
     */
    readonly domain: string;
    /**
     * Who issues the certificates of the product's hosts.
     */
    readonly issuer: AcmeIssuer | OwnCaIssuer | VendorCaIssuer;
  };
  /**
   * Tags (labels) for every resource, also for nodes and their volumes. On AWS, a change replaces every node, one after the other.
   *
   * @default {}
   */
  readonly tags?: {
    readonly [k: string]: string;
  };
  /**
   * The network: a new one, or one of yours.
   *
   * @default {}
   */
  readonly network?: NewNetwork | ExistingVpc;
  /**
   * IAM roles of the customer that administer the cluster.
   *
   * @default []
   */
  readonly administrators?: readonly string[];
  /**
   * What you bring yourself.
   *
   * @default {}
   */
  readonly own?: {
    /**
     * KMS key of yours; needs the statements of docs/own-key.md.
     *
     * @default - custody makes one
     */
    readonly encryptionKey?: string;
    /**
     * Permissions boundary of yours for every role, in place of the bootstrap's.
     *
     * @default - the bootstrap makes one
     */
    readonly permissionsBoundary?: string;
    /**
     * IAM roles of yours: `cluster`, `nodes`, `flow-logs`, `vpc-cni`, `ebs-csi`, and workloads and cluster services by name.
     *
     * @default {}
     */
    readonly roles?: {
      readonly [k: string]: string;
    };
    /**
     * Buckets of yours, by the plan's names.
     *
     * @default {}
     */
    readonly buckets?: {
      readonly [k: string]: string;
    };
    /**
     * Amazon Managed Service for Prometheus workspace that workloads may query.
     *
     * @default - none
     */
    readonly metricsWorkspace?: string;
  };
  /**
   * `generated`: a known prefix and a suffix that is new with each install. `account-regional`: fixed names in the account's own namespace.
   *
   * @default generated
   */
  readonly bucketNames?: 'generated' | 'account-regional';
  /**
   * Load balancers offered through PrivateLink; each connection must be accepted.
   *
   * @default []
   */
  readonly endpointServices?: readonly EndpointService[];
  /**
   * Whether the account has a CloudTrail trail, which half of the detections need.
   *
   * @default false
   */
  readonly cloudTrail?: boolean;
  /**
   * What becomes of what the bootstrap detects.
   *
   * @default {}
   */
  readonly detections?: {
    /**
     * Who is told of what the bootstrap detects.
     *
     * @default - nobody: subscribe to the topic yourself
     */
    readonly email?: string;
  };
}
export interface NewGcpNetwork {
  /**
   * The data plane makes its own network.
   */
  readonly kind?: 'new';
  /**
   * Addresses of the network.
   *
   * @default 10.0.0.0/16
   */
  readonly cidr?: string;
  /**
   * Addresses of Kubernetes services.
   *
   * @default - 172.20.0.0/16; on GCP a part of the network
   */
  readonly serviceCidr?: string;
  /**
   * Networks that are or will be connected; kept apart, and let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
  /**
   * Cloud NAT for outbound traffic. It is regional: one serves all zones, with three reserved addresses (`per-zone`) or one (`single`). `none`: you route outbound traffic yourself.
   *
   * @default per-zone
   */
  readonly nat?: 'per-zone' | 'single' | 'none';
  /**
   * `private`: every cloud API the nodes need is reached through private endpoints. Takes a /22 at least on AWS.
   *
   * @default gateway
   */
  readonly endpoints?: 'gateway' | 'private';
  /**
   * Whether accepted and refused connections are logged.
   *
   * @default true
   */
  readonly flowLogs?: boolean;
  /**
   * Whether the subnet for Envoy load balancers is made; nothing of ours uses it. Its range is kept free otherwise.
   *
   * @default false
   */
  readonly proxyOnlySubnet?: boolean;
}
export interface ExistingVpcNetwork {
  /**
   * The data plane is put into a network of yours and changes nothing in it.
   */
  readonly kind: 'existing';
  /**
   * Addresses of the network around the nodes: clients of internal listeners come from there.
   */
  readonly cidr: string;
  /**
   * Addresses of the range for services.
   */
  readonly serviceCidr: string;
  /**
   * Networks that are connected; let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
  /**
   * Host project of a Shared VPC; needs the grants of docs/gcp/shared-vpc.md.
   *
   * @default - `project`
   */
  readonly hostProject?: string;
  /**
   * Name of the VPC network.
   */
  readonly network: string;
  /**
   * Name of the subnet for nodes and internal load balancers.
   */
  readonly nodeSubnet: string;
  /**
   * Addresses of that subnet, its primary range.
   */
  readonly nodeCidr: string;
  /**
   * Name of its secondary range for pods.
   */
  readonly podRange: string;
  /**
   * Addresses of the range for pods; each node takes a block of them.
   */
  readonly podCidr: string;
  /**
   * Name of its secondary range for services.
   */
  readonly serviceRange: string;
  /**
   * Name of a subnet for Private Service Connect, from which consumers of `endpointServices` come.
   *
   * @default - none
   */
  readonly privateServiceConnectSubnet?: string;
  /**
   * Name of a subnet of a /28 or larger for the address of the control plane.
   *
   * @default - the address lies in the subnet for nodes
   */
  readonly controlPlaneSubnet?: string;
}
export interface GcpEndpointService {
  /**
   * Component whose internal load balancer is offered.
   */
  readonly component: 'agent' | 'proxy' | 'ingress';
  /**
   * Projects that may connect.
   */
  readonly projects: readonly string[];
  /**
   * Most connections of one project; each takes an address of the Private Service Connect subnet.
   *
   * @default 10
   */
  readonly connectionLimit?: number;
}
export interface GcsBackend {
  /**
   * State in a bucket.
   */
  readonly type: 'gcs';
  /**
   * Bucket.
   */
  readonly bucket: string;
  /**
   * Prefix.
   *
   * @default byoc
   */
  readonly prefix?: string;
}
export interface LocalBackend {
  /**
   * State in a file.
   */
  readonly type: 'local';
}
export interface GcpEnvironment {
  /**
   * Google Cloud.
   */
  readonly cloud: 'gcp';
  /**
   * Project id. Give each installation a project of its own: in one project, IAM cannot tell workloads of two clusters apart that have the same namespace and service account.
   */
  readonly project: string;
  /**
   * Project number.
   */
  readonly projectNumber: string;
  /**
   * Region.
   */
  readonly region: string;
  /**
   * Name of this installation, unique in the account. No hyphen: permissions for byoc-acme-* would also match byoc-acme-eu-*.
   */
  readonly id: string;
  /**
   * Exactly three zones of the region, by name or all by id. Their order is part of what they make: keep it.
   */
  readonly zones: readonly string[];
  /**
   * How the Kubernetes API is reached.
   *
   * @default {"access":"private"}
   */
  readonly kubernetesApi?: PrivateApi | PublicApi;
  /**
   * Whether the customer's staff may open a shell or a port-forward on nodes (AWS: Session Manager; Google Cloud: Identity-Aware Proxy).
   *
   * @default false
   */
  readonly nodeShell?: boolean;
  /**
   * Operating system of the nodes: the cloud's standard image (AWS: Amazon Linux 2023), or Bottlerocket (AWS only).
   *
   * @default standard
   */
  readonly nodeImage?: 'standard' | 'bottlerocket';
  /**
   * What the vendor may do.
   *
   * @default {}
   */
  readonly access?: {
    /**
     * Who executes changes: the vendor, the customer after review, or the customer alone.
     *
     * @default approved
     */
    readonly mode?: 'managed' | 'approved' | 'self-managed';
    /**
     * AWS only: secret-like id that the vendor must present; unique per customer.
     *
     * @default - none: nobody of the vendor gets in on AWS
     */
    readonly externalId?: string;
    /**
     * When the vendor's access ends by itself.
     *
     * @default - it does not end by itself
     */
    readonly vendorExpiresAt?: string;
    /**
     * When the support engineers' access ends by itself.
     *
     * @default - there is no support access
     */
    readonly supportExpiresAt?: string;
    /**
     * Whether network, cluster and load balancers may be made; take it away after the install.
     *
     * @default true
     */
    readonly allowInstall?: boolean;
    /**
     * Whether network, cluster and load balancers may be deleted; give it before you destroy.
     *
     * @default false
     */
    readonly allowDelete?: boolean;
  };
  /**
   * Opens the plan's external listeners to the internet.
   *
   * @default - closed: there are no external load balancers
   */
  readonly publicIngress?: {
    /**
     * Networks that may reach external listeners.
     */
    readonly allowedCidrs: readonly string[];
  };
  /**
   * Clients of single ingress listeners, by name, where not every network that reaches the load balancer may use them.
   *
   * @default {}
   */
  readonly listenerAllowLists?: {
    readonly [k: string]: readonly string[];
  };
  /**
   * Other limits for the plan's node profiles, by name. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.
   *
   * @default {}
   */
  readonly nodeLimits?: {
    readonly [k: string]: NodeLimits;
  };
  /**
   * Protects stacks, cluster and load balancers from deletion together. Deploy with false before you destroy.
   *
   * @default true
   */
  readonly protection?: boolean;
  /**
   * What becomes of key, buckets and logs when custody is destroyed.
   *
   * @default retain
   */
  readonly dataOnDelete?: 'retain' | 'destroy';
  /**
   * How long logs are kept, in days.
   *
   * @default 90
   */
  readonly logRetentionDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653;
  /**
   * When upgrades may happen; GKE takes one window, AKS one on one day.
   *
   * @default - at any time
   */
  readonly maintenanceWindows?: readonly MaintenanceWindow[];
  /**
   * When upgrades must not happen, for example around a holiday.
   *
   * @default []
   */
  readonly maintenanceExclusions?: readonly MaintenanceExclusion[];
  /**
   * Registry that mirrors every image.
   *
   * @default - the images' own registries
   */
  readonly registry?: string;
  /**
   * HTTP proxy for outbound traffic.
   *
   * @default - none
   */
  readonly httpProxy?: {
    /**
     * URL of the proxy.
     */
    readonly url: string;
    /**
     * Addresses of the proxy, for network policies, which cannot name hosts.
     *
     * @default - the address in `url`; for a name, the network's addresses and its peers'
     */
    readonly cidrs?: readonly string[];
    /**
     * Hosts and networks that are reached directly, beside the cluster's own.
     *
     * @default []
     */
    readonly noProxy?: readonly string[];
  };
  /**
   * Certificates to trust beside the public ones, PEM.
   *
   * @default - none
   */
  readonly caBundle?: string;
  /**
   * DNS zone and issuer of the product's hosts.
   *
   * @default - none: external-dns and cert-manager cannot run
   */
  readonly dns?: {
    /**
     * Id of the DNS zone (Route 53 zone id, Cloud DNS zone name, Azure DNS zone resource id).
     */
    readonly zoneId: string;
    /**
     * Domain of the zone.
     */
    readonly domain: string;
    /**
     * Who issues the certificates of the product's hosts.
     */
    readonly issuer: AcmeIssuer | OwnCaIssuer | VendorCaIssuer;
  };
  /**
   * Tags (labels) for every resource, also for nodes and their volumes. On AWS, a change replaces every node, one after the other.
   *
   * @default {}
   */
  readonly tags?: {
    readonly [k: string]: string;
  };
  /**
   * The network: a new one, or one of yours.
   *
   * @default {}
   */
  readonly network?: NewGcpNetwork | ExistingVpcNetwork;
  /**
   * IAM members of the customer that administer the cluster.
   *
   * @default []
   */
  readonly administrators?: readonly string[];
  /**
   * How the Kubernetes API is addressed. `dns`: by a name of Google's, which answers on the internet to whom IAM lets connect; by address as well only where `kubernetesApi` names networks. `ip`: by address only.
   *
   * @default dns
   */
  readonly apiEndpoint?: 'dns' | 'ip';
  /**
   * Release channel of the cluster. GKE upgrades along it; the plan's Kubernetes version is where it starts.
   *
   * @default REGULAR
   */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /**
   * Whether the Binary Authorization policy of the project decides which images may run.
   *
   * @default off
   */
  readonly binaryAuthorization?: 'off' | 'project-policy';
  /**
   * What answers DNS queries of pods. A change takes effect on new nodes only.
   *
   * @default kube-dns
   */
  readonly clusterDns?: 'kube-dns' | 'cloud-dns';
  /**
   * How nodes are replaced: one at a time, or by a second set of nodes, which needs addresses for both.
   *
   * @default surge
   */
  readonly nodeUpgrades?: 'surge' | 'blue-green';
  /**
   * Whether what pods print goes to Cloud Logging of the project.
   *
   * @default true
   */
  readonly workloadLogs?: boolean;
  /**
   * Whether Managed Service for Prometheus collects metrics in the cluster.
   *
   * @default false
   */
  readonly managedPrometheus?: boolean;
  /**
   * Load balancers offered through Private Service Connect.
   *
   * @default []
   */
  readonly endpointServices?: readonly GcpEndpointService[];
  /**
   * Services of which the bootstrap turns Data Access audit logs on; it replaces what the project has set for them.
   *
   * @default []
   */
  readonly dataAccessLogs?: readonly (
    | 'storage.googleapis.com'
    | 'cloudkms.googleapis.com'
    | 'container.googleapis.com'
    | 'iam.googleapis.com'
    | 'sts.googleapis.com'
  )[];
  /**
   * Where Terraform keeps its state.
   *
   * @default {"type":"local"}
   */
  readonly backend?: GcsBackend | LocalBackend;
  /**
   * What you bring yourself.
   *
   * @default {}
   */
  readonly own?: {
    /**
     * Resource name of a Cloud KMS key of yours, in the region.
     *
     * @default - custody makes one
     */
    readonly encryptionKey?: string;
    /**
     * Buckets of yours, by the plan's names.
     *
     * @default {}
     */
    readonly buckets?: {
      readonly [k: string]: string;
    };
    /**
     * Project whose metrics workloads may query.
     *
     * @default - none
     */
    readonly metricsWorkspace?: string;
  };
}
export interface NewAzureNetwork {
  /**
   * The data plane makes its own network.
   */
  readonly kind?: 'new';
  /**
   * Addresses of the network.
   *
   * @default 10.0.0.0/16
   */
  readonly cidr?: string;
  /**
   * Addresses of pods, which only the cluster knows. Every node takes a /24 of them: a /16 ends at 256 nodes, a /14 at 1024. Choose it at the install: a change replaces the cluster.
   *
   * @default 10.244.0.0/16
   */
  readonly podCidr?: string;
  /**
   * Addresses of Kubernetes services.
   *
   * @default - 172.20.0.0/16; on GCP a part of the network
   */
  readonly serviceCidr?: string;
  /**
   * Networks that are or will be connected; kept apart, and let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
}
/**
 * Subnet with network policies of Private Link services off, from which consumers of `endpointServices` come.
 *
 * @default - none
 */
export interface ExistingAzureSubnet {
  /**
   * Resource id of the subnet.
   */
  readonly id: string;
  /**
   * Addresses of the subnet.
   */
  readonly cidr: string;
}
export interface ExistingVirtualNetwork {
  /**
   * The data plane is put into a network of yours and changes nothing in it.
   */
  readonly kind: 'existing';
  /**
   * Addresses of the network around the subnets: clients of internal listeners come from there.
   */
  readonly cidr: string;
  /**
   * Addresses of Kubernetes services.
   *
   * @default - 172.20.0.0/16; on GCP a part of the network
   */
  readonly serviceCidr?: string;
  /**
   * Networks that are connected; let in to internal listeners.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
  /**
   * Addresses of pods, which only the cluster knows. Every node takes a /24 of them: a /16 ends at 256 nodes, a /14 at 1024. Choose it at the install: a change replaces the cluster.
   *
   * @default 10.244.0.0/16
   */
  readonly podCidr?: string;
  /**
   * Resource id of the virtual network; needs the grants of docs/azure/existing-network.md.
   */
  readonly virtualNetworkId: string;
  /**
   * Subnet for nodes; with a way out, see `outbound`.
   */
  readonly nodeSubnet: ExistingAzureSubnet;
  /**
   * Subnet for private endpoints of buckets, key vault and control plane.
   */
  readonly privateEndpointSubnet: ExistingAzureSubnet;
  /**
   * Subnet for internal load balancers, which take its first addresses; nothing else may take any there.
   */
  readonly loadBalancerSubnet: ExistingAzureSubnet;
  /**
   * Subnet that is delegated to Microsoft.ContainerService/managedClusters, where `apiServer` is vnet-integration.
   *
   * @default - none
   */
  readonly apiServerSubnet?: ExistingAzureSubnet;
  /**
   * Subnet with network policies of Private Link services off, from which consumers of `endpointServices` come.
   *
   * @default - none
   */
  readonly privateLinkSubnet?: ExistingAzureSubnet;
  /**
   * How the nodes get out: by a NAT gateway of their subnet, or by its route table, whose 0.0.0.0/0 leads to a firewall of yours.
   *
   * @default nat-gateway
   */
  readonly outbound?: 'nat-gateway' | 'routes';
}
export interface AzureEndpointService {
  /**
   * Component whose internal load balancer is offered.
   */
  readonly component: 'agent' | 'proxy' | 'ingress';
  /**
   * Subscriptions that may ask for a connection.
   */
  readonly subscriptions: readonly string[];
}
export interface AzurermBackend {
  /**
   * State in a storage account of the subscription.
   */
  readonly type: 'azurerm';
  /**
   * Resource group.
   */
  readonly resourceGroup: string;
  /**
   * Storage account.
   */
  readonly storageAccount: string;
  /**
   * Container.
   */
  readonly container: string;
}
export interface AzureEnvironment {
  /**
   * Microsoft Azure.
   */
  readonly cloud: 'azure';
  /**
   * Subscription.
   */
  readonly subscription: string;
  /**
   * Entra tenant of the customer.
   */
  readonly tenant: string;
  /**
   * Region.
   */
  readonly region: string;
  /**
   * Name of this installation, unique in the account. No hyphen: permissions for byoc-acme-* would also match byoc-acme-eu-*.
   */
  readonly id: string;
  /**
   * Exactly three zones of the region, by name or all by id. Their order is part of what they make: keep it.
   */
  readonly zones: readonly string[];
  /**
   * How the Kubernetes API is reached.
   *
   * @default {"access":"private"}
   */
  readonly kubernetesApi?: PrivateApi | PublicApi;
  /**
   * Whether the customer's staff may open a shell or a port-forward on nodes (AWS: Session Manager; Google Cloud: Identity-Aware Proxy).
   *
   * @default false
   */
  readonly nodeShell?: boolean;
  /**
   * Operating system of the nodes: the cloud's standard image (AWS: Amazon Linux 2023), or Bottlerocket (AWS only).
   *
   * @default standard
   */
  readonly nodeImage?: 'standard' | 'bottlerocket';
  /**
   * What the vendor may do.
   *
   * @default {}
   */
  readonly access?: {
    /**
     * Who executes changes: the vendor, the customer after review, or the customer alone.
     *
     * @default approved
     */
    readonly mode?: 'managed' | 'approved' | 'self-managed';
    /**
     * AWS only: secret-like id that the vendor must present; unique per customer.
     *
     * @default - none: nobody of the vendor gets in on AWS
     */
    readonly externalId?: string;
    /**
     * When the vendor's access ends by itself.
     *
     * @default - it does not end by itself
     */
    readonly vendorExpiresAt?: string;
    /**
     * When the support engineers' access ends by itself.
     *
     * @default - there is no support access
     */
    readonly supportExpiresAt?: string;
    /**
     * Whether network, cluster and load balancers may be made; take it away after the install.
     *
     * @default true
     */
    readonly allowInstall?: boolean;
    /**
     * Whether network, cluster and load balancers may be deleted; give it before you destroy.
     *
     * @default false
     */
    readonly allowDelete?: boolean;
  };
  /**
   * Opens the plan's external listeners to the internet.
   *
   * @default - closed: there are no external load balancers
   */
  readonly publicIngress?: {
    /**
     * Networks that may reach external listeners.
     */
    readonly allowedCidrs: readonly string[];
  };
  /**
   * Clients of single ingress listeners, by name, where not every network that reaches the load balancer may use them.
   *
   * @default {}
   */
  readonly listenerAllowLists?: {
    readonly [k: string]: readonly string[];
  };
  /**
   * Other limits for the plan's node profiles, by name. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.
   *
   * @default {}
   */
  readonly nodeLimits?: {
    readonly [k: string]: NodeLimits;
  };
  /**
   * Protects stacks, cluster and load balancers from deletion together. Deploy with false before you destroy.
   *
   * @default true
   */
  readonly protection?: boolean;
  /**
   * What becomes of key, buckets and logs when custody is destroyed.
   *
   * @default retain
   */
  readonly dataOnDelete?: 'retain' | 'destroy';
  /**
   * How long logs are kept, in days.
   *
   * @default 90
   */
  readonly logRetentionDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653;
  /**
   * When upgrades may happen; GKE takes one window, AKS one on one day.
   *
   * @default - at any time
   */
  readonly maintenanceWindows?: readonly MaintenanceWindow[];
  /**
   * When upgrades must not happen, for example around a holiday.
   *
   * @default []
   */
  readonly maintenanceExclusions?: readonly MaintenanceExclusion[];
  /**
   * Registry that mirrors every image.
   *
   * @default - the images' own registries
   */
  readonly registry?: string;
  /**
   * HTTP proxy for outbound traffic.
   *
   * @default - none
   */
  readonly httpProxy?: {
    /**
     * URL of the proxy.
     */
    readonly url: string;
    /**
     * Addresses of the proxy, for network policies, which cannot name hosts.
     *
     * @default - the address in `url`; for a name, the network's addresses and its peers'
     */
    readonly cidrs?: readonly string[];
    /**
     * Hosts and networks that are reached directly, beside the cluster's own.
     *
     * @default []
     */
    readonly noProxy?: readonly string[];
  };
  /**
   * Certificates to trust beside the public ones, PEM.
   *
   * @default - none
   */
  readonly caBundle?: string;
  /**
   * DNS zone and issuer of the product's hosts.
   *
   * @default - none: external-dns and cert-manager cannot run
   */
  readonly dns?: {
    /**
     * Id of the DNS zone (Route 53 zone id, Cloud DNS zone name, Azure DNS zone resource id).
     */
    readonly zoneId: string;
    /**
     * Domain of the zone.
     */
    readonly domain: string;
    /**
     * Who issues the certificates of the product's hosts.
     */
    readonly issuer: AcmeIssuer | OwnCaIssuer | VendorCaIssuer;
  };
  /**
   * Tags (labels) for every resource, also for nodes and their volumes. On AWS, a change replaces every node, one after the other.
   *
   * @default {}
   */
  readonly tags?: {
    readonly [k: string]: string;
  };
  /**
   * The network: a new one, or one of yours.
   *
   * @default {}
   */
  readonly network?: NewAzureNetwork | ExistingVirtualNetwork;
  /**
   * Entra groups of the customer that administer the cluster, by object id. At least one: AKS has no local accounts here.
   *
   * @default []
   */
  readonly administrators?: readonly string[];
  /**
   * Object id of the service principal that the vendor's application (`vendor.azure.applicationId`) has in your tenant.
   *
   * @default - none: the vendor has no access, or is known by `vendor.azure.oidc`
   */
  readonly vendorObjectId?: string;
  /**
   * Whether `vendorExpiresAt` and `supportExpiresAt` end role assignments by themselves, which needs Privileged Identity Management: Entra ID P2 or Entra ID Governance.
   *
   * @default false
   */
  readonly timeBoundAssignments?: boolean;
  /**
   * How the API server is attached: in a subnet of the network, or behind a private endpoint in the nodes' subnet, which cannot be public.
   *
   * @default vnet-integration
   */
  readonly apiServer?: 'vnet-integration' | 'private-cluster';
  /**
   * Along which AKS upgrades the cluster: the plan's Kubernetes version is where it starts, and stays with `patch`. `node-image`: AKS never upgrades Kubernetes.
   *
   * @default patch
   */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image';
  /**
   * How AKS keeps the operating system of the nodes up to date: by a new image each week, by security patches (their images cost extra), or not at all.
   *
   * @default NodeImage
   */
  readonly nodeOsUpgradeChannel?: 'NodeImage' | 'SecurityPatch' | 'None';
  /**
   * OS disks of node profiles, by name: `ephemeral` on a disk of the machine, which is faster and has no cost, or `managed`.
   *
   * @default - `ephemeral` where the size of the machine allows it, else `managed`
   */
  readonly osDisks?: {
    readonly [k: string]: 'ephemeral' | 'managed';
  };
  /**
   * Whether the Azure Policy add-on runs in the cluster.
   *
   * @default false
   */
  readonly azurePolicy?: boolean;
  /**
   * Resource id of the Log Analytics workspace to which Microsoft Defender for Containers reports.
   *
   * @default - none: Defender watches nothing in the cluster
   */
  readonly defenderWorkspace?: string;
  /**
   * Load balancers offered through Private Link; each connection must be approved.
   *
   * @default []
   */
  readonly endpointServices?: readonly AzureEndpointService[];
  /**
   * What becomes of what the bootstrap detects.
   *
   * @default {}
   */
  readonly detections?: {
    /**
     * Who is told of what the bootstrap detects.
     *
     * @default - nobody
     */
    readonly email?: string;
  };
  /**
   * Where Terraform keeps its state.
   *
   * @default {"type":"local"}
   */
  readonly backend?: AzurermBackend | LocalBackend;
  /**
   * What you bring yourself.
   *
   * @default {}
   */
  readonly own?: {
    /**
     * Key Vault key of yours, with its version: volumes and buckets follow its rotation, secrets of Kubernetes stay with the version. Needs `keyVault` and the settings of docs/azure/own-key.md.
     *
     * @default - custody makes one for secrets and one for the rest
     */
    readonly encryptionKey?: string;
    /**
     * Resource id of the key vault of `encryptionKey`.
     *
     * @default - custody makes one
     */
    readonly keyVault?: string;
    /**
     * Containers of yours, by the plan's names of buckets.
     *
     * @default {}
     */
    readonly buckets?: {
      readonly [k: string]: string;
    };
    /**
     * Resource id of a Log Analytics workspace that gets the logs as well, to search them; how long it keeps them and which key encrypts it are its own.
     *
     * @default - none: logs are in a storage account of custody
     */
    readonly logWorkspace?: string;
    /**
     * Resource id of an Azure Monitor workspace that workloads may query.
     *
     * @default - none
     */
    readonly metricsWorkspace?: string;
  };
}
