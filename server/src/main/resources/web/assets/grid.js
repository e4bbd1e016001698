// Moving around the calendar: arrow keys go from night to night (one tab stop for all), and each night has a hint.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export function moveFocus(event) {
  const cell = event.target.closest("td[role=gridcell]");
  const target = cell && targetOf(cell, event.key);
  if (!target) return;
  event.preventDefault();
  cell.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

function targetOf(cell, key) {
  const rows = cell.closest("tbody").rows;
  const row = cell.parentElement;
  if (key === "Home") return row.cells[1];
  if (key === "End") return row.cells[row.cells.length - 1];
  const step = STEPS[key];
  if (!step || cell.cellIndex + step[1] < 1) return null;
  return rows[row.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
}

const HINTS = { open: "Select to book.", closed: "Select to open it.", sold: "Select to see its bookings." };

/** Shows a cell's facts next to it while it is hovered or focused. */
export function nightTip(table, tip) {
  const showAt = (cell) => {
    if (!cell?.ariaLabel || !cell.dataset.state) return hide();
    tip.textContent = `${cell.ariaLabel}. ${HINTS[cell.dataset.state]}`;
    tip.hidden = false;
    place(tip, cell.getBoundingClientRect());
  };
  const hide = () => (tip.hidden = true);
  const cellOf = (event) => event.target.closest("td");
  table.addEventListener("pointerover", (event) => event.pointerType === "mouse" && showAt(cellOf(event)));
  table.addEventListener("focusin", (event) => showAt(cellOf(event)));
  table.addEventListener("pointerleave", hide);
  table.addEventListener("focusout", hide);
  table.addEventListener("click", hide);
  table.parentElement.addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function place(tip, cell) {
  const left = Math.min(Math.max(8, cell.left + cell.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const below = cell.bottom + 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : cell.top - tip.offsetHeight - 8}px`;
}
