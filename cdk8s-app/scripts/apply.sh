#!/usr/bin/env bash
# Applies the manifests of this folder to the cluster of the current context, in order. A second run changes nothing.
# Objects of an earlier version that are in this one no more are deleted; namespaces and classes never are.
set -euo pipefail
cd "$(dirname "$0")"
environment=$(cat environment.txt)
echo "environment: $environment, context: $(kubectl config current-context)"
there=$(kubectl get namespace byoc-system --ignore-not-found --output 'go-template={{index .metadata.labels "byoc/environment"}}')
if [ -n "$there" ] && [ "$there" != "$environment" ]; then
  echo "this cluster is environment $there: choose the context of $environment" >&2
  exit 1
fi

for file in 0*.yaml; do kubectl apply --server-side --field-manager=byoc --validate=strict --filename "$file"; done
if [ -e charts/install.sh ]; then bash charts/install.sh; fi
for file in [1-9]*.yaml; do kubectl apply --server-side --field-manager=byoc --validate=strict --filename "$file"; done

served=$(kubectl api-resources --verbs=list --output=name)
while read -r kind; do
  grep --quiet --line-regexp "$kind" <<<"$served" || continue
  kubectl get "$kind" --all-namespaces --selector "app.kubernetes.io/part-of=byoc,byoc/environment=$environment" --no-headers \
    --output custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name | while read -r namespace name; do
    namespace=${namespace/<none>/-}
    grep --quiet --line-regexp --fixed-strings "$kind $namespace $name" objects.txt && continue
    # What closes a namespace stays as long as the namespace does; rights in it go.
    case "$kind" in networkpolicies.* | resourcequotas | limitranges | serviceaccounts)
      grep --quiet --fixed-strings " $namespace " objects.txt || continue ;;
    esac
    echo "no longer part of this version: $kind $namespace $name"
    if [ "$namespace" = - ]; then kubectl delete "$kind" "$name"; else kubectl delete "$kind" "$name" --namespace "$namespace"; fi
  done
done <kinds.txt
