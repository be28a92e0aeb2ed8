// Keeps quotations: every link "#keep-ID,ID" of the page, and the controls of the Quotes tab.
// Gradio runs this once, with `element` (what is kept, as keeping.py told it), `trigger`, `watch`.

const container = document.querySelector('.gradio-container');
const links = 'a[href^="#keep-"]';
const patience = 15000; // milliseconds until an answer is no longer waited for

// What is said stands outside what is drawn anew, or it would not be heard.
const said = document.createElement('p');
said.id = 'kept-said';
said.setAttribute('role', 'status');
element.parentElement.append(said);

let fading;

function say(words) {
  clearTimeout(fading);
  said.textContent = words;
  said.classList.toggle('shown', words !== '');
  fading = setTimeout(() => said.classList.remove('shown'), 4000);
}

// Changes are sent one at a time: each is made to the basket that the one before it left.
const waiting = [];
const typed = new Map(); // what was typed in a field, by its id, as long as its quotation is kept
let sent = null;
let turn = 0;

function send(act, of = '') {
  waiting.push({act, of});
  next();
}

function next() {
  if (sent || waiting.length === 0) return;
  const change = {...waiting.shift(), notes: {}, themes: {}};
  for (const [id, text] of typed) {
    const [field, quotation] = [id.slice(0, 4), id.slice(5)];
    change[field === 'note' ? 'notes' : 'themes'][quotation] = text;
  }
  turn += 1;
  sent = setTimeout(given, patience, turn);
  trigger('select', {index: turn, value: change});
}

function given(late) {
  if (late !== turn || !sent) return;
  sent = null;
  say('This could not be saved. Is Findings still running?');
}

watch('value', () => {
  const told = element.querySelector('[data-turn]');
  if (!told) return;
  if (sent && Number(told.dataset.turn) === turn) {
    clearTimeout(sent);
    sent = null;
    const kept = new Set(told.dataset.ids.split(','));
    for (const id of typed.keys()) if (!kept.has(id.slice(5))) typed.delete(id);
    if (told.textContent) say(told.textContent);
  }
  show();
  setTimeout(next);
});

// The tab says how many are kept, and a link whether what it keeps is kept.
function show() {
  const told = element.querySelector('[data-turn]');
  if (!told) return;
  const kept = new Set(told.dataset.ids.split(','));
  for (const tab of document.querySelectorAll('[id="quotes-tab-button"]')) {
    const count = told.dataset.count === '0' ? '' : ` (${told.dataset.count})`;
    if ((tab.dataset.kept ?? '') !== count) tab.dataset.kept = count;
  }
  for (const link of container.querySelectorAll(links)) {
    link.dataset.words ??= link.textContent;
    const ids = link.getAttribute('href').slice('#keep-'.length).split(',');
    const all = ids.every((id) => kept.has(id));
    const words = all ? link.dataset.words.replace('Keep', 'Kept') : link.dataset.words;
    if (link.textContent !== words) link.textContent = words;
    if (link.getAttribute('role') !== 'button') link.setAttribute('role', 'button');
    link.classList.toggle('is-kept', all);
  }
}

container.addEventListener('click', (event) => {
  const link = event.target.closest(links);
  if (link) {
    event.preventDefault();
    send('keep', link.getAttribute('href').slice('#keep-'.length));
    return;
  }
  const button = event.target.closest('#basket button[data-act]');
  if (button && button.getAttribute('aria-disabled') !== 'true') {
    send(button.dataset.act, button.dataset.of);
  }
});

container.addEventListener('keydown', (event) => {
  if (event.key !== ' ' || !event.target.matches(links)) return;
  event.preventDefault();
  event.target.click();
});

// What is typed is kept soon after, and at the latest when the field is left.
let pause;

container.addEventListener('input', (event) => {
  if (!event.target.matches('#basket [data-note], #basket [data-theme]')) return;
  typed.set(event.target.id, event.target.value);
  clearTimeout(pause);
  pause = setTimeout(send, 300, 'typed');
});

container.addEventListener('change', async (event) => {
  if (event.target.matches('#basket [data-note]')) send('typed');
  if (event.target.matches('#basket [data-theme]')) send('themed');
  if (event.target.matches('#basket [data-open]') && event.target.files.length) {
    send('open', await event.target.files[0].text());
  }
});

// When the list is drawn anew, Gradio may put another quotation's text in a control that stays. So
// the focus goes back to the control that had it, or to what undoes its removal, and each field
// gets its own text.
let focused = null;

container.addEventListener('focusin', (event) => {
  focused = event.target.closest('#basket') ? event.target.id : null;
});
container.addEventListener('pointerdown', () => {
  focused = null;
});

function refocus() {
  const now = document.activeElement;
  if (!focused || now.id === focused || !(now === document.body || now.closest('#basket'))) return;
  const control =
    document.getElementById(focused) ?? container.querySelector('#basket [data-act="undo"]');
  control?.focus();
  if (control?.matches('textarea, input')) control.setSelectionRange(1e6, 1e6);
}

function retype() {
  for (const field of container.querySelectorAll('#basket [data-note], #basket [data-theme]')) {
    const text = typed.get(field.id) ?? field.defaultValue;
    if (field.value !== text) field.value = text;
  }
}

new MutationObserver(() => {
  show();
  retype();
  setTimeout(refocus); // not while the focus is just going from one control to the next
}).observe(container, {subtree: true, childList: true});
