#!/bin/sh
set -eu
cd "$(dirname "$0")"

# Removes the charts. Custom resource definitions stay: with them would go everything that was made of them.
uninstall() {
  echo "$1"
  helm uninstall "$1" --namespace "$2" --ignore-not-found --wait --timeout 10m
}

uninstall kube-prometheus-stack monitoring
kubectl delete service kube-prometheus-stack-kubelet --namespace kube-system --ignore-not-found
uninstall external-dns external-dns
uninstall cluster-autoscaler kube-system
kubectl delete lease cluster-autoscaler --namespace kube-system --ignore-not-found
kubectl delete configmap cluster-autoscaler-status --namespace kube-system --ignore-not-found
uninstall gateway istio-ingress
uninstall istiod istio-system
uninstall istio-base istio-system
uninstall aws-load-balancer-controller kube-system
kubectl delete lease aws-load-balancer-controller-leader --namespace kube-system --ignore-not-found
kubectl delete secret aws-load-balancer-tls --namespace kube-system --ignore-not-found
uninstall cert-manager cert-manager
