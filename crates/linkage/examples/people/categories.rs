//! Counts and measures the hints at categories.

use std::collections::BTreeMap;

use amana_linkage::category::{Category, Profile, Sight, hints};
use amana_linkage::people::{Candidates, group};
use amana_testkit::leak::truth::Category as Truly;

use crate::simulate::Leak;

/// What was seen of each group and of each photograph that is in none, with the photographs.
fn sights<'a>(leak: &'a Leak, candidates: &Candidates) -> Vec<(Vec<Sight<'a>>, Vec<u32>)> {
    let grouped = candidates.groups.iter().map(|group| group.members.iter().map(|one| one.id).collect());
    let mut all: Vec<Vec<u32>> = grouped.collect();
    let mut alone: Vec<bool> = vec![true; leak.photographs.len()];
    all.iter().flatten().for_each(|id| alone[*id as usize] = false);
    all.extend((0..leak.photographs.len() as u32).filter(|id| alone[*id as usize]).map(|id| vec![id]));
    let sight = |id: &u32| Sight {
        faces: Some(leak.photographs[*id as usize].faces.len()),
        markings: leak.shown[*id as usize].markings,
        readings: &leak.photographs[*id as usize].readings,
        folders: &[],
    };
    all.into_iter().map(|ids| (ids.iter().map(sight).collect(), ids)).collect()
}

fn truly(category: Truly) -> Category {
    match category {
        Truly::Detainee => Category::Detainee,
        Truly::Soldier => Category::Soldier,
        Truly::Civilian => Category::Civilian,
        Truly::Scene => Category::Scene,
        Truly::Document => Category::Document,
    }
}

/// Prints the shares of categories by profile, in per mille of photographs.
pub(crate) fn count(leaks: &[Leak]) {
    let mut counts: BTreeMap<Profile, [u32; 6]> = BTreeMap::new();
    for leak in leaks {
        for (sights, ids) in sights(leak, &group(&leak.photographs)) {
            let row = counts.entry(Profile::of(&sights)).or_default();
            ids.iter().for_each(|id| row[truly(leak.shown[*id as usize].category) as usize] += 1);
        }
    }
    for (profile, row) in counts {
        // A twentieth is spread over all: life is less tidy than a leak drawn by a program.
        let all: u32 = row.iter().sum();
        let mut shares = row.map(|count| 950 * count / all.max(1) + 8);
        let most = (0..6).max_by_key(|at| shares[*at]).unwrap_or(0);
        shares[most] += 1_000 - shares.iter().sum::<u32>();
        println!("    (Profile::{profile:?}, {shares:?}), // of {}", row.iter().sum::<u32>());
    }
}

/// Prints, for each true category, how many photographs got which category as the likeliest.
pub(crate) fn confusion(leak: &Leak, candidates: &Candidates) {
    let mut table: BTreeMap<Category, BTreeMap<Category, u32>> = BTreeMap::new();
    for (sights, ids) in sights(leak, candidates) {
        let likeliest = hints(&sights)[0].category;
        for id in ids {
            let row = table.entry(truly(leak.shown[id as usize].category)).or_default();
            *row.entry(likeliest).or_default() += 1;
        }
    }
    for (category, row) in table {
        let told: Vec<String> = row.iter().map(|(told, count)| format!("{} {count}", told.word())).collect();
        println!("    {} told as: {}", category.word(), told.join(", "));
    }
}
