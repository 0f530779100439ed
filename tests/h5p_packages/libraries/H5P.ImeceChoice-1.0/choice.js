var H5P = H5P || {};

// One question with a score: "answered" with the response, and "completed" when it stands alone.
H5P.ImeceChoice = (function ($, EventDispatcher) {
  function Choice(parameters, contentId, contentData) {
    EventDispatcher.call(this);
    this.parameters = $.extend({ question: '', answers: [], points: 1 }, parameters);
    this.contentId = contentId;
    this.contentData = contentData || {};
    this.chosen = (this.contentData.previousState || {}).chosen;
    this.isAnswered = Boolean((this.contentData.previousState || {}).answered);
  }

  Choice.prototype = Object.create(EventDispatcher.prototype);
  Choice.prototype.constructor = Choice;

  Choice.prototype.attach = function ($container) {
    var self = this;
    var name = 'choice-' + H5P.createUUID();
    var $set = $('<fieldset class="choice-answers"></fieldset>').append($('<legend></legend>').html(this.parameters.question));
    this.parameters.answers.forEach(function (answer, index) {
      var $radio = $('<input type="radio">').attr({ name: name, value: index }).prop('checked', self.chosen === index);
      $radio.on('change', function () {
        self.chosen = index;
        self.triggerXAPI('interacted');
      });
      $set.append($('<label></label>').append($radio, $('<span></span>').html(answer.text)));
    });
    this.$check = $('<button type="button" class="choice-check">Kontrol et</button>').on('click', function () {
      self.check();
    });
    this.$status = $('<p class="choice-status" role="status"></p>');
    $container.addClass('h5p-imece-choice').append($set, this.$check, this.$status);
    if (this.isAnswered) {
      this.show();
    }
    this.setActivityStarted();
  };

  Choice.prototype.check = function () {
    if (this.chosen === undefined) {
      return;
    }
    this.isAnswered = true;
    this.show();
    var answered = this.createXAPIEventTemplate('answered');
    this.describe(answered);
    answered.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    answered.data.statement.result.response = String(this.chosen);
    this.trigger(answered);
    if (!this.parent) {
      this.triggerXAPICompleted(this.getScore(), this.getMaxScore(), this.getScore() === this.getMaxScore());
    }
  };

  Choice.prototype.show = function () {
    this.$status.text(this.getScore() + ' / ' + this.getMaxScore());
    this.$check.prop('disabled', true);
    this.trigger('resize');
  };

  Choice.prototype.describe = function (event) {
    var definition = event.getVerifiedStatementValue(['object', 'definition']);
    definition.description = { 'en-US': this.parameters.question };
    definition.type = 'http://adlnet.gov/expapi/activities/cmi.interaction';
    definition.interactionType = 'choice';
    definition.choices = this.parameters.answers.map(function (answer, index) {
      return { id: String(index), description: { 'en-US': answer.text } };
    });
    definition.correctResponsesPattern = [String(this.right())];
  };

  Choice.prototype.right = function () {
    return this.parameters.answers.findIndex(function (answer) {
      return answer.correct;
    });
  };

  // The contract of question types.
  Choice.prototype.getScore = function () {
    return this.isAnswered && this.chosen === this.right() ? this.parameters.points : 0;
  };
  Choice.prototype.getMaxScore = function () {
    return this.parameters.points;
  };
  Choice.prototype.getAnswerGiven = function () {
    return this.isAnswered;
  };
  Choice.prototype.showSolutions = function () {
    this.show();
  };
  Choice.prototype.resetTask = function () {
    this.isAnswered = false;
    this.chosen = undefined;
    this.$status.text('');
    this.$check.prop('disabled', false);
  };
  Choice.prototype.getXAPIData = function () {
    var event = this.createXAPIEventTemplate('answered');
    this.describe(event);
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    return { statement: event.data.statement };
  };
  Choice.prototype.getCurrentState = function () {
    return this.chosen === undefined ? undefined : { chosen: this.chosen, answered: this.isAnswered };
  };
  Choice.prototype.getTitle = function () {
    return H5P.createTitle((this.contentData.metadata && this.contentData.metadata.title) || this.parameters.question);
  };

  return Choice;
})(H5P.jQuery, H5P.EventDispatcher);
