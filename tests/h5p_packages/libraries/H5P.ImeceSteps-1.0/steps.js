var H5P = H5P || {};

// Keeps where she stopped and what she wrote. State comes back through contentData.previousState.
H5P.ImeceSteps = (function ($, EventDispatcher) {
  function Steps(parameters, contentId, contentData) {
    EventDispatcher.call(this);
    var before = (contentData && contentData.previousState) || {};
    this.parameters = parameters;
    this.contentId = contentId;
    this.step = before.step || 0;
    this.notes = before.notes || [];
    this.isDone = Boolean(before.done);
  }

  Steps.prototype = Object.create(EventDispatcher.prototype);
  Steps.prototype.constructor = Steps;

  Steps.prototype.attach = function ($container) {
    this.$inner = $('<div class="steps-inner"></div>');
    $container.addClass('h5p-imece-steps').append(this.$inner);
    this.draw();
    this.setActivityStarted();
  };

  Steps.prototype.draw = function () {
    var self = this;
    var steps = this.parameters.steps;
    this.$inner.empty();
    if (this.isDone) {
      this.$inner.append($('<p class="steps-done" role="status"></p>').text(steps.length + ' / ' + steps.length));
      this.trigger('resize');
      return;
    }
    var $note = $('<textarea class="steps-note" rows="3"></textarea>').val(this.notes[this.step] || '');
    $note.on('input', function () {
      self.notes[self.step] = $note.val();
    });
    var $next = $('<button type="button" class="steps-next">İleri</button>').on('click', function () {
      self.next();
    });
    this.$inner.append(
      $('<p class="steps-place"></p>').text(this.step + 1 + ' / ' + steps.length),
      $('<label></label>').text(steps[this.step]).append($note),
      $next
    );
    this.trigger('resize');
  };

  Steps.prototype.next = function () {
    var count = this.parameters.steps.length;
    if (this.step + 1 < count) {
      this.step += 1;
      var progressed = this.createXAPIEventTemplate('progressed');
      progressed.data.statement.object.definition.extensions = { 'http://id.tincanapi.com/extension/ending-point': this.step };
      this.trigger(progressed);
    }
    else {
      this.isDone = true;
      this.triggerXAPICompleted(count, count, true);
    }
    this.draw();
  };

  Steps.prototype.getCurrentState = function () {
    return { step: this.step, notes: this.notes, done: this.isDone };
  };

  return Steps;
})(H5P.jQuery, H5P.EventDispatcher);
