"""Addresses, NAT gateways, flow logs, security group rules, endpoint services."""

import re

from ministack.core.responses import new_uuid
from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from .registry import call, element, handle, query


def create_address(_, properties, __):
    answer = call(ec2._allocate_address, query(Domain=properties.get("Domain")))
    allocation_id, address = element(answer, "allocationId"), element(answer, "publicIp")
    provisioners._ec2_apply_tags(allocation_id, properties)
    return address, {"AllocationId": allocation_id, "PublicIp": address}


def delete_address(address, _):
    for allocation_id, record in list(ec2._addresses.items()):
        if record["PublicIp"] == address:
            call(ec2._release_address, query(AllocationId=allocation_id))


def create_nat_gateway(_, properties, __):
    for key, store in (("SubnetId", ec2._subnets), ("AllocationId", ec2._addresses)):
        if properties[key] not in store:
            raise ValueError(f"{key} {properties[key]} does not exist")
    parameters = query(SubnetId=properties["SubnetId"], AllocationId=properties["AllocationId"])
    gateway = element(call(ec2._create_nat_gateway, parameters), "natGatewayId")
    provisioners._ec2_apply_tags(gateway, properties)
    return gateway, {"NatGatewayId": gateway}


def create_flow_log(_, properties, __):
    names = ("ResourceType", "TrafficType", "LogDestinationType", "LogGroupName")
    parameters = query(**{"ResourceId.1": properties["ResourceId"]}, **{name: properties.get(name) for name in names})
    identifier = re.search("fl-[0-9A-Fa-f]+", call(ec2._create_flow_logs, parameters)).group(0)
    provisioners._ec2_apply_tags(identifier, properties)
    return identifier, {"Id": identifier}


def rule_parameters(properties):
    prefix = "IpPermissions.1"
    peer = properties.get("SourceSecurityGroupId") or properties.get("DestinationSecurityGroupId")
    return query(**{
        "GroupId": properties["GroupId"],
        f"{prefix}.IpProtocol": properties["IpProtocol"],
        f"{prefix}.FromPort": properties.get("FromPort"),
        f"{prefix}.ToPort": properties.get("ToPort"),
        f"{prefix}.IpRanges.1.CidrIp": properties.get("CidrIp"),
        f"{prefix}.Groups.1.GroupId": peer,
    })


def handle_rule(direction):
    store = {"ingress": "IpPermissions", "egress": "IpPermissionsEgress"}[direction]

    def create(_, properties, __):
        parameters = rule_parameters(properties)
        group = ec2._security_groups.get(properties["GroupId"], {store: []})
        rules = ec2._parse_ip_permissions(parameters, "IpPermissions")
        # The emulator takes a rule twice and would forget both with one; EC2 refuses the second.
        if any(ec2._rules_match(rule, existing) for rule in rules for existing in group[store]):
            raise ValueError(f"InvalidPermission.Duplicate: the rule already exists in {properties['GroupId']}")
        rule = element(call(getattr(ec2, f"_authorize_sg_{direction}"), parameters), "securityGroupRuleId")
        return rule, {"Id": rule}

    def delete(rule, properties):
        if properties["GroupId"] in ec2._security_groups:
            revoke = getattr(ec2, f"_revoke_sg_{direction}")
            call(revoke, query(**{"GroupId": properties["GroupId"], "SecurityGroupRuleId.1": rule}))

    handle(f"AWS::EC2::SecurityGroup{direction.capitalize()}", create, delete)


def create_endpoint_service(_, __, ___):
    # EC2 of the emulator has no endpoint services: the stack knows of them, the API does not.
    service = f"vpce-svc-{new_uuid().replace('-', '')[:17]}"
    return service, {"ServiceId": service}


handle("AWS::EC2::EIP", create_address, delete_address)
handle("AWS::EC2::NatGateway", create_nat_gateway,
       lambda gateway, _: call(ec2._delete_nat_gateway, query(NatGatewayId=gateway)))
handle("AWS::EC2::FlowLog", create_flow_log,
       lambda flow_log, _: call(ec2._delete_flow_logs, query(**{"FlowLogId.1": flow_log})))
handle_rule("ingress")
handle_rule("egress")
handle("AWS::EC2::VPCEndpointService", create_endpoint_service, lambda *_: None)
handle("AWS::EC2::VPCEndpointServicePermissions", lambda _, properties, __: (properties["ServiceId"], {}),
       lambda *_: None)
