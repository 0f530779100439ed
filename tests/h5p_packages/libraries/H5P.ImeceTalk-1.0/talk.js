var H5P = H5P || {};

H5P.ImeceTalk = (function ($, EventDispatcher) {
  function Talk(parameters, contentId) {
    EventDispatcher.call(this);
    this.l10n = $.extend({ greeting: 'Welcome', done: 'I have read this' }, parameters.l10n);
    this.name = parameters.name;
    this.contentId = contentId;
  }

  Talk.prototype = Object.create(EventDispatcher.prototype);
  Talk.prototype.constructor = Talk;

  Talk.prototype.attach = function ($container) {
    var self = this;
    $container.addClass('h5p-imece-talk').append(
      $('<p class="talk-greeting"></p>').text(this.l10n.greeting + ', ' + this.name),
      $('<button type="button" class="talk-done"></button>')
        .text(this.l10n.done)
        .on('click', function () {
          self.triggerXAPI('completed');
        })
    );
    this.setActivityStarted();
  };

  return Talk;
})(H5P.jQuery, H5P.EventDispatcher);
