// Sends the words of a button to the conversation; opens the lists of alternatives to choose from.
// Gradio runs this once for each part of the page that has such, with `element` and `trigger`.

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-say]');
  if (!button) return;
  button.closest('[popover]')?.hidePopover();
  trigger('select', {index: 'instead' in button.dataset ? 1 : 0, value: button.dataset.say});
  const box = document.querySelector('#question textarea');
  if (matchMedia('(hover: hover)').matches) box.focus({preventScroll: true});
});

// A list stands above its chip or below it, wherever there is more room.
function place(list) {
  const chip = element.querySelector(`[popovertarget="${list.id}"]`).getBoundingClientRect();
  const [above, below] = [chip.top, window.innerHeight - chip.bottom];
  const gap = 4;
  list.style.left = `${chip.left}px`;
  list.style.top = above > below ? 'auto' : `${chip.bottom + gap}px`;
  list.style.bottom = above > below ? `${below + chip.height + gap}px` : 'auto';
  list.style.maxHeight = `min(${Math.max(above, below) - 4 * gap}px, 26rem)`;
}

element.addEventListener('beforetoggle', (event) => {
  if (event.newState !== 'open') return;
  place(event.target);
  event.target.querySelector('button').autofocus = true;
}, true);

element.addEventListener('toggle', (event) => {
  const list = event.target;
  if (event.newState !== 'open') return;
  const over = list.getBoundingClientRect().right - document.documentElement.clientWidth;
  if (over > 0) list.style.left = `${parseFloat(list.style.left) - over - 8}px`;
}, true);

// In a list the arrows go from one to the next, and letters to what begins with them.
let typed = '';
let typedAt = 0;

function goal(key, buttons, now) {
  const at = buttons.indexOf(document.activeElement);
  const places = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1};
  if (key in places) return buttons[places[key]];
  typed = (now - typedAt > 1000 ? '' : typed) + key.toLowerCase();
  typedAt = now;
  return buttons.find((button) => button.textContent.toLowerCase().startsWith(typed));
}

element.addEventListener('keydown', (event) => {
  const list = event.target.closest('[popover]');
  const known = /^(?:Arrow(?:Up|Down)|Home|End|[^ ])$/.test(event.key);
  if (!list || !known || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  goal(event.key, [...list.querySelectorAll('button')], event.timeStamp)?.focus();
});
