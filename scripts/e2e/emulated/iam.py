"""Roles whose names are taken, and boundaries of roles."""

from ministack.services import iam

from .registry import call, handlers, query


def refusing_taken_names(handler):
    """The emulator's CloudFormation writes over a role of the same name; AWS refuses, as the emulator's IAM does."""

    def create(logical_id, properties, stack_name):
        if properties.get("RoleName") in iam._roles:
            raise ValueError(f"EntityAlreadyExists: Role with name {properties['RoleName']} already exists.")
        return handler["create"](logical_id, properties, stack_name)

    return {**handler, "create": create}


def with_boundary(handler):
    """The emulator's CloudFormation leaves the boundary of a role out; its IAM has it."""

    def create(logical_id, properties, stack_name):
        name, attributes = handler["create"](logical_id, properties, stack_name)
        bind(name, properties)
        return name, attributes

    def update(physical_id, old, new, *others, **named):
        name, attributes = handler["update"](physical_id, old, new, *others, **named)
        bind(name, new)
        return name, attributes

    def bind(name, properties):
        boundary = properties.get("PermissionsBoundary")
        if boundary:
            call(iam._put_role_permissions_boundary, query(RoleName=name, PermissionsBoundary=boundary))
        elif iam._roles[name].get("PermissionsBoundary"):
            call(iam._delete_role_permissions_boundary, query(RoleName=name))

    return {**handler, "create": create, "update": update}


handlers["AWS::IAM::Role"] = refusing_taken_names(with_boundary(handlers["AWS::IAM::Role"]))
