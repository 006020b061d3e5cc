"""Add-ons, Pod Identity associations, access entries, and the security group of a cluster."""

import json

from ministack.services import ec2, eks

from .registry import call, camel, handle, handlers, tag_map


def cluster_with_group(handler):
    """The emulator names a cluster's security group and does not make it: rules need it."""

    def create(logical_id, properties, stack_name):
        name, attributes = handler["create"](logical_id, properties, stack_name)
        subnet = ec2._subnets.get(properties["ResourcesVpcConfig"]["SubnetIds"][0], {})
        group = attributes["ClusterSecurityGroupId"]
        ec2._security_groups[group] = {
            "GroupId": group, "GroupName": f"eks-cluster-sg-{name}", "Description": "EKS created security group",
            "VpcId": subnet.get("VpcId", ""), "OwnerId": subnet.get("OwnerId", ""), "IpPermissions": [],
            "IpPermissionsEgress": [],
        }
        return name, attributes

    def delete(name, properties):
        group = eks._clusters[name]["resourcesVpcConfig"]["clusterSecurityGroupId"] if name in eks._clusters else None
        ec2._security_groups.pop(group, None)
        handler["delete"](name, properties)

    return {**handler, "create": create, "delete": delete}


def create_association(_, properties, __):
    body = {**camel({key: value for key, value in properties.items() if key != "Tags"}), "tags": tag_map(properties)}
    association = json.loads(call(eks._create_pod_identity_association, properties["ClusterName"], body))["association"]
    arn, identifier = association["associationArn"], association["associationId"]
    return arn, {"AssociationArn": arn, "AssociationId": identifier}


def delete_association(arn, properties):
    call(eks._delete_pod_identity_association, properties["ClusterName"], arn.split("/")[-1])


def change_association(arn, old, new):
    if any(old.get(key) != new.get(key) for key in ("ClusterName", "Namespace", "ServiceAccount")):
        return None
    identifier = arn.split("/")[-1]
    call(eks._update_pod_identity_association, new["ClusterName"], identifier, {"roleArn": new["RoleArn"]})
    return arn, {"AssociationArn": arn, "AssociationId": identifier}


def add_on_body(properties):
    names = ("AddonName", "AddonVersion", "ConfigurationValues")
    return {**camel({name: properties[name] for name in names if name in properties}), "tags": tag_map(properties)}


def create_add_on(_, properties, stack_name):
    cluster, name = properties["ClusterName"], properties["AddonName"]
    add_on = json.loads(call(eks._create_addon, cluster, add_on_body(properties)))["addon"]
    # An add-on's associations are made by EKS, in the namespace of the add-on, and refused as any others.
    try:
        arns = []
        for association in properties.get("PodIdentityAssociations", []):
            wanted = {**association, "ClusterName": cluster, "Namespace": "kube-system"}
            arns.append(create_association("", wanted, stack_name)[0])
    except ValueError:
        delete_add_on(f"{cluster}|{name}", properties)
        raise
    eks._addons[f"{cluster}/{name}"]["podIdentityAssociations"] = arns
    for association in eks._pod_identity_associations.values():
        if association["associationArn"] in arns:
            association["ownerArn"] = add_on["addonArn"]
    return f"{cluster}|{name}", {"Arn": add_on["addonArn"]}


def delete_add_on(identifier, _):
    cluster, name = identifier.split("|")
    for arn in eks._addons.get(f"{cluster}/{name}", {}).get("podIdentityAssociations", []):
        delete_association(arn, {"ClusterName": cluster})
    call(eks._delete_addon, cluster, name)


def change_add_on(identifier, _, new):
    cluster, name = identifier.split("|")
    call(eks._update_addon, cluster, name, add_on_body(new))
    return identifier, {"Arn": eks._addons[f"{cluster}/{name}"]["addonArn"]}


def create_access_entry(_, properties, __):
    cluster, principal = properties["ClusterName"], properties["PrincipalArn"]
    body = {**camel({key: value for key, value in properties.items() if key != "Tags"}), "tags": tag_map(properties)}
    entry = json.loads(call(eks._create_access_entry, cluster, body))["accessEntry"]
    for policy in properties.get("AccessPolicies", []):
        call(eks._associate_access_policy, cluster, principal, camel(policy))
    return f"{principal}|{cluster}", {"AccessEntryArn": entry["accessEntryArn"]}


def delete_access_entry(_, properties):
    call(eks._delete_access_entry, properties["ClusterName"], properties["PrincipalArn"])


def change_access_entry(_, old, new):
    if any(old[key] != new[key] for key in ("ClusterName", "PrincipalArn")):
        return None
    delete_access_entry("", old)
    return create_access_entry("", new, "")


handlers["AWS::EKS::Cluster"] = cluster_with_group(handlers["AWS::EKS::Cluster"])
handle("AWS::EKS::PodIdentityAssociation", create_association, delete_association, change_association)
handle("AWS::EKS::Addon", create_add_on, delete_add_on, change_add_on)
handle("AWS::EKS::AccessEntry", create_access_entry, delete_access_entry, change_access_entry)
