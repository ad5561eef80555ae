using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// Shares of calls with faults of the network and of the servers in front of an API, each from 0 to 1. A call has at most one fault, so
/// the sum is at most 1; slow responses are independent. With <see cref="SandboxOptions.Seed"/>, the same calls, in order of arrival, have
/// the same faults again.
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

    /// <summary>The names for <see cref="FromShares"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Shares.Select(static share => share.Name)];

    /// <summary>The connection is dropped without a response, and the call is not carried out.</summary>
    public double DroppedBefore { get; init; }

    /// <summary>The connection is dropped without a response, after the call was carried out.</summary>
    public double DroppedAfter { get; init; }

    /// <summary>The call is carried out, and the connection ends in the middle of its response: half of them with Content-Length, half in chunks.</summary>
    public double Truncated { get; init; }

    /// <summary>The response is an HTML page with HTTP 502 or 503, and the call is not carried out.</summary>
    public double HtmlBefore { get; init; }

    /// <summary>The response is an HTML page with HTTP 502 or 503, although the call was carried out.</summary>
    public double HtmlAfter { get; init; }

    /// <summary>The response is delayed by <see cref="SandboxOptions.SlowLatency"/> more than the others.</summary>
    public double Slow { get; init; }

    /// <summary>Creates rates from shares by name. Case does not matter.</summary>
    /// <param name="shares">Names from <see cref="Names"/>, with shares from 0 to 1.</param>
    /// <exception cref="ArgumentException">A name is not known, or a share is out of range.</exception>
    public static SandboxFaultRates FromShares(IEnumerable<KeyValuePair<string, double>> shares)
    {
        var rates = new SandboxFaultRates();
        foreach (KeyValuePair<string, double> share in shares ?? throw new ArgumentNullException(nameof(shares)))
        {
            int at = Array.FindIndex(Shares, known => string.Equals(known.Name, share.Key, StringComparison.OrdinalIgnoreCase));
            rates = at >= 0
                ? Shares[at].With(rates, share.Value)
                : throw new ArgumentException($"'{share.Key}' is not a kind of fault. Use {string.Join(", ", Names)}.", nameof(shares));
        }

        rates.Validate(nameof(shares));
        return rates;
    }

    /// <exception cref="ArgumentOutOfRangeException">A share is out of range, or the sum is more than 1.</exception>
    internal void Validate(string parameter)
    {
        foreach ((string Name, Func<SandboxFaultRates, double> Get, Func<SandboxFaultRates, double, SandboxFaultRates> With) share in Shares)
        {
            if (share.Get(this) is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(parameter, $"The share {share.Name} must be from 0 to 1.");
            }
        }

        // The floating-point sum of ten shares of 0.1 can be slightly more than 1.
        if (DroppedBefore + DroppedAfter + Truncated + HtmlBefore + HtmlAfter > 1 + 1e-9)
        {
            throw new ArgumentOutOfRangeException(parameter, "The sum of the fault shares must be at most 1.");
        }
    }

    /// <summary>Returns the fault for a random number, or null.</summary>
    /// <param name="draw">A random number from 0 (inclusive) to 1 (exclusive).</param>
    /// <param name="coin">A second random value, for faults with two variants.</param>
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
