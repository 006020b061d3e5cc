"""Change sets in pages and with property values, the role that a stack works with, and `Fn::Join` in conditions."""

import json
import re
import sys

from ministack.services.cloudformation import _change_sets, _stacks, changesets, engine
from ministack.services.cloudformation.handlers import _ACTION_HANDLERS as handlers
from ministack.services.cloudformation.helpers import _esc as escape
from ministack.services.cloudformation.helpers import _p as parameter

PAGE = 50


def replace(action, make):
    handlers[action] = make(handlers[action])


def edited(answer, edit):
    status, headers, body = answer
    text = body.decode() if isinstance(body, bytes) else body
    return (status, headers, edit(text).encode()) if status == 200 else answer


def properties_of(template, parameters, stack):
    resolved = changesets._resolve_props_for_diff(template, parameters, stack["StackName"], stack["StackId"])
    return {name: resource["Properties"] for name, resource in resolved.get("Resources", {}).items()}


def create_change_set(original):
    def create(params):
        answer = original(params)
        for change_set in _change_sets.values():
            if answer[0] == 200 and change_set["ChangeSetId"] in str(answer[2]):
                stack = _stacks[change_set["StackName"]]
                change_set["RoleARN"] = parameter(params, "RoleARN")
                change_set["_before"] = properties_of(stack["_template"], stack["_resolved_params"], stack)
                change_set["_after"] = properties_of(change_set["_template"], change_set["_resolved_params"], stack)
        return answer

    return create


def describe_change_set(original):
    def describe(params):
        _, change_set = changesets._find_change_set(parameter(params, "ChangeSetName"), parameter(params, "StackName"))
        if change_set is None:
            return original(params)
        everything, start = change_set["Changes"], int(parameter(params, "NextToken") or 0)
        change_set["Changes"] = everything[start:start + PAGE]
        try:
            answer = original(params)
        finally:
            change_set["Changes"] = everything
        if parameter(params, "IncludePropertyValues") == "true":
            answer = edited(answer, lambda text: with_values(text, change_set))
        if start + PAGE < len(everything):
            token = f"<NextToken>{start + PAGE}</NextToken></DescribeChangeSetResult>"
            answer = edited(answer, lambda text: text.replace("</DescribeChangeSetResult>", token))
        return answer

    return describe


def with_values(text, change_set):
    """Both contexts of a change, and both values of a property that changes."""

    def in_change(found):
        before, after = (change_set[key].get(found["id"]) for key in ("_before", "_after"))
        contexts = "".join(
            f"<{name}>{escape(json.dumps({'Properties': properties}))}</{name}>"
            for name, properties in (("BeforeContext", before), ("AfterContext", after)) if properties is not None)
        return contexts + re.sub("<Name>([^<]+)</Name>", lambda name: name[0] + values(name[1], before, after), found[0])

    def values(name, before, after):
        return f"<Path>/Properties/{name}</Path>" + "".join(
            f"<{tag}>{escape(shown(properties[name]))}</{tag}>"
            for tag, properties in (("BeforeValue", before or {}), ("AfterValue", after or {})) if name in properties)

    return re.sub("<Action>(?:(?!<Action>).)*?<LogicalResourceId>(?P<id>[^<]+)</LogicalResourceId>(?:(?!<Action>).)*",
                  in_change, text, flags=re.DOTALL)


def shown(value):
    return value if isinstance(value, str) else json.dumps(value)


def execute_change_set(original):
    """A stack keeps the role of the last change set that was executed."""

    def execute(params):
        _, change_set = changesets._find_change_set(parameter(params, "ChangeSetName"), parameter(params, "StackName"))
        answer = original(params)
        if answer[0] == 200 and change_set.get("RoleARN"):
            _stacks[change_set["StackName"]]["RoleARN"] = change_set["RoleARN"]
        return answer

    return execute


def describe_stacks(original):
    def role_of(found):
        role = next((stack.get("RoleARN") for stack in _stacks.values() if stack["StackId"] == found[1]), None)
        return found[0] + (f"<RoleARN>{escape(role)}</RoleARN>" if role else "")

    return lambda params: edited(
        original(params), lambda text: re.sub("<StackId>([^<]+)</StackId>", role_of, text))


def conditions_with_joins(original):
    """The emulator takes a join in a condition for what it looks like, so that a list is never empty."""

    def evaluate(template, parameters):
        def joined(value):
            if isinstance(value, list):
                return [joined(item) for item in value]
            if not isinstance(value, dict):
                return value
            if "Fn::Join" not in value:
                return {key: joined(item) for key, item in value.items()}
            separator, items = value["Fn::Join"]
            return separator.join(parameters[items["Ref"]]["Value"].split(",") if isinstance(items, dict) else items)

        return original({**template, "Conditions": joined(template.get("Conditions", {}))}, parameters)

    return evaluate


evaluate_conditions = conditions_with_joins(engine._evaluate_conditions)
for module in [module for name, module in sys.modules.items() if name.startswith("ministack.services.cloudformation")]:
    if hasattr(module, "_evaluate_conditions"):
        module._evaluate_conditions = evaluate_conditions
replace("CreateChangeSet", create_change_set)
replace("DescribeChangeSet", describe_change_set)
replace("ExecuteChangeSet", execute_change_set)
replace("DescribeStacks", describe_stacks)
