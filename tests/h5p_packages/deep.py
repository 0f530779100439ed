"""Thirty libraries: a chain of twenty, and ten more in diamonds. Each notes whether what it needs was there before it."""

import json

_CHAIN, _ALL = 20, 30
_LIBRARY = """\
var H5P = H5P || {{}};
H5P.ImeceDeepLoaded = H5P.ImeceDeepLoaded || [];
H5P.ImeceDeepLoaded.push({{
  name: '{name}',
  isInOrder: {needs}.every(function (need) {{
    return H5P.ImeceDeepLoaded.some(function (loaded) {{
      return loaded.name === need;
    }});
  }})
}});
"""
_MAIN = """\
var H5P = H5P || {};

H5P.ImeceDeep = (function ($, EventDispatcher) {
  function Deep(parameters, contentId) {
    EventDispatcher.call(this);
    this.contentId = contentId;
  }

  Deep.prototype = Object.create(EventDispatcher.prototype);
  Deep.prototype.constructor = Deep;

  Deep.prototype.attach = function ($container) {
    var self = this;
    var good = H5P.ImeceDeepLoaded.filter(function (one) {
      return one.isInOrder;
    }).length;
    $container.addClass('h5p-imece-deep').append(
      $('<p class="deep-count"></p>').text(good + ' / 30'),
      $('<button type="button" class="deep-done">Tamam</button>').on('click', function () {
        self.triggerXAPICompleted(good, 30, good === 30);
      })
    );
    this.setActivityStarted();
  };

  return Deep;
})(H5P.jQuery, H5P.EventDispatcher);
"""


def deep_libraries() -> dict[str, dict[str, bytes]]:
    """{folder: {path: content}} of H5P.ImeceDeep 1.0 and the thirty it stands on."""
    found = {}
    for number in range(1, _ALL + 1):
        needs = _needs(number)
        source = _LIBRARY.format(name=_name(number), needs=json.dumps([_name(need) for need in needs]))
        found[f"{_name(number)}-1.0"] = {
            "library.json": _library(_name(number), f"Deep {number}", needs, runnable=0),
            "scripts/library.js": source.encode(),
            "styles/library.css": f".imece-deep-{number} {{ order: {number}; }}\n".encode(),
        }
    # The end of the chain and of every diamond; what lies below comes by itself.
    ends = [1, *range(_CHAIN + 1, _ALL + 1)]
    found["H5P.ImeceDeep-1.0"] = {
        "library.json": _library("H5P.ImeceDeep", "Deep", ends, runnable=1),
        "scripts/library.js": _MAIN.encode(),
        "styles/library.css": b".h5p-imece-deep { padding: 1em; }\n",
        "semantics.json": b"[]",
    }
    return found


def _name(number: int) -> str:
    return f"H5P.ImeceDeep{number:02}"


def _needs(number: int) -> list[int]:
    """1 needs 2 needs 3 ... needs 20; each of 21 to 30 needs two of the chain, which meet again further down."""
    if number < _CHAIN:
        return [number + 1]
    return [] if number == _CHAIN else [number - _CHAIN, number - _CHAIN + 5]


def _library(name: str, title: str, needs: list[int], *, runnable: int) -> bytes:
    return json.dumps(
        {
            "title": title,
            "machineName": name,
            "majorVersion": 1,
            "minorVersion": 0,
            "patchVersion": 0,
            "runnable": runnable,
            "license": "MIT",
            "author": "İmece",
            "embedTypes": ["div", "iframe"],
            "preloadedJs": [{"path": "scripts/library.js"}],
            "preloadedCss": [{"path": "styles/library.css"}],
            "preloadedDependencies": [
                {"machineName": _name(need), "majorVersion": 1, "minorVersion": 0} for need in needs
            ],
        }
    ).encode()
