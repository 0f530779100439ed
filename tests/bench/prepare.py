"""Look up the addresses of the pages and sign the demo people in; print both as JSON."""

import json

import django

django.setup()

from tests.bench.sign_in import cookie_of
from tests.bench.targets import PAGES

cookies = {who: cookie_of(who) for who in {page.who for page in PAGES if page.who}}
paths = {page.name: page.path if isinstance(page.path, str) else page.path() for page in PAGES}
print(json.dumps({"cookies": cookies, "paths": paths}))
