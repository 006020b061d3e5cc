/**
 * Pods registered with a target group that the data plane owns. There is no field for rules of security groups:
 * with them, the controller would need rights in EC2, and would leave rules behind.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/
 */
export interface TargetGroupBinding {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'TargetGroupBinding';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly targetGroupARN: string;
    readonly targetType: 'ip';
    readonly ipAddressType: 'ipv4';
    /** The port is that of the service. */
    readonly serviceRef: { readonly name: string; readonly port: number };
  };
}
