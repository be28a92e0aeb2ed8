// Gives the source panel its behaviour: choosing a citation, stepping through them, closing it.
// Gradio runs this once, with `element` (the panel), `trigger` and `watch`.

const container = document.querySelector('.gradio-container');
const links = 'a[href^="#cite-"]';
let chosen = null;

// The citations of the answer or the list that holds `link`, in order.
const siblings = (link) => [
  ...(link.closest('.message, .cited') ?? link.parentElement).querySelectorAll(links),
];

// The chosen link as it stands now: the conversation may have been drawn again since.
function current() {
  if (chosen && !chosen.isConnected) {
    chosen = container.querySelector(`a[href="${chosen.getAttribute('href')}"]`);
  }
  return chosen;
}

function choose(link) {
  current()?.removeAttribute('aria-current');
  chosen = link;
  link.setAttribute('aria-current', 'true');
  const all = siblings(link);
  const id = link.getAttribute('href').slice('#cite-'.length);
  trigger('select', {index: [all.indexOf(link) + 1, all.length], value: id});
}

function step(by) {
  const link = current();
  if (!link) return;
  const all = siblings(link);
  const next = all[all.indexOf(link) + by];
  if (!next) return;
  choose(next);
  next.scrollIntoView({block: 'center'});
}

// An address without the quotation that it led to.
function forget() {
  const address = new URL(location.href);
  if (!address.searchParams.has('quote')) return;
  address.searchParams.delete('quote');
  history.replaceState(history.state, '', address);
}

// Closes the panel and, where `back`, takes the keyboard back to the number chosen.
function close(back = true) {
  const link = current();
  link?.removeAttribute('aria-current');
  chosen = null;
  trigger('select', {index: [0, 0], value: ''});
  forget();
  if (!back) return;
  link?.focus();
  link?.scrollIntoView({block: 'nearest'});
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement('textarea'), {value: text});
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

async function copyOf(button) {
  const {copy: words, link} = button.dataset;
  const done = await copy(words ?? new URL(link, location.origin + location.pathname).href);
  const said = button.parentElement.querySelector('.copied');
  said.textContent = done ? 'Copied' : 'Could not copy';
  setTimeout(() => { said.textContent = ''; }, 4000);
}

// A page as large as the window is wide; on a telephone larger than that, to be moved about.
function enlarge(picture) {
  const shown = document.createElement('dialog');
  shown.className = 'enlarged';
  shown.setAttribute('aria-label', picture.alt);
  const closing = Object.assign(document.createElement('button'), {textContent: 'Close'});
  shown.append(closing, picture.cloneNode());
  shown.addEventListener('click', () => shown.close());
  shown.addEventListener('close', () => shown.remove());
  container.append(shown);
  shown.showModal();
}

container.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  // This button goes with the conversation: the next question is what remains to be typed.
  if (button?.id === 'fresh') document.querySelector('#question textarea').focus();
  if (button && ('copy' in button.dataset || 'link' in button.dataset)) copyOf(button);
  const link = event.target.closest(links);
  // With these keys a link opens elsewhere: its address leads to the quotation, too.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link);
});

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.step) step(Number(button.dataset.step));
  if ('close' in button.dataset) close();
  if ('enlarge' in button.dataset) enlarge(button.querySelector('img'));
});

// Wherever it is pressed, since on a telephone the panel stands over what has the focus; but first
// it closes what is open there.
container.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || element.querySelector('.no-source')) return;
  if (event.target.matches('[aria-expanded="true"], .edit-textarea')) return;
  if (container.querySelector('dialog[open], :popover-open')) return;
  close(element.contains(event.target));
});

// A page's picture that cannot be had says so, instead of showing a broken frame.
element.addEventListener('error', (event) => {
  if (event.target.tagName !== 'IMG') return;
  const note = document.createElement('p');
  note.className = 'hint';
  note.textContent = 'The picture of this page could not be loaded.';
  (event.target.closest('button') ?? event.target).replaceWith(note);
}, true);

watch('value', () => {
  const heading = element.querySelector('h2:not(.no-source)');
  if (!heading) return;
  const panel = element.closest('#source') ?? element; // what scrolls
  panel.scrollTop = 0;
  heading.focus({preventScroll: true});
  const quoted = element.querySelector('mark')?.getBoundingClientRect();
  const shown = panel.getBoundingClientRect();
  const below = Math.min(shown.bottom, window.innerHeight) - 48;
  if (quoted && quoted.top > below) panel.scrollTop = quoted.top - shown.top - shown.height / 3;
  const {top} = heading.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight * 0.7) heading.scrollIntoView({block: 'start'});
});

// An address may lead to one quotation: "?quote=ID", or a citation's link opened in a new window.
const cited = /^#cite-([\w-]+)$/.exec(location.hash)?.[1];
const quote = new URLSearchParams(location.search).get('quote') ?? cited;
if (quote) setTimeout(trigger, 0, 'select', {index: [0, 0], value: quote});

// Gradio gives each message its whole Markdown as a label, which a screen reader would read out.
const labels = {bot: 'Answer', user: 'Question'};
const buttons = {Edit: 'Change this question', Submit: 'Ask this instead', Cancel: 'Leave it'};

// Typing in a list that has a value replaces it, and is not added to it.
container.addEventListener('focusin', ({target}) => {
  if (target.matches('input[role="combobox"]')) setTimeout(() => target.select());
});

function relabel() {
  for (const message of container.querySelectorAll('[data-testid="bot"], [data-testid="user"]')) {
    const label = labels[message.dataset.testid];
    if (message.getAttribute('aria-label') === label) continue;
    message.setAttribute('role', 'group'); // without a role a label may not be read out
    message.setAttribute('aria-label', label);
  }
  for (const button of container.querySelectorAll('#conversation .user-row .icon-button')) {
    const label = buttons[button.getAttribute('aria-label')];
    if (!label) continue;
    button.setAttribute('aria-label', label);
    button.title = label;
  }
}

// A question to be changed is there as it was typed, not as the Markdown that shows it.
function unescape() {
  for (const box of container.querySelectorAll('.edit-textarea:not([data-plain])')) {
    box.dataset.plain = '';
    box.setAttribute('aria-label', 'Change the question');
    const read = document.createElement('textarea');
    read.innerHTML = box.value.replace(/\\(.)/g, '$1');
    box.value = read.value;
    box.dispatchEvent(new Event('input', {bubbles: true}));
    box.focus();
  }
}

// A new question is brought to the top of the window, its answer below it.
let questions = 0;

function follow() {
  const rows = container.querySelectorAll('.user-row');
  if (rows.length > questions) {
    setTimeout(() => rows[rows.length - 1].scrollIntoView({block: 'start'}), 400);
  }
  questions = rows.length;
}

new MutationObserver(() => {
  relabel();
  unescape();
  follow();
}).observe(container, {subtree: true, childList: true, attributeFilter: ['aria-label']});
