//! The few distributions that intervals need, to about 14 digits; held against SciPy by `benches/statistics_peers.py`.

/// How often a limit is halved: past this, nothing of a double is left.
const HALVINGS: u32 = 200;

/// The quantile of the standard normal distribution (Wichura 1988, algorithm AS 241, PPND16), for 5·10⁻⁷ ≤ p ≤ 1 − 5·10⁻⁷.
///
/// The third branch of the algorithm is left out: no [`Confidence`](crate::Confidence) reaches it.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 8] = [
        3.387_132_872_796_366_6,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_4e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ];
    const B: [f64; 8] = [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_855e3,
    ];
    const C: [f64; 8] = [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ];
    const D: [f64; 8] = [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ];
    let polynomial = |terms: &[f64; 8], x: f64| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&A, r) / polynomial(&B, r);
    }
    let r = (-p.min(1.0 - p).ln()).sqrt() - 1.6;
    q.signum() * polynomial(&C, r) / polynomial(&D, r)
}

/// The `t` for which Student's distribution has the share `confidence` between `-t` and `t`.
pub(crate) fn t_quantile(confidence: f64, degrees: u64) -> f64 {
    let degrees = degrees as f64;
    // P(|T| ≤ t) = I_y(1/2, ν/2) with y = t²/(ν + t²); the small side, so that nothing cancels for many degrees.
    let y = beta_quantile(confidence, 0.5, degrees / 2.0);
    (degrees * y / (1.0 - y)).sqrt()
}

/// The quantile of the beta distribution, for 0 < p < 1: the `x` with I_x(a, b) = p.
pub(crate) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta_share(middle, a, b) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz and Stegun 1964, 26.5.8) in
/// the order of Lentz.
fn beta_share(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    }
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    // About √max(a, b) steps are needed.
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            change = c * d;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

/// ln B(a, b), put together so that the large parts of three ln Γ do not cancel.
fn ln_beta(a: f64, b: f64) -> f64 {
    let (a, b) = (a.min(b), a.max(b));
    let all = a + b;
    if b < FROM {
        return ln_gamma(a) + ln_gamma(b) - ln_gamma(all);
    }
    let rest = stirling(b) - stirling(all);
    if a < FROM {
        return ln_gamma(a) + a - (b - 0.5) * (a / b).ln_1p() - a * all.ln() + rest;
    }
    (a - 0.5) * (a / all).ln() - b * (a / b).ln_1p() - 0.5 * b.ln() + HALF_LN_TAU + stirling(a) + rest
}

/// From here on Stirling's series is exact to the last digit.
const FROM: f64 = 15.0;
/// ln √(2π).
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_7;

/// ln Γ(x) for x > 0; below [`FROM`] by Γ(x + 1) = x Γ(x).
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut factor) = (x, 1.0);
    while x < FROM {
        factor *= x;
        x += 1.0;
    }
    (x - 0.5) * x.ln() - x + HALF_LN_TAU + stirling(x) - f64::ln(factor)
}

/// What ln Γ(x) is more than (x − ½) ln x − x + ln √(2π) (Abramowitz and Stegun 1964, 6.1.41).
fn stirling(x: f64) -> f64 {
    let y = 1.0 / (x * x);
    (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y / 1188.0)))) / x
}

/// ln of the number of ways to choose `k` of `n`.
fn ln_choose(n: u64, k: u64) -> f64 {
    let (n, k) = (n as f64, k as f64);
    -(n + 1.0).ln() - ln_beta(n - k + 1.0, k + 1.0)
}

/// P(X ≤ `most`) for the number of yes in `draws` without replacement from `population`, of which `yes` are.
pub(crate) fn hypergeometric_share(most: u64, population: u64, yes: u64, draws: u64) -> f64 {
    let least = draws.saturating_sub(population - yes);
    let top = draws.min(yes);
    if most >= top {
        return 1.0;
    }
    if most < least {
        return 0.0;
    }
    let at = |k: u64| {
        (ln_choose(yes, k) + ln_choose(population - yes, draws - k) - ln_choose(population, draws)).exp()
    };
    // Summed from the outer end inwards is summed over the tail: each term follows from its neighbour.
    let ratio_down = |k: u64| {
        let (k, n, m, d) = (k as f64, population as f64, yes as f64, draws as f64);
        k * (n - m - d + k) / ((m - k + 1.0) * (d - k + 1.0))
    };
    let mean = draws as f64 * yes as f64 / population as f64;
    if (most as f64) < mean {
        let (mut term, mut sum, mut k) = (at(most), 0.0, most);
        loop {
            sum += term;
            if k == least || term < sum * 1e-18 {
                return f64::min(sum, 1.0);
            }
            term *= ratio_down(k);
            k -= 1;
        }
    }
    let (mut term, mut sum, mut k) = (at(most + 1), 0.0, most + 1);
    loop {
        sum += term;
        if k == top || term < sum * 1e-18 {
            return f64::max(1.0 - sum, 0.0);
        }
        k += 1;
        term /= ratio_down(k);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(is: f64, should: f64, within: f64) {
        assert!((is - should).abs() <= within * should.abs(), "{is} is not {should}");
    }

    #[test]
    fn quantiles_of_printed_tables() {
        // By mpmath with 30 digits.
        close(normal_quantile(0.25), -0.674_489_750_196_081_7, 1e-15);
        close(normal_quantile(0.001), -3.090_232_306_167_813_5, 1e-15);
        close(normal_quantile(0.975), 1.959_963_984_540_054, 1e-15);
        close(t_quantile(0.95, 1), 12.706_204_736_174_705, 1e-13);
        close(t_quantile(0.95, 11), 2.200_985_160_091_639_7, 1e-13);
        close(t_quantile(0.99, 30), 2.749_995_653_567_225_2, 1e-13);
        close(t_quantile(0.95, 1_000_000), 1.959_966_356_814_107, 1e-12);
    }

    #[test]
    fn the_hypergeometric_distribution_adds_up() {
        // 10 of which 4 are yes, 3 drawn: 1/6, 1/2, 3/10, 1/30.
        for (most, share) in [(0, 1.0 / 6.0), (1, 2.0 / 3.0), (2, 29.0 / 30.0), (3, 1.0)] {
            close(hypergeometric_share(most, 10, 4, 3), share, 1e-13);
        }
        assert_eq!(hypergeometric_share(1, 10, 9, 3), 0.0, "at least two of three");
        close(
            ln_choose(6786, 150),
            (1..=150).map(|k| ((6636.0 + f64::from(k)) / f64::from(k)).ln()).sum(),
            1e-14,
        );
    }
}
