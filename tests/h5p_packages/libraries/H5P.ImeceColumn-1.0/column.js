var H5P = H5P || {};

// Contents in a content: each reports for itself, with this one as its parent; this one reports the sum.
H5P.ImeceColumn = (function ($, EventDispatcher) {
  function Column(parameters, contentId, contentData) {
    EventDispatcher.call(this);
    var self = this;
    var before = ((contentData && contentData.previousState) || {}).parts || [];
    this.contentId = contentId;
    this.isDone = false;
    this.parts = parameters.parts.map(function (part, index) {
      var data = { parent: self, metadata: part.metadata };
      if (before[index]) {
        data.previousState = before[index];
      }
      var instance = H5P.newRunnable(part, contentId, undefined, true, data);
      if (instance.on) {
        instance.on('xAPI', function (event) {
          if (event.getVerb() === 'answered') {
            self.finish();
          }
        });
        instance.on('resize', function () {
          self.trigger('resize');
        });
      }
      return instance;
    });
  }

  Column.prototype = Object.create(EventDispatcher.prototype);
  Column.prototype.constructor = Column;

  Column.prototype.attach = function ($container) {
    $container.addClass('h5p-imece-column');
    this.parts.forEach(function (part) {
      part.attach($('<div class="column-part"></div>').appendTo($container));
    });
    this.setActivityStarted();
  };

  Column.prototype.questions = function () {
    return this.parts.filter(function (part) {
      return part.getMaxScore;
    });
  };

  Column.prototype.finish = function () {
    var questions = this.questions();
    var isOver = questions.every(function (part) {
      return part.getAnswerGiven();
    });
    if (isOver && !this.isDone) {
      this.isDone = true;
      this.triggerXAPIScored(this.getScore(), this.getMaxScore(), 'completed', true, this.getScore() === this.getMaxScore());
    }
  };

  Column.prototype.getScore = function () {
    return this.questions().reduce(function (sum, part) {
      return sum + part.getScore();
    }, 0);
  };
  Column.prototype.getMaxScore = function () {
    return this.questions().reduce(function (sum, part) {
      return sum + part.getMaxScore();
    }, 0);
  };
  Column.prototype.getCurrentState = function () {
    return {
      parts: this.parts.map(function (part) {
        return part.getCurrentState ? part.getCurrentState() : undefined;
      })
    };
  };

  return Column;
})(H5P.jQuery, H5P.EventDispatcher);
