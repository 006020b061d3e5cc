#!/bin/sh
set -eu
cd "$(dirname "$0")"

# Installs or upgrades the charts, in this order. Needs helm 3 or 4, and kubectl.
case "$(helm version --short)" in
  v3*) undo=--atomic ;;
  *) undo=--rollback-on-failure ;;
esac

install() {
  release=$1 namespace=$2 version=$3 definitions=$4
  shift 4
  echo "$release $version"
  if [ "$definitions" = folder ]; then
    helm show crds "$@" --version "$version" | awk '/^apiVersion:/ { print "---" } 1' |
      kubectl apply --server-side --force-conflicts --field-manager=byoc -f -
    kubectl wait --for=condition=Established --timeout=60s crd --all
  fi
  helm upgrade --install "$release" "$@" --version "$version" --namespace "$namespace" \
    --values "values/$release.yaml" --skip-crds "$undo" --wait --timeout 10m
}

install cert-manager cert-manager v1.21.2 - oci://quay.io/jetstack/charts/cert-manager@sha256:634dce9c13b56677a2c05e2ab76c312d0be2664022d5dd05815da67e1fd5f610
install aws-load-balancer-controller kube-system 3.5.0 folder aws-load-balancer-controller --repo https://aws.github.io/eks-charts
install istio-base istio-system 1.31.1 - oci://ghcr.io/istio/release/charts/base
install istiod istio-system 1.31.1 - oci://ghcr.io/istio/release/charts/istiod
install gateway istio-ingress 1.31.1 - oci://ghcr.io/istio/release/charts/gateway
install cluster-autoscaler kube-system 9.59.0 - cluster-autoscaler --repo https://kubernetes.github.io/autoscaler
install external-dns external-dns 1.21.1 - external-dns --repo https://kubernetes-sigs.github.io/external-dns/
install kube-prometheus-stack monitoring 88.5.3 folder oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack
