() => {
  // Gives each tab an address, "#history", so that a link opens it and "back" leaves it again.
  const bar = document.querySelector('#tabs [role="tablist"]');
  const named = (name) => bar.querySelector(`[data-tab-id="${CSS.escape(name)}"]`);
  const selected = () => bar.querySelector('[aria-selected="true"]')?.dataset.tabId;
  const first = selected();
  const asked = () => location.hash.slice(1);

  // Other addresses, those of citations, are nobody's tab and change none.
  function follow() {
    if (asked() && !named(asked())) return;
    const name = asked() || first;
    if (name !== selected()) named(name).click();
  }

  // A source opened in one tab is not that of what stands in another.
  let shown = first;

  function record() {
    const name = selected();
    if (!name || name === shown) return;
    shown = name;
    if (name !== (asked() || first)) history.pushState(null, '', `#${name}`);
    document.querySelector('#source [data-close]')?.click();
    window.scrollTo(0, 0);
  }

  new MutationObserver(record).observe(bar, {subtree: true, attributeFilter: ['aria-selected']});
  window.addEventListener('popstate', follow);
  follow();

  // The arrows go from tab to tab, as in any other bar of tabs.
  bar.addEventListener('keydown', (event) => {
    const tabs = [...bar.querySelectorAll('[role="tab"]')];
    const at = tabs.indexOf(event.target);
    const places = {
      ArrowLeft: (at || tabs.length) - 1,
      ArrowRight: (at + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    if (at < 0 || !(event.key in places)) return;
    event.preventDefault();
    tabs[places[event.key]].focus();
    tabs[places[event.key]].click();
  });
}
