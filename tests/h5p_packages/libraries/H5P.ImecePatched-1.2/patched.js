var H5P = H5P || {};

// PATCH is put in when the package is built, so that a test sees which library plays.
H5P.ImecePatched = (function ($, EventDispatcher) {
  function Patched(parameters, contentId) {
    EventDispatcher.call(this);
    this.parameters = parameters;
    this.contentId = contentId;
  }

  Patched.prototype = Object.create(EventDispatcher.prototype);
  Patched.prototype.constructor = Patched;
  Patched.PATCH = '{{PATCH}}';

  Patched.prototype.attach = function ($container) {
    var self = this;
    $container.addClass('h5p-imece-patched').append(
      $('<p class="patched-library"></p>').text('1.2.' + Patched.PATCH),
      $('<p class="patched-text"></p>').text(this.parameters.text),
      $('<button type="button" class="patched-done">Tamam</button>').on('click', function () {
        self.triggerXAPICompleted(1, 1, true);
      })
    );
    this.setActivityStarted();
  };

  return Patched;
})(H5P.jQuery, H5P.EventDispatcher);
