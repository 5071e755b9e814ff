//! Small cells of a two-way table hidden, so that no hidden number can be computed from rows, columns and totals.
//!
//! A cell from 1 to N − 1 is shown as `<N`; 0 stays. Then further cells and, where these do not suffice, totals are withheld until
//! every small cell may still be any number from 1 to N − 1. What was withheld without need is shown again.
//!
//! Numbers of a table flow in a circle: from a row through its cells to the columns, through the columns' totals to the whole, and
//! from there through the rows' totals back. Every table that fits what is shown is such a flow, and every such flow is one; so how
//! far a cell may go up or down is the most that can flow past it (Ford and Fulkerson), and is found exactly. As with
//! [`Suppressed`](super::Suppressed), another table of the same people may give away what this one hides.

use std::collections::VecDeque;

use super::Shown;

/// A two-way table with its small cells hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressedCross {
    /// The cells, row by row.
    pub cells: Vec<Vec<Shown>>,
    /// The total of each row.
    pub rows: Vec<Shown>,
    /// The total of each column.
    pub columns: Vec<Shown>,
    /// The total of all.
    pub total: Shown,
}

impl SuppressedCross {
    /// Hides cells below `limit` of rows that are equally long.
    pub fn of(cells: &[Vec<u64>], limit: u64) -> Self {
        let (height, width) = (cells.len(), cells.first().map_or(0, Vec::len));
        let mut circle = Circle::of(cells, limit);
        circle.withhold();
        circle.show_again();
        let mut shown = circle.arcs.iter().map(|arc| arc.shown);
        let mut take = |many: usize| shown.by_ref().take(many).collect::<Vec<_>>();
        Self {
            cells: (0..height).map(|_| take(width)).collect(),
            rows: take(height),
            columns: take(width),
            total: take(1).first().copied().unwrap_or(Shown::Number(0)),
        }
    }
}

/// One number of the table: it flows from a node to another.
struct Arc {
    from: usize,
    to: usize,
    number: u64,
    shown: Shown,
    cell: bool,
}

/// The table as a flow: cells row by row, then totals of rows, totals of columns, the total of all.
struct Circle {
    arcs: Vec<Arc>,
    nodes: usize,
    limit: u64,
}

impl Circle {
    fn of(cells: &[Vec<u64>], limit: u64) -> Self {
        let (height, width) = (cells.len(), cells.first().map_or(0, Vec::len));
        let (all, back) = (height + width, height + width + 1);
        let arc = |from, to, numbers: &mut dyn Iterator<Item = u64>, cell| {
            let numbers: Vec<u64> = numbers.collect();
            let number: u64 = numbers.iter().sum();
            // A small total is one of several small cells, which need it withheld, or gives its own cell away and nothing else.
            let alone = numbers.iter().filter(|one| **one > 0).count() == 1;
            let shown = match (1..limit).contains(&number) {
                true if alone => Shown::Below(limit),
                true => Shown::Withheld,
                false => Shown::Number(number),
            };
            Arc { from, to, number, shown, cell }
        };
        let mut arcs = Vec::new();
        for (row, numbers) in cells.iter().enumerate() {
            let each = numbers.iter().enumerate();
            arcs.extend(
                each.map(|(column, one)| arc(row, height + column, &mut std::iter::once(*one), true)),
            );
        }
        arcs.extend((0..height).map(|row| arc(back, row, &mut cells[row].iter().copied(), false)));
        let column = |at: usize| arc(height + at, all, &mut cells.iter().map(|row| row[at]), false);
        arcs.extend((0..width).map(column));
        arcs.push(arc(all, back, &mut cells.iter().flatten().copied(), false));
        Self { arcs, nodes: height + width + 2, limit }
    }

    /// Withholds the smallest numbers, cells before totals and near ones before far ones, until every small cell is safe.
    fn withhold(&mut self) {
        let mut at = 0;
        while at < self.arcs.len() {
            if self.is_safe(at) {
                at += 1;
                continue;
            }
            let (from, to) = (self.arcs[at].from, self.arcs[at].to);
            let near = |arc: &Arc| [arc.from, arc.to].iter().any(|node| [from, to].contains(node));
            let open = |arc: &&mut Arc| matches!(arc.shown, Shown::Number(number) if number > 0);
            let next = self.arcs.iter_mut().filter(open);
            match next.min_by_key(|arc| (!arc.cell, !near(arc), arc.number)) {
                Some(arc) => arc.shown = Shown::Withheld,
                None => at += 1,
            }
        }
    }

    /// Shows again, the largest first, what no small number needs withheld.
    fn show_again(&mut self) {
        let mut withheld: Vec<usize> = (0..self.arcs.len())
            .filter(|at| self.arcs[*at].shown == Shown::Withheld && self.arcs[*at].number >= self.limit)
            .collect();
        withheld.sort_by_key(|at| (self.arcs[*at].cell, std::cmp::Reverse(self.arcs[*at].number)));
        for at in withheld {
            self.arcs[at].shown = Shown::Number(self.arcs[at].number);
            if !(0..self.arcs.len()).all(|one| self.is_safe(one)) {
                self.arcs[at].shown = Shown::Withheld;
            }
        }
    }

    /// Whether what is small and hidden may still be as many numbers as are below the limit; a cell, each of them.
    fn is_safe(&self, at: usize) -> bool {
        let Arc { number, shown, cell, .. } = self.arcs[at];
        if !(1..self.limit).contains(&number) || matches!(shown, Shown::Number(_)) {
            return true;
        }
        let (up, down) = (self.limit - 1 - number, number - 1);
        match cell {
            true => self.room(at, true, up) == up && self.room(at, false, down) == down,
            false => self.room(at, true, self.limit) + self.room(at, false, down) + 2 >= self.limit,
        }
    }

    /// How far a number may go up or down in a table that fits what is shown; no further than `most` is looked for.
    fn room(&self, at: usize, up: bool, most: u64) -> u64 {
        let Arc { from, to, .. } = self.arcs[at];
        let (start, end) = if up { (to, from) } else { (from, to) };
        let mut moved = vec![0_i64; self.arcs.len()];
        let mut found = 0;
        while found < most {
            let Some(way) = self.way(at, start, end, &moved) else { break };
            let step = way.iter().map(|(_, _, free)| *free).min().unwrap_or(0).min(most - found);
            for (arc, forward, _) in way {
                moved[arc] += if forward { step as i64 } else { -(step as i64) };
            }
            found += step;
        }
        found.min(self.free(at, up, 0))
    }

    /// A shortest way around a number, each step with whether it goes up and how far it can.
    fn way(&self, at: usize, start: usize, end: usize, moved: &[i64]) -> Option<Vec<(usize, bool, u64)>> {
        let mut by: Vec<Option<(usize, usize, bool, u64)>> = vec![None; self.nodes];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front().filter(|_| by[end].is_none()) {
            for (one, arc) in self.arcs.iter().enumerate().filter(|(one, _)| *one != at) {
                for (from, to, up) in [(arc.from, arc.to, true), (arc.to, arc.from, false)] {
                    let free = self.free(one, up, moved[one]);
                    if from == node && to != start && by[to].is_none() && free > 0 {
                        by[to] = Some((node, one, up, free));
                        queue.push_back(to);
                    }
                }
            }
        }
        let mut way = Vec::new();
        let mut node = end;
        while node != start {
            let (before, one, up, free) = by[node]?;
            way.push((one, up, free));
            node = before;
        }
        Some(way)
    }

    /// How far a number that has moved so far may go on, by what is shown of it alone.
    fn free(&self, at: usize, up: bool, moved: i64) -> u64 {
        let arc = &self.arcs[at];
        let now = arc.number.saturating_add_signed(moved);
        let (least, most) = match arc.shown {
            Shown::Number(_) => (arc.number, arc.number),
            Shown::Below(limit) => (1, limit - 1),
            // A withheld cell is no small one, as anybody knows who knows the rule; a total may be.
            Shown::Withheld => (if arc.cell { self.limit } else { 1 }, u64::MAX / 4),
        };
        if up { most.saturating_sub(now) } else { now.saturating_sub(least) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn shown(cells: &[&[u64]], limit: u64) -> String {
        let cells: Vec<Vec<u64>> = cells.iter().map(|row| row.to_vec()).collect();
        let table = SuppressedCross::of(&cells, limit);
        let words = |all: &[Shown]| all.iter().map(Shown::to_string).collect::<Vec<_>>().join(" ");
        let rows =
            table.cells.iter().zip(&table.rows).map(|(row, total)| format!("{} = {total}", words(row)));
        format!("{} | {} = {}", rows.collect::<Vec<_>>().join(" | "), words(&table.columns), table.total)
    }

    #[test]
    fn a_small_cell_is_hidden_in_both_directions() {
        assert_eq!(
            shown(&[&[40, 12], &[30, 0]], 5),
            "40 12 = 52 | 30 0 = 30 | 70 12 = 82",
            "nothing is small"
        );
        assert_eq!(
            shown(&[&[40, 3], &[30, 20]], 5),
            "withheld <5 = 43 | withheld withheld = 50 | 70 23 = 93",
            "one more in its row, one more in its column, and where these meet"
        );
        assert_eq!(
            shown(&[&[3, 0], &[0, 9]], 5),
            "<5 0 = <5 | 0 withheld = withheld | <5 withheld = 12",
            "a row and a column of its own: their totals go with it"
        );
        assert_eq!(shown(&[&[3]], 5), "<5 = <5 | <5 = <5");
        assert_eq!(shown(&[], 5), " |  = 0");
    }

    /// Where a number stands: nodes as in the circle, and what is shown.
    fn arcs(table: &SuppressedCross) -> Vec<(usize, usize, Shown)> {
        let (height, width) = (table.rows.len(), table.columns.len());
        let (all, back) = (height + width, height + width + 1);
        let mut arcs = Vec::new();
        for (row, cells) in table.cells.iter().enumerate() {
            arcs.extend(cells.iter().enumerate().map(|(column, shown)| (row, height + column, *shown)));
        }
        arcs.extend(table.rows.iter().enumerate().map(|(row, shown)| (back, row, *shown)));
        arcs.extend(table.columns.iter().enumerate().map(|(column, shown)| (height + column, all, *shown)));
        arcs.push((all, back, table.total));
        arcs
    }

    proptest! {
        /// Sums alone: a hidden number can be computed exactly where no circle of hidden numbers goes through it.
        #[test]
        fn no_hidden_number_follows_from_sums(
            cells in (1usize..7, 1usize..6).prop_flat_map(|(height, width)| {
                let cell = prop_oneof![Just(0u64), 1u64..6, 5u64..60];
                prop::collection::vec(prop::collection::vec(cell, width), height)
            }),
        ) {
            let table = SuppressedCross::of(&cells, 5);
            let arcs = arcs(&table);
            let hidden = |shown: &Shown| !matches!(shown, Shown::Number(_));
            for (at, (from, to, _)) in arcs.iter().enumerate().filter(|(_, (_, _, shown))| hidden(shown)) {
                let mut reached = BTreeSet::from([*from]);
                let mut before = 0;
                while before < reached.len() {
                    before = reached.len();
                    for (one, (a, b, shown)) in arcs.iter().enumerate() {
                        if one != at && hidden(shown) && (reached.contains(a) || reached.contains(b)) {
                            reached.extend([*a, *b]);
                        }
                    }
                }
                prop_assert!(reached.contains(to), "{cells:?} {table:?}: number {at} can be computed");
            }
            let small = cells.iter().flatten().zip(table.cells.iter().flatten());
            for (cell, shown) in small {
                prop_assert_eq!((1..5).contains(cell), *shown == Shown::Below(5));
                prop_assert!(!matches!(shown, Shown::Number(number) if number != cell));
            }
        }

        /// All tables that fit, by trying: every small cell takes every value that it may have.
        #[test]
        fn every_small_cell_stays_open(cells in prop::collection::vec(prop::collection::vec(0u64..7, 2), 2)) {
            let limit = 3;
            let table = SuppressedCross::of(&cells, limit);
            let fits = |number: u64, shown: &Shown, least: u64| match shown {
                Shown::Number(known) => number == *known,
                Shown::Below(limit) => (1..*limit).contains(&number),
                Shown::Withheld => number >= least,
            };
            let guesses = (0..16_u64.pow(4)).map(|code| [code % 16, code / 16 % 16, code / 256 % 16, code / 4096]);
            let fitting: Vec<[u64; 4]> = guesses
                .filter(|[a, b, c, d]| {
                    let inner = [a, b, c, d].into_iter().zip(table.cells.iter().flatten());
                    inner.into_iter().all(|(guess, shown)| fits(*guess, shown, limit))
                        && fits(a + b, &table.rows[0], 1)
                        && fits(c + d, &table.rows[1], 1)
                        && fits(a + c, &table.columns[0], 1)
                        && fits(b + d, &table.columns[1], 1)
                        && fits(a + b + c + d, &table.total, 1)
                })
                .collect();
            prop_assert!(fitting.contains(&[cells[0][0], cells[0][1], cells[1][0], cells[1][1]]));
            for at in (0..4).filter(|at| matches!(table.cells[at / 2][at % 2], Shown::Below(_))) {
                let values: BTreeSet<u64> = fitting.iter().map(|guess| guess[at]).collect();
                prop_assert_eq!(values.len() as u64, limit - 1, "{:?} {:?}", cells, table);
            }
        }
    }
}
