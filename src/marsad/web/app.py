"""The pages over a store: routes, languages, twins and errors. Only judgements can be added."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from anyio import to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from litestar import Litestar, Request, Response, post, route
from litestar.datastructures import Cookie
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from markupsafe import Markup, escape

from marsad.store import Store, StoreError
from marsad.web import histories, history_views, incident_views, incidents, judging, pages, views
from marsad.web.joined import Joined
from marsad.web.security import Asgi, Guard
from marsad.web.strings import DEFAULT, LANGUAGES, Words

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
STATIC = Path(str(files("marsad.web"))) / "static"

Load = Callable[[Joined, Any], dict[str, Any]]
LoadOne = Callable[[Joined, str, Any], dict[str, Any]]
View = Callable[[dict[str, Any], Words], dict[str, Any]]
Handler = Any

_METHODS: Any = ["GET", "HEAD"]
_YEAR = 365 * 24 * 3600
_log = logging.getLogger("marsad.web")


def create_app(store: Store, hosts: Iterable[str] = LOOPBACK, *, writable: bool = True) -> Asgi:
    """The ASGI application that shows `store` to whoever asks by one of the names in `hosts`.

    Incidents can be judged where it is `writable`; nothing else can be changed.
    """
    site = _Site(store, writable)
    app = Litestar(
        route_handlers=[
            *site.page("/", "reports.html", pages.reports, views.reports),
            *site.page("/reports", "reports.html", pages.reports, views.reports),
            *site.page("/claims", "claims.html", pages.claims, views.claims),
            *site.page("/map", "map.html", pages.places, views.places),
            site.one("/reports/", "report.html", pages.report, views.report),
            *site.page("/control", "control.html", histories.control, history_views.control),
            site.one("/places/", "place.html", histories.place, history_views.place),
            *site.page("/actors", "actors.html", histories.actors, history_views.actors),
            site.one("/actors/", "actor.html", histories.actor, history_views.actor),
            *site.page("/incidents", "incidents.html", incidents.incidents, incident_views.incidents),
            site.one("/incidents/", "incident.html", incidents.incident, incident_views.incident),
            *site.page("/judgements", "judgements.html", incidents.judgements, incident_views.judgements),
            site.judging("/judge"),
            site.judging_json("/judge.json"),
            create_static_files_router(path="/static", directories=[STATIC], name="static"),
        ],
        exception_handlers={
            pages.BadRequest: site.bad_request,
            pages.NotFound: site.not_found,
            StoreError: site.bad_request,
            HTTPException: site.http_error,
            Exception: site.failed,
        },
        openapi_config=None,
        request_max_body_size=judging.LARGEST,
    )
    return Guard(app, hosts)


class _Site:
    def __init__(self, store: Store, writable: bool) -> None:
        self.joined, self.writable = Joined(store), writable
        self.templates = Environment(
            loader=PackageLoader("marsad.web"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals["report_url"] = views.report_url
        self.templates.filters["stored"] = _stored

    def page(self, path: str, template: str, load: Load, view: View) -> tuple[Handler, Handler]:
        """The page of many things and, with `.json` after its path, its twin."""

        def shown(request: Request[Any, Any, Any]) -> Response[bytes]:
            return self.html(
                request, template, view(load(self.joined, request.query_params), _words(request))
            )

        def twin(request: Request[Any, Any, Any]) -> Response[bytes]:
            return _json(load(self.joined, request.query_params))

        return _get(path, shown), _get(f"{path}.json", twin)

    def one(self, prefix: str, template: str, load: LoadOne, view: View) -> Handler:
        """The page of one thing and, with `.json` after its name, its twin."""

        def handler(request: Request[Any, Any, Any]) -> Response[bytes]:
            # From the raw path: a name may hold an encoded slash.
            name = unquote(request.scope["raw_path"].decode("ascii").removeprefix(prefix))
            try:
                data = load(self.joined, name, request.query_params)
            except pages.NotFound:
                if not name.endswith(".json"):
                    raise
                return _json(load(self.joined, name.removesuffix(".json"), request.query_params))
            return self.html(request, template, view(data, _words(request)))

        return _get(prefix + "{name:path}", handler)

    def judging(self, path: str) -> Handler:
        """Takes a form, and leads back to the page that it stood on."""

        async def handler(request: Request[Any, Any, Any]) -> Response[bytes]:
            fields = judging.read_form(await self.body(request))
            await to_thread.run_sync(judging.judge, self.joined, fields)
            name = Cookie(
                key="judge", value=quote(str(fields["by"])), max_age=_YEAR, samesite="lax", httponly=True
            )
            headers = {"location": judging.page_after(fields), "cache-control": "no-store"}
            return Response(b"", status_code=303, headers=headers, cookies=[name])

        return post(path)(handler)

    def judging_json(self, path: str) -> Handler:
        """Takes a judgement in JSON, and gives its number."""

        async def handler(request: Request[Any, Any, Any]) -> Response[bytes]:
            fields = judging.read_json(await self.body(request))
            return _json(await to_thread.run_sync(judging.judge, self.joined, fields), 201)

        return post(path)(handler)

    async def body(self, request: Request[Any, Any, Any]) -> bytes:
        """The body of a request that is to change something."""
        if not self.writable:
            raise HTTPException(status_code=403, detail="these pages are for reading only")
        return await request.body()

    def html(
        self, request: Request[Any, Any, Any], template: str, view: dict[str, Any], status: int = 200
    ) -> Response[bytes]:
        words = _words(request)
        others = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        view = {
            "section": None,
            "twin": None,
            "writable": self.writable,
            "judge": unquote(request.cookies.get("judge", "")),
            "switch": f"?{urlencode([*others, ('lang', words.other)])}",
            **view,
        }
        text = self.templates.get_template(template).render(t=words, **view)
        chosen = request.query_params.get("lang") == words.language
        cookie = Cookie(key="lang", value=words.language, max_age=_YEAR, samesite="lax", httponly=True)
        return Response(
            text.encode(),
            status_code=status,
            media_type="text/html; charset=utf-8",
            headers={"cache-control": "no-store", "vary": "cookie"},
            cookies=[cookie] if chosen else [],
        )

    def error(
        self, request: Request[Any, Any, Any], status: int, heading: str, detail: str, plain: str
    ) -> Response[bytes]:
        if request.scope["path"].endswith(".json"):
            return _json({"status": status, "error": plain}, status)
        return self.html(request, "message.html", {"heading": heading, "detail": detail}, status)

    def bad_request(self, request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        return self.error(request, 400, _words(request)("bad_request"), str(error), str(error))

    def not_found(self, request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        words = _words(request)
        return self.error(request, 404, words("not_found"), words("not_found_long"), "not found")

    def http_error(self, request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
        if error.status_code == 404:
            return self.not_found(request, error)
        if error.status_code >= 500:
            return self.failed(request, error)
        return self.error(
            request, error.status_code, _words(request)("bad_request"), error.detail, error.detail
        )

    def failed(self, request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        _log.error("%s failed", request.scope["path"], exc_info=error)
        words = _words(request)
        return self.error(
            request, 500, words("failed"), words("failed_long"), "failed; the server's log says why"
        )


def _get(path: str, handler: Callable[..., Response[bytes]]) -> Handler:
    return route(path, http_method=_METHODS, sync_to_thread=True)(handler)


def _words(request: Request[Any, Any, Any]) -> Words:
    """The language that the address asks for, else the one chosen before."""
    asked = (request.query_params.get("lang"), request.cookies.get("lang"))
    return Words(next((name for name in asked if name in LANGUAGES), DEFAULT))


def _json(data: Any, status: int = 200) -> Response[bytes]:
    body = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return Response(
        body, status_code=status, media_type="application/json", headers={"cache-control": "no-store"}
    )


def _stored(text: str) -> Markup:
    """`text` escaped so that the browser's parser gives every character back; it would turn a CR into a LF."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))
