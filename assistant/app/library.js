// Sends what is chosen in the library; keeps the keyboard's place when a part is drawn again.
// Gradio runs this whenever the list or the report appears, with `element`, `trigger`, `watch`.

const box = '#library-search :is(input, textarea)';
const tab = document.querySelector('#library-tab');

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  const {act, value} = button.dataset;
  // On the tab, since this part may be gone when what was pressed is needed.
  Object.assign(tab.dataset, {act, value});
  trigger('select', {index: act, value});
});

// What the keyboard goes on from: a report's heading; in the list what was pressed, else the
// table, or the search where nothing is left.
function place() {
  const {act, value} = tab.dataset;
  const heading = element.querySelector('h2');
  if (heading || !act || !element.querySelector('p')) return heading;
  const same = `button[data-act="${act}"][data-value="${CSS.escape(value)}"]`;
  return (
    (act !== 'page' && element.querySelector(same)) ||
    element.querySelector('.box') ||
    tab.querySelector(box)
  );
}

// What has just changed may still be hidden for a moment, and cannot be focused until it is shown.
function settle(tries = 20) {
  const goal = place();
  if (!goal) return;
  goal.focus({preventScroll: true});
  if (document.activeElement !== goal) {
    if (tries) setTimeout(settle, 100, tries - 1);
    return;
  }
  const {act} = tab.dataset;
  if (goal.matches('h2')) tab.scrollIntoView({block: 'start'});
  else {
    if (act === 'page') element.scrollIntoView({block: 'start'});
    if (act === 'open') goal.scrollIntoView({block: 'center'});
    delete tab.dataset.act;
  }
}

watch('value', () => setTimeout(settle, 50));
setTimeout(settle, 50);
