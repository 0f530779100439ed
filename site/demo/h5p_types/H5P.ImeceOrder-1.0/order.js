var H5P = H5P || {};

/*
 * Steps of a job, to be put in the right order with two buttons beside each. Points: steps at their place.
 *
 * parameters.languages: [{language, task, steps: [{text, why}]}], the steps in the right order and the same in every
 * language, so that what she did does not depend on the language she reads.
 */
H5P.ImeceOrder = (function (EventDispatcher) {
  var WORDS = {
    tr: {
      up: 'Yukarı taşı: %s', down: 'Aşağı taşı: %s', moved: '%s, şimdi %d. sırada', check: 'Kontrol et', again: 'Yeniden dene',
      right: 'Doğru yerde', wrong: 'Doğru yeri: %d', result: '%d / %d adım doğru yerde.', all: 'Hepsi doğru yerde. Elinize sağlık!'
    },
    en: {
      up: 'Move up: %s', down: 'Move down: %s', moved: '%s is now number %d', check: 'Check', again: 'Try again',
      right: 'In the right place', wrong: 'Its place is number %d', result: '%d of %d steps are in the right place.',
      all: 'All are in the right place. Well done!'
    },
    ar: {
      up: 'انقلي إلى الأعلى: %s', down: 'انقلي إلى الأسفل: %s', moved: '%s أصبحت رقم %d', check: 'تحققي', again: 'حاولي مرة أخرى',
      right: 'في مكانها الصحيح', wrong: 'مكانها الصحيح رقم %d', result: '%d من %d خطوات في مكانها الصحيح.', all: 'كلها في مكانها الصحيح. أحسنتِ!'
    }
  };

  function fill(text) {
    var values = Array.prototype.slice.call(arguments, 1);
    return text.replace(/%[sd]/g, function () {
      return values.shift();
    });
  }

  function make(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // Any order but the right one.
  function shuffled(count) {
    var order = [];
    for (var place = 0; place < count; place += 1) order.splice(Math.floor(Math.random() * (place + 1)), 0, place);
    var isRight = order.every(function (step, place) {
      return step === place;
    });
    return isRight ? order.slice(1).concat(order[0]) : order;
  }

  function isOrder(order, count) {
    return Array.isArray(order) && order.slice().sort(function (a, b) { return a - b; }).join() === Array.from({ length: count }, function (_, place) { return place; }).join();
  }

  function Order(parameters, contentId, extras) {
    EventDispatcher.call(this);
    var all = parameters.languages;
    var language = document.documentElement.lang.slice(0, 2);
    this.exercise = all.find(function (one) { return one.language === language; }) || all[0];
    this.words = WORDS[this.exercise.language] || WORDS.en;
    this.contentId = contentId;
    this.activityStartTime = Date.now();
    var before = (extras && extras.previousState) || {};
    var count = this.exercise.steps.length;
    this.order = isOrder(before.order, count) ? before.order : shuffled(count);
    this.isChecked = Boolean(before.isChecked);
  }

  Order.prototype = Object.create(EventDispatcher.prototype);
  Order.prototype.constructor = Order;

  Order.prototype.attach = function ($container) {
    var place = $container.get ? $container.get(0) : $container;
    place.classList.add('h5p-imece-order');
    this.task = make('p', 'order__task', this.exercise.task);
    this.task.id = 'order-task-' + this.contentId;
    this.list = make('ol', 'order__list');
    this.list.setAttribute('aria-labelledby', this.task.id);
    // What a screen reader should hear; what it says stands on the screen, too, once the order is checked.
    this.said = make('p', 'order__said');
    this.said.setAttribute('role', 'status');
    this.button = make('button', 'order__check');
    this.button.type = 'button';
    this.button.addEventListener('click', this.press.bind(this));
    place.append(this.task, this.list, this.said, this.button);
    this.draw();
    if (this.isChecked) this.say(this.verdict());
    this.setActivityStarted();
  };

  Order.prototype.draw = function () {
    var self = this;
    this.list.replaceChildren();
    this.order.forEach(function (step, place) {
      self.list.append(self.item(step, place));
    });
    this.button.textContent = this.isChecked ? this.words.again : this.words.check;
    this.button.hidden = this.isChecked && this.points() === this.order.length;
    this.trigger('resize');
  };

  Order.prototype.item = function (step, place) {
    var given = this.exercise.steps[step];
    var item = make('li', 'order__item');
    var words = make('div', 'order__words');
    words.append(make('p', 'order__text', given.text));
    item.append(make('span', 'order__place', String(place + 1)), words);
    if (this.isChecked) {
      var isRight = step === place;
      item.classList.add(isRight ? 'is-right' : 'is-wrong');
      words.append(make('p', 'order__verdict', (isRight ? '✓ ' : '✗ ') + (isRight ? this.words.right : fill(this.words.wrong, step + 1))));
      if (given.why) words.append(make('p', 'order__why', given.why));
      return item;
    }
    var moves = make('div', 'order__moves');
    moves.append(this.mover(place, -1, '↑', fill(this.words.up, given.text)), this.mover(place, 1, '↓', fill(this.words.down, given.text)));
    item.append(moves);
    return item;
  };

  Order.prototype.mover = function (place, by, sign, label) {
    var button = make('button', 'order__move', sign);
    button.type = 'button';
    button.setAttribute('aria-label', label);
    button.dataset.by = by;
    button.disabled = place + by < 0 || place + by >= this.order.length;
    button.addEventListener('click', this.move.bind(this, place, by));
    return button;
  };

  Order.prototype.move = function (place, by) {
    var step = this.order[place];
    this.order[place] = this.order[place + by];
    this.order[place + by] = step;
    this.draw();
    // The hand stays on the step that it moves; at an end only the way back is left.
    var buttons = this.list.children[place + by].querySelectorAll('button');
    var same = by < 0 ? buttons[0] : buttons[1];
    (same.disabled ? (by < 0 ? buttons[1] : buttons[0]) : same).focus();
    this.say(fill(this.words.moved, this.exercise.steps[step].text, place + by + 1), true);
  };

  Order.prototype.say = function (text, isForEars) {
    this.said.textContent = text;
    this.said.classList.toggle('is-for-ears', Boolean(isForEars));
    this.trigger('resize');
  };

  Order.prototype.points = function () {
    return this.order.filter(function (step, place) { return step === place; }).length;
  };

  Order.prototype.verdict = function () {
    var points = this.points();
    return points === this.order.length ? this.words.all : fill(this.words.result, points, this.order.length);
  };

  Order.prototype.press = function () {
    if (this.isChecked) {
      this.isChecked = false;
      this.draw();
      this.say('', true);
      this.list.querySelector('button:not(:disabled)').focus();
      return;
    }
    this.isChecked = true;
    this.draw();
    this.say(this.verdict());
    this.report();
  };

  Order.prototype.report = function () {
    var event = this.createXAPIEventTemplate('completed');
    var count = this.order.length;
    var points = this.points();
    var text = this.exercise;
    event.setScoredResult(points, count, this, true, points === count);
    var definition = event.getVerifiedStatementValue(['object', 'definition']);
    definition.type = 'http://adlnet.gov/expapi/activities/cmi.interaction';
    definition.interactionType = 'sequencing';
    definition.description = {};
    definition.description[text.language] = text.task;
    definition.choices = text.steps.map(function (step, place) {
      var description = {};
      description[text.language] = step.text;
      return { id: String(place), description: description };
    });
    definition.correctResponsesPattern = [text.steps.map(function (_, place) { return place; }).join('[,]')];
    event.data.statement.result.response = this.order.join('[,]');
    this.trigger(event);
  };

  Order.prototype.getCurrentState = function () {
    return { order: this.order, isChecked: this.isChecked };
  };

  Order.prototype.getScore = function () {
    return this.isChecked ? this.points() : 0;
  };

  Order.prototype.getMaxScore = function () {
    return this.order.length;
  };

  Order.prototype.getAnswerGiven = function () {
    return this.isChecked;
  };

  return Order;
})(H5P.EventDispatcher);
