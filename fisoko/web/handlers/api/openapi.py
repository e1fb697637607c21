"""The OpenAPI document of the reading addresses, made from their table."""

from functools import cache
from typing import Any

from fisoko.domain.asked import FAR, KINDS, LOGIN, MOST_ROWS, REGION, STATUSES
from fisoko.domain.table import Kind
from fisoko.web.handlers.api import texts
from fisoko.web.handlers.api.formats import FORMATS
from fisoko.web.handlers.api.routes import READS, Reads

VERSION = "1.0.0"
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.INTEGER: {"type": ["integer", "null"]},
    Kind.NUMBER: {"type": ["number", "object", "null"]},
    Kind.BOOLEAN: {"type": ["boolean", "object", "null"]},
    Kind.MOMENT: {"type": ["string", "null"], "format": "date-time"},
}
TEXT = {"type": ["string", "number", "boolean", "object", "null"]}
SCHEMAS: dict[str, dict[str, Any]] = {
    "collection": {"type": "integer", "minimum": 1, "maximum": 10**18 - 1},
    "sheet": {"type": "string", "minLength": 1, "maxLength": 300, "pattern": "^[^/]+$"},
    "format": {"type": "string", "enum": [*FORMATS]},
    "as_of": {"type": "string", "format": "date-time", "pattern": "^2[0-9]{3}-"},
    "region": {"type": "string", "pattern": f"^{REGION.pattern}$"},
    "kind": {"type": "string", "enum": [*KINDS]},
    "login": {"type": "string", "pattern": f"^{LOGIN.pattern}$"},
    "status": {"type": "string", "enum": [*STATUSES]},
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    "offset": {"type": "integer", "minimum": 0, "maximum": FAR, "default": 0},
}
PROBLEMS = ("400", "401", "403", "404", "429", "503")
HEADERS: dict[str, dict[str, Any]] = {
    "As-Of": {"type": "string", "format": "date-time"},
    "As-Of-Number": {"type": "integer", "minimum": 0},
    "Total-Count": {"type": "integer", "minimum": 0},
    "ETag": {"type": "string"},
    "RateLimit-Limit": {"type": "integer", "minimum": 1},
    "RateLimit-Remaining": {"type": "integer", "minimum": 0},
    "RateLimit-Reset": {"type": "integer", "minimum": 0},
}
OF_ROWS: dict[str, dict[str, Any]] = {
    "Limit": {"type": "string", "pattern": "^([0-9]+|none)$"},
    "Limit-Most": {"type": "integer", "const": MOST_ROWS},
    "Link": {"type": "string"},
}
ALWAYS = {*HEADERS, "Limit", "Limit-Most"}


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1; not to be changed by whoever takes it."""
    return {
        "openapi": "3.1.0",
        "info": {"title": texts.TITLE, "description": texts.DESCRIPTION, "version": VERSION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}],
        "paths": {one.path: {"get": _operation(one)} for one in READS},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": texts.TOKEN},
                "session": {"type": "apiKey", "in": "cookie", "name": "fsid", "description": texts.SESSION},
            },
            "schemas": {"Problem": _problem()} | {one.name.capitalize(): _schema(one) for one in READS},
        },
    }


def _operation(one: Reads) -> dict[str, Any]:
    contents: dict[str, Any] = {
        FORMATS["json"][0]: {"schema": {"$ref": f"#/components/schemas/{one.name.capitalize()}"}}
    }
    contents |= {FORMATS[name][0].split(";")[0]: {} for name in ("csv", "arrow")}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": one.name,
        "summary": one.table.title,
        "parameters": [_parameter(name, "path") for name in one.parts]
        + [_parameter(name, "query") for name in one.known],
        "responses": {
            "200": {
                "description": texts.OK.format(title=one.table.title),
                "headers": _headers(HEADERS | OF_ROWS),
                "content": contents,
            },
            "304": {"description": texts.NOT_CHANGED, "headers": _headers(HEADERS)},
        }
        | {status: {"description": texts.PROBLEM, "content": problem} for status in PROBLEMS},
    }


def _headers(schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        name: {"description": texts.HEADERS[name], "required": name in ALWAYS, "schema": schema}
        for name, schema in schemas.items()
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": texts.PARAMETERS[name],
        "schema": SCHEMAS[name],
    }


def _schema(one: Reads) -> dict[str, Any]:
    fields = {
        field.name: {**TYPES.get(field.kind, TEXT), "description": ": ".join(filter(None, (field.title, field.note)))}
        for field in one.table.fields
    }
    row = {"type": "object", "properties": fields, "required": [*fields]}
    properties: dict[str, Any] = {
        "table": {"const": one.name},
        "title": {"type": "string"},
        "as_of": {"type": "string", "format": "date-time"},
        "as_of_number": {"type": "integer"},
        "total": {"type": "integer"},
        "limit": {"type": "integer"},
        "offset": {"type": "integer"},
        "next": {"type": ["integer", "null"]},
        "fields": {"type": "array", "items": {"type": "object"}},
        "rows": {"type": "array", "items": row},
    }
    return {"type": "object", "properties": properties, "required": [*properties]}


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail"],
    }
