"""Cuts the published OpenAPI documents down to what memo uses; run by hand when a maker publishes a new one.

    npm pack @octokit/openapi@23.0.2 && tar xf octokit-openapi-23.0.2.tgz
    git clone https://github.com/cfdude/mcp-jira && git clone https://github.com/MicrosoftDocs/vsts-rest-api-specs
    python -m tests.publish.openapi.cut FOLDER
    python -m tests.publish.openapi.cut --held FOLDER

FOLDER holds `package/` (GitHub's), `mcp-jira/` (a copy of Atlassian's document
of Jira Cloud) and `vsts-rest-api-specs/` (Microsoft's). Words for people are
left out, names and types stay. README.md beside this file names each source,
its licence, and what was written anew because no licence allows a copy;
`--held` says in what those differ from the documents themselves.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORDS = {"description", "summary", "example", "examples", "externalDocs", "tags", "title", "deprecated", "operationId"}
"""Keys of a document that tell people something and no program."""
METHODS = ("get", "post", "put", "patch", "delete")
Document = dict[str, Any]

GITHUB = {
    "/repos/{owner}/{repo}/contents/{path}": ("get", "put"),
    "/repos/{owner}/{repo}/issues/{issue_number}": ("get",),
    "/repos/{owner}/{repo}/issues/{issue_number}/comments": ("get", "post"),
    "/repos/{owner}/{repo}/issues/comments/{comment_id}": ("patch",),
}
JIRA = {
    "/rest/api/3/attachment/content/{id}": ("get",),
    "/rest/api/3/issue": ("post",),
    "/rest/api/3/issue/{issueIdOrKey}": ("get", "put"),
    "/rest/api/3/issue/{issueIdOrKey}/attachments": ("post",),
    "/rest/api/3/issue/{issueIdOrKey}/comment": ("get", "post"),
}
AZURE = {
    "wit/7.1/workItemTracking": {
        "/_apis/wit/attachments": ("post",),
        "/_apis/wit/attachments/{id}": ("get",),
        "/_apis/wit/workitems": ("get",),
        "/_apis/wit/workitems/${type}": ("post",),
        "/_apis/wit/workitems/{id}": ("get", "patch"),
    },
    "wiki/7.1/wiki": {
        "/_apis/wiki/wikis/{wikiIdentifier}": ("get",),
        "/_apis/wiki/wikis/{wikiIdentifier}/attachments": ("put",),
        "/_apis/wiki/wikis/{wikiIdentifier}/pages": ("get", "put"),
    },
    "git/7.1/git": {"/_apis/git/repositories/{repositoryId}/items": ("get",)},
}


def cut(document: Document, wanted: dict[str, tuple[str, ...]]) -> Document:
    """Return the operations wanted of an OpenAPI 3 document, with every schema that they lead to and no other."""
    paths = {
        path: {key: value for key, value in document["paths"][path].items() if key in methods or key == "parameters"}
        for path, methods in wanted.items()
    }
    kept: Document = {"openapi": document["openapi"], "info": _info(document), "paths": _bare(paths)}
    open_, components = [kept["paths"]], {}
    while open_:
        for where in _refs(open_.pop()):
            kind, name = where.removeprefix("#/components/").split("/")
            if name not in components.setdefault(kind, {}):
                components[kind][name] = _bare(document["components"][kind][name])
                open_.append(components[kind][name])
    schemes = document.get("components", {}).get("securitySchemes", {})
    basic = {name: {"type": "http", "scheme": "basic"} for name, one in schemes.items() if one.get("scheme") == "basic"}
    if basic:
        components["securitySchemes"] = basic
    for path in kept["paths"].values():
        for method in set(path) & set(METHODS):
            # memo signs in one way only; the others lead to schemes that are not kept.
            path[method].pop("security", None)
            if basic:
                path[method]["security"] = [{key: [] for key in basic}]
    kept["components"] = components
    return kept


def _info(document: Document) -> Document:
    info = document["info"]
    return {key: info[key] for key in ("title", "version", "license") if key in info}


def _bare(value: Any, named: bool = False) -> Any:
    """Return a part of a document without words for people; under `properties` every key is a name of the API's own."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, one in value.items():
        if not named and (key in WORDS or key.startswith("x-")) and not (key == "description" and "content" in value):
            continue
        kept[key] = _bare(one, named=not named and key in ("properties", "patternProperties", "responses", "paths"))
    return kept


def _refs(value: Any) -> list[str]:
    if isinstance(value, list):
        return [ref for one in value for ref in _refs(one)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [ref for key, one in value.items() if key != "$ref" for ref in _refs(one)]


def _described(document: Document) -> Document:
    """Return the document with a description, which the format wants, at each answer."""
    answers = [
        answer
        for path in document["paths"].values()
        for method in set(path) & set(METHODS)
        for answer in path[method]["responses"].values()
    ]
    for answer in [*answers, *document["components"].get("responses", {}).values()]:
        if "$ref" not in answer:
            answer["description"] = ""
    return document


# --- Swagger 2, which Microsoft writes ------------------------------------------------------------------------------


def from_swagger(document: Document, wanted: dict[str, tuple[str, ...]]) -> Document:
    """Return the operations wanted of a Swagger 2 document as an OpenAPI 3 document.

    `/{organization}/{project}` is left out of the paths: it is the address that
    memo is told, and a server of one's own writes it otherwise.
    """
    before = "/{organization}/{project}"
    paths: Document = {}
    for path, methods in wanted.items():
        given = document["paths"][before + path]
        paths[path] = {method: _operation(given[method], given.get("parameters", []), document) for method in methods}
    schemas = json.loads(json.dumps(document["definitions"]).replace("#/definitions/", "#/components/schemas/"))
    schemes = {"token": {"type": "http", "scheme": "basic"}}  # a personal access token, whoever the user is
    components = {"schemas": schemas, "securitySchemes": schemes}
    return {"openapi": "3.0.3", "info": document["info"], "paths": paths, "components": components}


def _operation(given: Document, shared: list[Document], document: Document) -> Document:
    parameters, body = [], None
    for one in [*shared, *given.get("parameters", [])]:
        if "$ref" in one:
            one = document["parameters"][one["$ref"].rpartition("/")[2]]
        if one["in"] == "body":
            schema = json.loads(json.dumps(one["schema"]).replace("#/definitions/", "#/components/schemas/"))
            consumes = given.get("consumes") or document.get("consumes") or ["application/json"]
            body = {"required": True, "content": {kind: {"schema": schema} for kind in consumes}}
        elif one["name"] not in ("organization", "project"):
            schema = {key: one[key] for key in ("type", "format", "enum", "items", "minimum", "maximum") if key in one}
            parameters.append({"name": one["name"], "in": one["in"], "required": one.get("required", False), "schema": schema})  # fmt: skip
    answers = {}
    for status, answer in given["responses"].items():
        answers[status] = {"description": ""}
        if "schema" in answer:
            schema = json.loads(json.dumps(answer["schema"]).replace("#/definitions/", "#/components/schemas/"))
            kinds = given.get("produces") or ["application/json"]
            answers[status]["content"] = {kind: {"schema": schema} for kind in kinds}
    made = {"parameters": parameters, "responses": answers}
    return made | ({"requestBody": body} if body else {})


# --- where a document is known to be wrong --------------------------------------------------------------------------

FILE = {"type": "string", "format": "binary"}


def mend_github(document: Document) -> None:
    """A path in a repository has slashes, which one part of an address cannot hold; raw is in the words alone.

    What tells a file from a folder is named as a property, which the list of a folder cannot have.
    """
    paths = document["paths"]
    file = paths.pop("/repos/{owner}/{repo}/contents/{path}")
    paths["/repos/{owner}/{repo}/contents/{path}"] = {"get": file["get"]}
    file["get"]["responses"]["200"]["content"]["application/json"]["schema"].pop("discriminator")
    within = json.loads(json.dumps(file))
    for operation in within.values():
        operation["parameters"].append({"name": "folder", "in": "path", "required": True, "schema": {"type": "string"}})
    within["get"]["responses"]["200"]["content"]["application/vnd.github.raw+json"] = {}
    paths["/repos/{owner}/{repo}/contents/{folder}/{path}"] = within


def mend_jira(document: Document) -> None:
    """Uploads are a form with the field `file` and the header, as the words say; 204 is an answer without a body."""
    upload = document["paths"]["/rest/api/3/issue/{issueIdOrKey}/attachments"]["post"]
    form = {"type": "object", "required": ["file"], "properties": {"file": FILE}}
    upload["requestBody"]["content"] = {"multipart/form-data": {"schema": form}}
    header = {"type": "string", "enum": ["no-check"]}
    upload["parameters"].append({"name": "X-Atlassian-Token", "in": "header", "required": True, "schema": header})
    document["components"]["schemas"].pop("MultipartFile")
    document["paths"]["/rest/api/3/issue/{issueIdOrKey}"]["put"]["responses"]["204"].pop("content")


def mend_azure_wit(document: Document) -> None:
    """Microsoft's own samples beside the document show what it gets wrong: lists in an envelope, values of any type."""
    paths = document["paths"]
    answer = paths["/_apis/wit/workitems"]["get"]["responses"]["200"]["content"]["application/json"]
    envelope = {"count": {"type": "integer"}, "value": answer["schema"]}
    answer["schema"] = {"type": "object", "required": ["count", "value"], "properties": envelope}
    upload = paths["/_apis/wit/attachments"]["post"]
    upload["responses"]["201"] = upload["responses"].pop("200")
    upload["requestBody"]["content"]["application/octet-stream"] = {}
    paths["/_apis/wit/attachments/{id}"]["get"]["responses"]["200"]["content"] = {"application/octet-stream": {}}
    schemas = document["components"]["schemas"]
    schemas["WorkItem"]["properties"]["fields"] = {"type": "object"}
    schemas["Link"]["properties"]["attributes"] = {"type": "object"}
    operation = {"op": {"type": "string", "enum": ["add", "remove", "replace", "move", "copy", "test"]}}
    operation |= {"path": {"type": "string"}, "from": {"type": "string"}, "value": {}}
    one = {"type": "object", "additionalProperties": False, "required": ["op", "path"], "properties": operation}
    schemas["JsonPatchDocument"] = {"type": "array", "items": one}  # there an object, in every sample a list
    schemas.pop("JsonPatchOperation", None)


def mend_azure_wiki(document: Document) -> None:
    """The revision stands in If-Match, as the words say, and only of a page that is there."""
    page = document["paths"]["/_apis/wiki/wikis/{wikiIdentifier}/pages"]
    page["get"]["responses"]["404"] = {}  # Microsoft's documents name no answer but the good ones
    for one in page["put"]["parameters"]:
        if one["in"] == "header":
            one |= {"name": "If-Match", "required": False}
    upload = document["paths"]["/_apis/wiki/wikis/{wikiIdentifier}/attachments"]["put"]
    upload["requestBody"]["content"]["application/octet-stream"] = {}


def mend_azure_git(document: Document) -> None:
    """One item is asked for by `path`, which stands in an address of its own there, and may come as it is."""
    item = document["paths"]["/_apis/git/repositories/{repositoryId}/items"]["get"]
    item["parameters"].append({"name": "path", "in": "query", "required": True, "schema": {"type": "string"}})
    item["responses"]["404"] = {}
    item["responses"]["200"]["content"] = {"application/octet-stream": {}}
    document["components"]["schemas"] = {}


# --- the sources -----------------------------------------------------------------------------------------------------


def _of_git(folder: Path, name: str, commit: str, path: str) -> Document:
    done = subprocess.run(
        ["git", "-C", str(folder / name), "show", f"{commit}:{path}"], capture_output=True, check=True
    )
    document: Document = json.loads(done.stdout.decode("utf-8-sig"))
    return document


def _write(name: str, document: Document) -> None:
    mend: dict[str, Callable[[Document], None]] = {
        "github": mend_github, "jira-cloud": mend_jira, "azure-wit": mend_azure_wit, "azure-wiki": mend_azure_wiki,
        "azure-git": mend_azure_git,
    }  # fmt: skip
    mend[name](document)
    text = json.dumps(_described(document), indent=1, sort_keys=True, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{name}.json: {len(document['paths'])} paths, {len(text) // 1024} KB")


def held(own: Document, published: Document, before: str = "") -> list[str]:
    """Return what a document written anew has that the published one has not: paths, parameters, names, types."""
    apart: list[str] = []
    for path, operations in own["paths"].items():
        there = published["paths"].get(before + path) or published["paths"].get(path.removeprefix("/api/v2"))
        there = there or published["paths"].get(path.removeprefix("/rest"))
        if there is None:
            apart.append(f"{path}: not there")
            continue
        for method in set(operations) & set(METHODS):
            if method not in there:
                apart.append(f"{method} {path}: not there")
                continue
            mine, theirs = operations[method], there[method]
            known = {one["name"] for one in _parameters(theirs, there, published)}
            asked = {one["name"] for one in _parameters(mine, operations, own)}
            apart += [f"{method} {path}: parameter {name}" for name in sorted(asked - known)]
            apart += [
                f"{method} {path}: answer {code}" for code in sorted(set(mine["responses"]) - set(theirs["responses"]))
            ]
            pairs = [(mine.get("requestBody", {}), theirs.get("requestBody", {}), "sent")]
            pairs += [
                (mine["responses"][c], theirs["responses"][c], c) for c in mine["responses"] if c in theirs["responses"]
            ]
            for ours, its, where in pairs:
                for kind, one in ours.get("content", {}).items():
                    other = its.get("content", {}).get(kind, {}).get("schema", {})
                    apart += [
                        f"{method} {path}: {where}: {word}" for word in _apart(one["schema"], other, own, published)
                    ]
    return apart


def _parameters(operation: Document, path: Document, document: Document) -> list[Document]:
    return [_resolved(one, document) for one in [*path.get("parameters", []), *operation.get("parameters", [])] if "expand" not in str(one.get("$ref"))]  # fmt: skip


def _resolved(part: Document, document: Document) -> Document:
    while "$ref" in part:
        kind, name = part["$ref"].removeprefix("#/components/").split("/")
        part = document["components"][kind][name]
    return part


def _apart(mine: Document, theirs: Document, own: Document, published: Document, at: str = "") -> list[str]:
    mine, theirs = _resolved(mine, own), _resolved(theirs, published)
    merged = {
        key: one
        for part in theirs.get("allOf", [])
        for key, one in _resolved(part, published).get("properties", {}).items()
    }
    properties = {**merged, **theirs.get("properties", {})}
    for choice in theirs.get("oneOf", []):
        properties |= _resolved(choice, published).get("properties", {})
    kind = theirs.get("type")
    if kind and mine.get("type") and kind != mine["type"] and not theirs.get("oneOf"):
        return [f"{at or 'the whole'} is {mine['type']}, there {kind}"]
    if mine.get("type") == "array" and "items" in theirs:
        return _apart(mine["items"], theirs["items"], own, published, f"{at}[]")
    if not properties:
        return []
    found = [f"{at}.{name} is not there" for name in mine.get("properties", {}) if name not in properties]
    for name, one in mine.get("properties", {}).items():
        if name in properties:
            found += _apart(one, properties[name], own, published, f"{at}.{name}")
    return found


def hold(folder: Path) -> None:
    """Print in what the documents written anew differ from those that were published."""
    import yaml

    sources = {
        "jira-data-center": [("jiradc-cli", "resources/jira_software_dc_10000_swagger.v3.txt", "")],
        "confluence-cloud": [("gofluence", "openapi-v2.v3.json", ""), ("confluence-cloud-rest-api-spec", "swagger.v3.json", "/wiki")],
        "confluence-data-center": [("confluence-cloud-rest-api-spec", "swagger.v3.json", "/wiki")],
    }  # fmt: skip
    for name, published in sources.items():
        own = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
        whole: Document = {"paths": {}, "components": {}}
        for repository, path, before in published:
            document = _of_git(folder, repository, "HEAD", path)
            whole["paths"] |= {key.removeprefix(before): one for key, one in document["paths"].items()}
            for kind, parts in document["components"].items():
                whole["components"][kind] = {**parts, **whole["components"].get(kind, {})}
        print(name, *(held(own, whole) or ["nothing"]), sep="\n  ")


def main(folder: Path) -> None:
    github = json.loads((folder / "package/generated/api.github.com.json").read_text(encoding="utf-8"))
    _write("github", cut(github, GITHUB))
    jira = _of_git(folder, "mcp-jira", "8bc7903", "swagger-v3.v3.json")
    _write("jira-cloud", cut(jira, JIRA))
    for path, wanted in AZURE.items():
        given = _of_git(
            folder, "vsts-rest-api-specs", "adb28786a3e9349d5b3deb43eb2134b682c33bb2", f"specification/{path}.json"
        )
        _write(f"azure-{path.partition('/')[0]}", cut(from_swagger(given, wanted), wanted))


if __name__ == "__main__":
    hold(Path(sys.argv[2])) if sys.argv[1] == "--held" else main(Path(sys.argv[1]))
