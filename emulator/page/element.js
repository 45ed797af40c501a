/** Makes page elements from data; data becomes text and attributes, never markup. */

/** Makes one element: properties that are functions listen to events, all others are attributes. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Makes a button that is never a form's submit button. */
export function button(properties, ...children) {
  return element("button", { type: "button", ...properties }, ...children);
}

const SVG = "http://www.w3.org/2000/svg";

/** Shows a symbol of the page's own set of icons. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  picture.append(use);
  return picture;
}
