// Gives the source panel its behaviour: choosing a citation, stepping through them, copying one.
// Gradio runs this once, with `element` (the panel), `trigger` and `watch`.

const container = document.querySelector('.gradio-container');
const links = 'a[href^="#cite-"]';
let chosen = null;

// The citations of the answer that holds `link`, in order.
const siblings = (link) => [...link.closest('.message').querySelectorAll(links)];

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
  if (next) choose(next);
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

container.addEventListener('click', (event) => {
  // This button goes with the conversation: the next question is what remains to be typed.
  if (event.target.closest('#fresh')) document.querySelector('#question textarea').focus();
  const link = event.target.closest(links);
  if (!link) return;
  event.preventDefault();
  choose(link);
});

element.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.step) step(Number(button.dataset.step));
  if ('back' in button.dataset) {
    current()?.focus();
    current()?.scrollIntoView({block: 'center'});
  }
  if (button.dataset.copy) {
    const done = await copy(button.dataset.copy);
    element.querySelector('.copied').textContent = done ? 'Copied' : 'Could not copy';
  }
});

// A page's picture that cannot be had says so, instead of showing a broken frame.
element.addEventListener('error', (event) => {
  if (event.target.tagName !== 'IMG') return;
  const note = document.createElement('p');
  note.className = 'hint';
  note.textContent = 'The picture of this page could not be loaded.';
  event.target.replaceWith(note);
}, true);

watch('value', () => {
  const heading = element.querySelector('h2');
  if (!current() || !heading) return;
  element.scrollTop = 0;
  heading.focus({preventScroll: true});
  const {top} = heading.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight * 0.7) heading.scrollIntoView({block: 'start'});
});

// Gradio gives each message its whole Markdown as a label, which a screen reader would read out.
const labels = {bot: 'Answer', user: 'Question'};

function relabel() {
  for (const message of container.querySelectorAll('[data-testid="bot"], [data-testid="user"]')) {
    const label = labels[message.dataset.testid];
    if (message.getAttribute('aria-label') !== label) message.setAttribute('aria-label', label);
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
  follow();
}).observe(container, {subtree: true, childList: true, attributeFilter: ['aria-label']});
