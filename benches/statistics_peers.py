"""Holds the crate `statistics` against what others wrote: statsmodels, krippendorff, irrCAC, samplics, SciPy, mpmath.

A peer for docs/STATISTICS.md, no part of Amana. In an environment with those packages (and numpy below 2, which irrCAC needs):
statistics_peers.py PEERS, the built example `peers` (cargo build --release -p amana-statistics --example peers). Prints the
largest difference of each figure; exit code 1 if one is above 1e-9.
"""

import functools
import hashlib
import json
import math
import subprocess
import sys
import warnings

import krippendorff
import mpmath
import numpy
import pandas
from irrCAC.raw import CAC
from samplics.estimation import TaylorEstimator
from samplics.utils.types import PopParam
from scipy import optimize, stats
from statsmodels.stats import inter_rater, proportion

GOAL = 1e-9
LEVELS = ["nominal", "ordinal", "interval", "ratio"]
WEIGHTS = ["identity", "linear", "quadratic", "ordinal"]
largest, counted = {}, {}


def hold(name, ours, theirs):
    """Notes a difference: absolute up to 1, relative beyond."""
    if ours is None or theirs is None:
        assert ours is None and theirs is None, (name, ours, theirs)
        return
    difference = abs(ours - theirs) / max(1.0, abs(theirs))
    assert not math.isnan(difference), (name, ours, theirs)
    largest[name] = max(largest.get(name, 0.0), difference)
    counted[name] = counted.get(name, 0) + 1


def tables(chance, count):
    for at in range(count):
        coders = 2 if at % 3 == 0 else int(chance.integers(2, 7))
        units, categories = int(chance.integers(3, 60)), int(chance.integers(2, 7))
        likely = chance.dirichlet(numpy.full(categories, chance.choice([0.3, 1.0, 5.0])))
        truth = chance.choice(categories, units, p=likely)
        noise = chance.choice(categories, (units, coders), p=likely)
        seen = numpy.where(chance.random((units, coders)) < chance.uniform(0.2, 0.95), truth[:, None], noise)
        level = LEVELS[at % 4]
        # Uneven numbers where numbers count, places where places do.
        steps = numpy.cumsum(chance.integers(1, 5, categories)) if level in ("interval", "ratio") else numpy.arange(1, categories + 1)
        values = steps[seen].astype(float)
        if at % 2:
            values[chance.random(values.shape) < chance.uniform(0, 0.4)] = numpy.nan
        rows = [[None if math.isnan(x) else x for x in row] for row in values]
        confidence = float(chance.choice([0.9, 0.95, 0.99]))
        # A category that nobody used, now and then.
        declared = [float(steps[-1] + 1)] if at % 7 == 0 else []
        seed = f"seed {at}" if at % 5 == 0 else None
        yield {"level": level, "units": rows, "declared": declared, "confidence": confidence, "seed": seed}


def hold_agreement(asked, ours):
    values = numpy.array([[math.nan if x is None else x for x in row] for row in asked["units"]])
    level, confidence = asked["level"], asked["confidence"]
    # The fourth kind of weight and the ordinal level go by places: as peers take them when categories are 1, 2, 3 …
    used = sorted(set(values[~numpy.isnan(values)]))
    every = sorted({*used, *asked["declared"]})
    pairable = (~numpy.isnan(values)).sum(axis=1) > 1
    if len(used) < 2 or not pairable.any():
        assert "error" in ours["fleiss"], ours
        return
    if level in ("nominal", "ordinal"):
        values = numpy.where(numpy.isnan(values), numpy.nan, numpy.searchsorted(every, values) + 1.0)
        every = [at + 1.0 for at in range(len(every))]
    frame = pandas.DataFrame(values)
    cac = lambda weights: CAC(frame, weights=weights, categories=every, confidence_level=confidence, digits=15)

    def hold_cac(name, ours, theirs):
        theirs = theirs["est"]
        hold(f"{name} (irrCAC)", ours["value"], float(theirs["coefficient_value"]))
        if ours["standard_error"] is not None:
            hold(f"{name}, standard error (irrCAC)", ours["standard_error"], float(theirs["se"]))
            hold_reach(f"{name}, interval (irrCAC, mpmath)", ours["interval"], theirs, confidence)
        else:
            assert ours["no_interval"] == "no-spread" and theirs["se"] < 1e-7, (ours, theirs)

    hold_cac("Fleiss' kappa", ours["fleiss"], cac("identity").fleiss())
    hold("percent agreement (irrCAC)", ours["percent"]["value"], float(cac("identity").fleiss()["est"]["pa"]))
    hold_percent(values[pairable], every, confidence, ours["percent"])
    for weights in WEIGHTS:
        name = "AC1" if weights == "identity" else f"AC2, {weights}"
        if level == "nominal" and weights != "identity":
            assert "error" in ours[f"gwet {weights}"]
            continue
        hold_cac(name, ours[f"gwet {weights}"], cac(weights).gwet())
    if not numpy.isnan(values).any():
        counts, _ = inter_rater.aggregate_raters(values)
        hold("Fleiss' kappa (statsmodels)", ours["fleiss"]["value"], inter_rater.fleiss_kappa(counts))
    hold_alpha(values, level, pairable, confidence, asked["seed"], ours, cac)
    if values.shape[1] == 2:
        hold_cohen(values, every, level, confidence, ours)


def hold_reach(name, ours, theirs, confidence):
    """Their value and error with a quantile of mpmath's: SciPy's own is off by some 1e-9, which is told beside it."""
    reach = t_quantile(confidence, ours["degrees"]) * float(theirs["se"])
    hold(name, ours["low"], float(theirs["coefficient_value"]) - reach)
    hold(name, ours["high"], min(1.0, float(theirs["coefficient_value"]) + reach))
    hold("(SciPy's t.ppf against mpmath)", stats.t.ppf((1 + confidence) / 2, ours["degrees"]), t_quantile(confidence, ours["degrees"]))


@functools.cache
def t_quantile(confidence, degrees):
    share = lambda t: mpmath.betainc(0.5, degrees / 2, 0, t * t / (degrees + t * t), regularized=True) - confidence
    return float(mpmath.findroot(share, stats.t.ppf((1 + confidence) / 2, degrees)))


def hold_alpha(values, level, pairable, confidence, seed, ours, cac):
    if len(set(values[pairable][~numpy.isnan(values[pairable])])) < 2:
        assert "error" in ours["alpha"], ours["alpha"]
        return
    alpha = lambda rows: float(krippendorff.alpha(reliability_data=rows.T, level_of_measurement=level))
    hold(f"alpha, {level} level (krippendorff)", ours["alpha"]["value"], alpha(values))
    # irrCAC takes its weights over all categories, which changes nothing of alpha.
    kind = {"nominal": "identity", "interval": "quadratic", "ratio": "ratio"}.get(level)
    if kind and pairable.sum() > 1:  # irrCAC divides by pairable units less one
        theirs = cac(kind).krippendorff()["est"]
        hold(f"alpha, {level} level (irrCAC)", ours["alpha"]["value"], float(theirs["coefficient_value"]))
        if ours["alpha"]["standard_error"] is not None:
            hold("alpha, standard error (irrCAC)", ours["alpha"]["standard_error"], float(theirs["se"]))
            hold_reach("alpha, its interval (irrCAC, mpmath)", ours["alpha"]["interval"], theirs, confidence)
    if seed and ours["bootstrap"]["interval"]:
        # The bootstrap again, by the rule of docs/STATISTICS.md.
        rows = values[pairable]
        # A category that nobody used counts 0 in each, and changes no order.
        places = sorted(set(values[~numpy.isnan(values)]))
        rows = rows[sorted(range(len(rows)), key=lambda at: [(rows[at] == place).sum() for place in places])]
        found, block, left = [], 0, []
        for _ in range(200):
            drawn = []
            while len(drawn) < len(rows):
                if not left:
                    digest = hashlib.sha256(seed.encode() + b"\0" + block.to_bytes(8, "big")).digest()
                    block += 1
                    left = [int.from_bytes(digest[at : at + 8], "big") for at in (0, 8, 16, 24)]
                drawn.append(left.pop(0) * len(rows) >> 64)
            sample = rows[drawn]
            if len(set(sample[~numpy.isnan(sample)])) > 1:
                found.append(alpha(sample))
        tail = (1 - confidence) / 2
        low, high = numpy.quantile(found, [tail, 1 - tail])
        hold("alpha, bootstrap (krippendorff)", ours["bootstrap"]["interval"]["low"], low)
        hold("alpha, bootstrap (krippendorff)", ours["bootstrap"]["interval"]["high"], high)


def hold_percent(rows, every, confidence, ours):
    counts = numpy.array([[(row == one).sum() for one in every] for row in rows], dtype=float)
    codings = counts.sum(axis=1)
    within = (counts * (counts - 1)).sum(axis=1) / (codings * (codings - 1))
    if (codings == 2).all():
        low, high = proportion.proportion_confint(int(within.sum()), len(rows), 1 - confidence, method="wilson")
    elif ours["interval"] is None:
        assert len(rows) == 1 or within.std() < 1e-9
        return
    else:
        reach = t_quantile(confidence, len(rows) - 1) * within.std(ddof=1) / math.sqrt(len(rows))
        low, high = max(0.0, within.mean() - reach), min(1.0, within.mean() + reach)
    hold("percent agreement, interval (statsmodels; numpy)", ours["interval"]["low"], float(low))
    hold("percent agreement, interval (statsmodels; numpy)", ours["interval"]["high"], float(high))


def hold_cohen(values, scores, level, confidence, ours):
    both = values[~numpy.isnan(values).any(axis=1)]
    if len(set(both.ravel())) < 2:
        assert "error" in ours["cohen identity"]
        return
    table = numpy.zeros((len(scores), len(scores)))
    for one, two in both:
        table[scores.index(one), scores.index(two)] += 1
    for weights, wt in [("identity", None), ("linear", "linear"), ("quadratic", "quadratic")]:
        if level == "nominal" and wt:
            continue
        theirs = inter_rater.cohens_kappa(table, weights=numpy.array(scores) if wt else None, wt=wt)
        mine, name = ours[f"cohen {weights}"], f"Cohen's kappa, {weights}"
        hold(f"{name} (statsmodels)", mine["value"], theirs.kappa)
        if mine["standard_error"] is not None:
            hold(f"{name}, variance (statsmodels)", mine["standard_error"] ** 2, theirs.var_kappa)
            high = min(1.0, theirs.kappa + stats.norm.ppf((1 + confidence) / 2) * math.sqrt(theirs.var_kappa))
            hold(f"{name}, interval (statsmodels)", mine["interval"]["high"], high)
        else:
            assert mine["no_interval"] in ("no-spread", "one-unit"), mine


def shares(chance, count):
    for _ in range(count):
        of = int(chance.choice([1, 5, 30, 150, 1000, 20000]) * chance.uniform(1, 2))
        yield {
            "yes": int(chance.integers(0, of + 1)) if chance.random() < 0.8 else int(chance.choice([0, of])),
            "of": of,
            "population": of + int(chance.choice([0, 1, 10, 1000, 100000]) * chance.uniform(0, 1)),
            "confidence": float(chance.choice([0.8, 0.9, 0.95, 0.99])),
            "within": float(chance.uniform(0.01, 0.2)),
        }


def hold_share(asked, ours):
    yes, of, population, alpha = asked["yes"], asked["of"], asked["population"], 1 - asked["confidence"]
    for method, theirs in [("wilson", "wilson"), ("clopper-pearson", "beta")]:
        low, high = proportion.proportion_confint(yes, of, alpha, method=theirs)
        low, high = 0.0 if math.isnan(low) else low, 1.0 if math.isnan(high) else high
        hold(f"{method} (statsmodels)", ours[method]["low"], float(low))
        hold(f"{method} (statsmodels)", ours[method]["high"], float(high))
    if population > of:
        # The equation itself, solved by somebody else's root finder.
        z, p = stats.norm.isf(alpha / 2), yes / of
        factor = (population - of) / (population - 1) / of
        score = lambda limit: (p - limit) ** 2 - z * z * limit * (1 - limit) * factor
        # Where all are yes or none is, one root is that end and the other is found by hand.
        low = optimize.brentq(score, 0, p, xtol=1e-15) if 0 < yes < of else float(yes > 0) / (1 + z * z * factor)
        high = optimize.brentq(score, p, 1, xtol=1e-15) if 0 < yes < of else 1 - float(yes < of) / (1 + z * z * factor)
        hold("wilson-finite (SciPy, its equation)", ours["wilson-finite"]["low"], max(low, yes / population))
        hold("wilson-finite (SciPy, its equation)", ours["wilson-finite"]["high"], min(high, 1 - (of - yes) / population))
    low, high = ours["hypergeometric"]["low"] * population, ours["hypergeometric"]["high"] * population
    low, high = round(low), round(high)
    # A share within rounding of alpha/2 counts as above it.
    above = lambda k: stats.hypergeom.sf(yes - 1, population, k, of) > alpha / 2 * (1 - 1e-9)
    below = lambda k: stats.hypergeom.cdf(yes, population, k, of) > alpha / 2 * (1 - 1e-9)
    wrong = not above(low) or not below(high)
    wrong |= low > yes and above(low - 1)
    wrong |= high < population - (of - yes) and below(high + 1)
    hold("hypergeometric, limits that are not the outermost (SciPy)", float(wrong), 0.0)


def strata(chance, count):
    for _ in range(count):
        all = []
        for _ in range(int(chance.integers(1, 6))):
            sampled = int(chance.integers(2, 40))
            values = (chance.random(sampled) < chance.uniform(0.1, 0.9)).astype(float)
            all.append([sampled + int(chance.integers(1, 500)), values.tolist()])
        yield {"strata": all, "confidence": 0.95}


def hold_strata(asked, ours):
    values = numpy.concatenate([values for _, values in asked["strata"]])
    if not values.any():  # samplics divides by the mean
        assert ours["estimate"]["mean"] == 0.0 and ours["linear"] is None
        return
    label = numpy.concatenate([[at] * len(values) for at, (_, values) in enumerate(asked["strata"])])
    weight = numpy.concatenate([[size / len(values)] * len(values) for size, values in asked["strata"]])
    fpc = {at: 1 - len(values) / size for at, (size, values) in enumerate(asked["strata"])}
    taylor = TaylorEstimator(PopParam.mean)
    taylor.estimate(y=values, samp_weight=weight, stratum=label, fpc=fpc)
    hold_design("stratified", ours, taylor, asked["confidence"])


def clusters(chance, count):
    for _ in range(count):
        drawn = [[int(size), int(chance.binomial(size, chance.uniform(0.1, 0.9)))] for size in chance.integers(1, 20, int(chance.integers(2, 30)))]
        yield {"drawn": drawn, "clusters": len(drawn) + int(chance.integers(1, 200)), "confidence": 0.95}


def hold_clusters(asked, ours):
    drawn = asked["drawn"]
    values = numpy.concatenate([[1.0] * yes + [0.0] * (size - yes) for size, yes in drawn])
    if not values.any():
        assert ours["estimate"]["mean"] == 0.0 and ours["linear"] is None
        return
    psu = numpy.concatenate([[at] * size for at, (size, _) in enumerate(drawn)])
    weight = numpy.full(len(values), asked["clusters"] / len(drawn))
    taylor = TaylorEstimator(PopParam.mean)
    taylor.estimate(y=values, samp_weight=weight, psu=psu, fpc=1 - len(drawn) / asked["clusters"])
    hold_design("clusters", ours, taylor, asked["confidence"])


def hold_design(name, ours, taylor, confidence):
    mean, error = float(taylor.point_est), float(taylor.stderror)
    hold(f"{name}, mean (samplics)", ours["estimate"]["mean"], mean)
    hold(f"{name}, standard error (samplics)", ours["estimate"]["standard_error"], error)
    t = t_quantile(confidence, ours["estimate"]["degrees"])
    if ours["linear"]:
        hold(f"{name}, interval (samplics, mpmath)", ours["linear"]["low"], mean - t * error)
    if ours["wilson"]:
        size = mean * (1 - mean) / error**2
        low, high = proportion.proportion_confint(mean * size, size, 2 * stats.norm.sf(t), method="wilson")
        hold(f"{name}, effective Wilson (statsmodels)", ours["wilson"]["low"], float(low))
        hold(f"{name}, effective Wilson (statsmodels)", ours["wilson"]["high"], float(high))


def frames(chance, count):
    for at in range(count):
        size = int(chance.integers(2, 200))
        units = [[f"صورة-{number}", f"branch {int(chance.integers(0, 5))}"] for number in range(size)]
        labels = {label: sum(1 for unit in units if unit[1] == label) for _, label in units}
        sizes = {label: int(chance.integers(0, there + 1)) for label, there in labels.items()}
        sizes[units[0][1]] = max(1, sizes[units[0][1]])
        yield {"units": units, "seed": f"seed {at}", "size": int(chance.integers(1, size + 1)), "clusters": int(chance.integers(1, len(labels) + 1)), "sizes": sizes}


def hold_frame(asked, ours):
    """The draws again, in the words of the crate's documentation."""
    key = lambda text: hashlib.sha256(asked["seed"].encode() + b"\0" + text.encode()).digest()
    first = lambda ids, size: sorted(ids, key=key)[:size]
    ids, size, count = [unit[0] for unit in asked["units"]], asked["size"], len(asked["units"])
    of = lambda label: [unit[0] for unit in asked["units"] if unit[1] == label]
    start = int.from_bytes(key(""), "big") % count
    labels = sorted({unit[1] for unit in asked["units"]})
    theirs = {
        "simple": first(ids, size),
        "systematic": [ids[(at * count + start) // size] for at in range(size)],
        "stratified": [id for label in labels for id in first(of(label), asked["sizes"][label])],
        "clusters": [id for label in first(labels, asked["clusters"]) for id in of(label)],
    }
    for name, drawn in theirs.items():
        hold(f"{name} draws that differ (hashlib)", float(ours[name] != drawn), 0.0)
    assert sum(ours["proportional"].values()) == size


def main():
    warnings.simplefilter("ignore")
    chance = numpy.random.default_rng(20240229)
    kinds = [
        ("tables", tables, hold_agreement, 800),
        ("shares", shares, hold_share, 2000),
        ("strata", strata, hold_strata, 300),
        ("clusters", clusters, hold_clusters, 300),
        ("frames", frames, hold_frame, 200),
    ]
    asked = {name: list(make(chance, count)) for name, make, _, count in kinds}
    answered = subprocess.run([sys.argv[1]], input=json.dumps(asked), capture_output=True, text=True, check=True)
    answers = json.loads(answered.stdout)
    for name, _, check, _ in kinds:
        for question, answer in zip(asked[name], answers[name], strict=True):
            check(question, answer)
    above = {name for name, difference in largest.items() if difference > GOAL and not name.startswith("(")}
    for name in sorted(largest):
        print(f"{name:<60} {counted[name]:>6}  {largest[name]:.1e}" + ("  ABOVE THE GOAL" if name in above else ""))
    sys.exit(bool(above))


if __name__ == "__main__":
    main()
