var H5P = H5P || {};

H5P.ImeceRtl = (function ($, EventDispatcher) {
  function Rtl(parameters, contentId) {
    EventDispatcher.call(this);
    this.parameters = parameters;
    this.contentId = contentId;
    this.order = [];
  }

  Rtl.prototype = Object.create(EventDispatcher.prototype);
  Rtl.prototype.constructor = Rtl;

  Rtl.prototype.attach = function ($container) {
    var self = this;
    var $list = $('<ol class="rtl-words" dir="rtl"></ol>');
    this.parameters.words.forEach(function (word, index) {
      $('<button type="button"></button>')
        .text(word)
        .on('click', function () {
          self.press(index, $(this));
        })
        .appendTo($('<li></li>').appendTo($list));
    });
    $container.addClass('h5p-imece-rtl').append($('<p class="rtl-task"></p>').text(this.parameters.task), $list);
    this.setActivityStarted();
  };

  Rtl.prototype.press = function (index, $button) {
    $button.prop('disabled', true);
    this.order.push(index);
    var count = this.parameters.words.length;
    if (this.order.length === count) {
      var score = this.order.filter(function (pressed, place) {
        return pressed === place;
      }).length;
      this.triggerXAPICompleted(score, count, score === count);
    }
  };

  return Rtl;
})(H5P.jQuery, H5P.EventDispatcher);
