"""Roles whose names are taken."""

from ministack.services import iam

from .registry import handlers


def refusing_taken_names(handler):
    """The emulator's CloudFormation writes over a role of the same name; AWS refuses, as the emulator's IAM does."""

    def create(logical_id, properties, stack_name):
        if properties.get("RoleName") in iam._roles:
            raise ValueError(f"EntityAlreadyExists: Role with name {properties['RoleName']} already exists.")
        return handler["create"](logical_id, properties, stack_name)

    return {**handler, "create": create}


handlers["AWS::IAM::Role"] = refusing_taken_names(handlers["AWS::IAM::Role"])
