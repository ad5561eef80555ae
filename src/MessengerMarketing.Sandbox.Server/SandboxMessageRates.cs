using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// Shares of marketing messages by what happens to them, each from 0 to 1. With <see cref="SandboxOptions.Seed"/>, the same messages, in order of
/// arrival, have the same results again.
/// </summary>
public sealed record SandboxMessageRates
{
    private static readonly (string Name, Func<SandboxMessageRates, double> Get, Func<SandboxMessageRates, double, SandboxMessageRates> With)[] Shares =
    [
        (nameof(Delivered), static rates => rates.Delivered, static (rates, share) => rates with { Delivered = share }),
        (nameof(Read), static rates => rates.Read, static (rates, share) => rates with { Read = share }),
        (nameof(Clicked), static rates => rates.Clicked, static (rates, share) => rates with { Clicked = share }),
        (nameof(Failed), static rates => rates.Failed, static (rates, share) => rates with { Failed = share }),
        (nameof(Capped), static rates => rates.Capped, static (rates, share) => rates with { Capped = share }),
    ];

    /// <summary>The names for <see cref="FromShares"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Shares.Select(static share => share.Name)];

    /// <summary>Accepted messages that are delivered. Those that fail are not. Default 1.</summary>
    public double Delivered { get; init; } = 1;

    /// <summary>Delivered messages that are read.</summary>
    public double Read { get; init; }

    /// <summary>Read messages whose link is clicked.</summary>
    public double Clicked { get; init; }

    /// <summary>Accepted messages that cannot be delivered, with a webhook that says so.</summary>
    public double Failed { get; init; }

    /// <summary>Messages that are rejected with error 2300042, because the person received too many.</summary>
    public double Capped { get; init; }

    /// <summary>Creates rates from shares by name. Case does not matter.</summary>
    /// <param name="shares">Names from <see cref="Names"/>, with shares from 0 to 1.</param>
    /// <exception cref="ArgumentException">A name is not known, or a share is out of range.</exception>
    public static SandboxMessageRates FromShares(IEnumerable<KeyValuePair<string, double>> shares)
    {
        var rates = new SandboxMessageRates();
        foreach (KeyValuePair<string, double> share in shares ?? throw new ArgumentNullException(nameof(shares)))
        {
            int at = Array.FindIndex(Shares, known => string.Equals(known.Name, share.Key, StringComparison.OrdinalIgnoreCase));
            rates = at >= 0
                ? Shares[at].With(rates, share.Value)
                : throw new ArgumentException($"'{share.Key}' is not a result of a message. Use {string.Join(", ", Names)}.", nameof(shares));
        }

        rates.Validate(nameof(shares));
        return rates;
    }

    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    internal void Validate(string parameter)
    {
        foreach ((string Name, Func<SandboxMessageRates, double> Get, Func<SandboxMessageRates, double, SandboxMessageRates> With) share in Shares)
        {
            if (share.Get(this) is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(parameter, $"The share {share.Name} must be from 0 to 1.");
            }
        }
    }
}
