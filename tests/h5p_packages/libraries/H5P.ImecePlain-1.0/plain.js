var H5P = H5P || {};

// An old-fashioned content type: no EventDispatcher, no xAPI, only attach().
H5P.ImecePlain = (function ($) {
  function Plain(parameters, contentId) {
    this.parameters = parameters;
    this.contentId = contentId;
  }

  Plain.prototype.attach = function ($container) {
    var self = this;
    $container.addClass('h5p-imece-plain');
    $('<div class="plain-text"></div>').html(this.parameters.text).appendTo($container);
    if (this.parameters.image && this.parameters.image.path) {
      $('<img>', { src: H5P.getPath(this.parameters.image.path, this.contentId), alt: this.parameters.alt || '' })
        .on('load', function () {
          H5P.trigger(self, 'resize');
        })
        .appendTo($container);
    }
  };

  return Plain;
})(H5P.jQuery);
