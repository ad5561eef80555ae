using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// Shares of a sandbox's calls, each from 0 to 1, that go wrong in the ways a network and the machines in front of an API go wrong. A call
/// suffers one of them at most, so they add up to 1 at most; being slow comes on top. With <see cref="SandboxOptions.Seed"/> the same
/// calls, counted as they come in, go wrong in the same way again.
/// </summary>
public sealed record SandboxFaultRates
{
    private static readonly (string Name, Func<SandboxFaultRates, double> Get, Func<SandboxFaultRates, double, SandboxFaultRates> With)[] Shares =
    [
        (nameof(DroppedBefore), static rates => rates.DroppedBefore, static (rates, share) => rates with { DroppedBefore = share }),
        (nameof(DroppedAfter), static rates => rates.DroppedAfter, static (rates, share) => rates with { DroppedAfter = share }),
        (nameof(Truncated), static rates => rates.Truncated, static (rates, share) => rates with { Truncated = share }),
        (nameof(HtmlBefore), static rates => rates.HtmlBefore, static (rates, share) => rates with { HtmlBefore = share }),
        (nameof(HtmlAfter), static rates => rates.HtmlAfter, static (rates, share) => rates with { HtmlAfter = share }),
        (nameof(Slow), static rates => rates.Slow, static (rates, share) => rates with { Slow = share }),
    ];

    /// <summary>The names of the shares, for <see cref="FromShares"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Shares.Select(static share => share.Name)];

    /// <summary>The connection is dropped without an answer, and the call is not carried out.</summary>
    public double DroppedBefore { get; init; }

    /// <summary>The connection is dropped without an answer, after the call was carried out.</summary>
    public double DroppedAfter { get; init; }

    /// <summary>The call is carried out, and the connection ends in the middle of its answer: half of them with a length announced, half in chunks.</summary>
    public double Truncated { get; init; }

    /// <summary>An HTML page under HTTP 502 or 503 is the answer, and the call is not carried out.</summary>
    public double HtmlBefore { get; init; }

    /// <summary>An HTML page under HTTP 502 or 503 is the answer, although the call was carried out.</summary>
    public double HtmlAfter { get; init; }

    /// <summary>The answer is held back by <see cref="SandboxOptions.SlowLatency"/> more than the others.</summary>
    public double Slow { get; init; }

    /// <summary>Reads shares by name, whatever the case of the letters.</summary>
    /// <param name="shares">Names of <see cref="Names"/>, with shares from 0 to 1.</param>
    /// <exception cref="ArgumentException">A name is none of them, or a share is out of its range.</exception>
    public static SandboxFaultRates FromShares(IEnumerable<KeyValuePair<string, double>> shares)
    {
        var rates = new SandboxFaultRates();
        foreach (KeyValuePair<string, double> share in shares ?? throw new ArgumentNullException(nameof(shares)))
        {
            int at = Array.FindIndex(Shares, known => string.Equals(known.Name, share.Key, StringComparison.OrdinalIgnoreCase));
            rates = at >= 0
                ? Shares[at].With(rates, share.Value)
                : throw new ArgumentException($"'{share.Key}' is not a kind of fault. There are {string.Join(", ", Names)}.", nameof(shares));
        }

        rates.Validate(nameof(shares));
        return rates;
    }

    /// <exception cref="ArgumentOutOfRangeException">A share is out of its range, or they are too many together.</exception>
    internal void Validate(string parameter)
    {
        foreach ((string Name, Func<SandboxFaultRates, double> Get, Func<SandboxFaultRates, double, SandboxFaultRates> With) share in Shares)
        {
            if (share.Get(this) is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(parameter, $"The share {share.Name} lies between 0 and 1.");
            }
        }

        // Ten shares of 0.1 are a hair more than 1.
        if (DroppedBefore + DroppedAfter + Truncated + HtmlBefore + HtmlAfter > 1 + 1e-9)
        {
            throw new ArgumentOutOfRangeException(parameter, "The shares of calls that go wrong are more than 1 together.");
        }
    }

    /// <summary>The fault that a draw falls on, or null.</summary>
    /// <param name="draw">From 0 up to, not including, 1.</param>
    /// <param name="coin">A second draw, for what comes in two kinds.</param>
    internal SandboxFault? Pick(double draw, bool coin)
    {
        int html = coin ? 502 : 503;
        (double Share, Func<SandboxFault> Make)[] kinds =
        [
            (DroppedBefore, SandboxFault.DroppedBeforeProcessing),
            (DroppedAfter, SandboxFault.DroppedAfterProcessing),
            (Truncated, () => SandboxFault.Truncated(coin)),
            (HtmlBefore, () => SandboxFault.HtmlErrorPage(html)),
            (HtmlAfter, () => SandboxFault.HtmlErrorPage(html).AfterProcessing()),
        ];
        foreach ((double share, Func<SandboxFault> make) in kinds)
        {
            if (draw < share)
            {
                return make();
            }

            draw -= share;
        }

        return null;
    }
}
