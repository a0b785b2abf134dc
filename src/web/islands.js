async (name) => {
  const module = await import(`/pkg/${name}.js`);
  await module.default({ module_or_path: `/pkg/${name}_bg.wasm` });
  module.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    const start = module[island.dataset.component];
    if (start) {
      start(island);
    } else {
      console.warn(`The browser's half has no island ${island.dataset.component}.`);
    }
  }
}
