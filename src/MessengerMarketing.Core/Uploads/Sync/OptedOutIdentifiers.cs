using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>The identifiers of people in a state who opted out.</summary>
internal sealed class OptedOutIdentifiers
{
    private readonly PrefixTable _identifiers = new();

    /// <summary>Collects the identifiers.</summary>
    /// <param name="gone">Entries. Those of people who opted out have <see cref="SyncFlags.OptedOut"/>.</param>
    public OptedOutIdentifiers(ItemList gone) => gone.ForEach(entry =>
    {
        for (int i = 0; i < SyncEntry.Identifiers && IsOptedOut(entry); i++)
        {
            if (SyncEntry.Has(entry, i))
            {
                _identifiers.Add(SyncEntry.GetPrefix(entry, i), 1);
            }
        }
    });

    /// <summary>Whether the person of an entry opted out.</summary>
    public static bool IsOptedOut(ReadOnlySpan<byte> entry) => (SyncEntry.GetFlags(entry) & SyncFlags.OptedOut) != SyncFlags.None;

    /// <summary>Whether an entry has one of the identifiers.</summary>
    public bool IsSharedBy(ReadOnlySpan<byte> entry)
    {
        for (int i = 0; i < SyncEntry.Identifiers; i++)
        {
            if (SyncEntry.Has(entry, i) && _identifiers.GetMarks(SyncEntry.GetPrefix(entry, i)) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
