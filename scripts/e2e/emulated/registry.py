"""How a resource type is registered with ministack's CloudFormation."""

import re

from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as handlers
from ministack.services.cloudformation.provisioners import _pascal_to_camel as camel

__all__ = ["call", "camel", "element", "handle", "handlers", "query", "tag_map"]


def call(operation, *arguments):
    """Body of a service's answer; raises what the service refuses."""
    status, _, body = operation(*arguments)
    text = body.decode() if isinstance(body, bytes) else body
    if status >= 400:
        raise ValueError(text)
    return text


def query(**parameters):
    return {key: [str(value)] for key, value in parameters.items() if value is not None}


def element(xml, name):
    return re.search(f"<{name}>([^<]+)</{name}>", xml).group(1)


def tag_map(properties):
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}


TEXT = ("Tags", "Description")


def handle(type_name, create, delete, in_place=None):
    """Registers a type. Without `in_place`, a change of anything but text makes a new resource, as on AWS."""

    def update(physical_id, old, new, stack_name, *_, **__):
        without_text = [{key: value for key, value in p.items() if key not in TEXT} for p in (old, new)]
        if in_place is not None:
            changed = in_place(physical_id, old, new)
            if changed is not None:
                return changed
        elif without_text[0] == without_text[1]:
            return physical_id, attributes[physical_id]
        return made("", new, stack_name)

    def made(logical_id, properties, stack_name):
        physical_id, attributes[physical_id] = create(logical_id, properties, stack_name)
        return physical_id, attributes[physical_id]

    attributes = {}
    handlers[type_name] = {"create": made, "update": update, "delete": delete}
