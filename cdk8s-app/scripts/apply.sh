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

apply() { kubectl apply --server-side --field-manager=byoc --validate=strict --filename "$1"; }

# Deletes what is left of one kind.
prune() {
  kubectl get "$1" --all-namespaces --selector "app.kubernetes.io/part-of=byoc,byoc/environment=$environment" --no-headers \
    --output custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name | while read -r namespace name; do
    namespace=${namespace/<none>/-}
    grep --quiet --line-regexp --fixed-strings "$1 $namespace $name" objects.txt && continue
    # What closes a namespace stays as long as the namespace does; rights in it go.
    case "$1" in networkpolicies.* | resourcequotas | limitranges | serviceaccounts)
      grep --quiet --fixed-strings " $namespace " objects.txt || continue ;;
    esac
    echo "no longer part of this version: $1 $namespace $name"
    if [ "$namespace" = - ]; then kubectl delete --timeout=5m "$1" "$name"; else kubectl delete --timeout=5m "$1" "$name" --namespace "$namespace"; fi
  done
}

# First of all, who is let in no more: what fails below must not keep them in.
prune rolebindings.rbac.authorization.k8s.io
prune clusterrolebindings.rbac.authorization.k8s.io

# Then support, if it ended by its date: applied again, it would be let in anew. Moments in UTC sort as text; it ends with
# the minute, as schedules of Kubernetes do.
support=90-support-binding.yaml
ended=
if [ -e "$support" ]; then
  expiry=$(sed -n '/byoc\/expires-at:/{s/.*\(20[0-9T:-]*Z\).*/\1/p;q;}' "$support")
  if [[ ! $(date -u +%Y-%m-%dT%H:%M) < ${expiry%:*} ]]; then
    ended=yes
    echo "support ended at $expiry: $support is not applied, and what is left of it is deleted"
    kubectl delete --ignore-not-found --timeout=5m --filename "$support"
  fi
fi

for file in 0*.yaml; do apply "$file"; done
if [ -e charts/install.sh ]; then bash charts/install.sh; fi
for file in [1-9]*.yaml; do
  if [ "$file" = "$support" ] && [ -n "$ended" ]; then continue; fi
  apply "$file"
done

served=$(kubectl api-resources --verbs=list --output=name)
while read -r kind; do
  if grep --quiet --line-regexp "$kind" <<<"$served"; then prune "$kind"; fi
done <kinds.txt
