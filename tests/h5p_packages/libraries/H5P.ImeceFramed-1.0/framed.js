var H5P = H5P || {};

// Takes the whole document for its own, as types for frames do: styles on body, a height that changes.
H5P.ImeceFramed = (function ($, EventDispatcher) {
  function Framed(parameters, contentId) {
    EventDispatcher.call(this);
    this.parameters = parameters;
    this.contentId = contentId;
    this.rows = 0;
  }

  Framed.prototype = Object.create(EventDispatcher.prototype);
  Framed.prototype.constructor = Framed;

  Framed.prototype.attach = function ($container) {
    var self = this;
    this.$rows = $('<ol class="framed-rows"></ol>');
    $container.addClass('h5p-imece-framed').append(
      this.$rows,
      $('<button type="button" class="framed-more">Satır ekle</button>').on('click', function () {
        self.grow();
      })
    );
    this.setActivityStarted();
  };

  Framed.prototype.grow = function () {
    var wanted = this.parameters.rows;
    if (this.rows === wanted.length) {
      return;
    }
    this.$rows.append($('<li></li>').text(wanted[this.rows]));
    this.rows += 1;
    this.triggerXAPI('interacted');
    this.trigger('resize');
    if (this.rows === wanted.length) {
      this.triggerXAPICompleted(this.rows, wanted.length, true);
    }
  };

  return Framed;
})(H5P.jQuery, H5P.EventDispatcher);
