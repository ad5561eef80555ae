namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters that leave people out of an upload.</summary>
internal sealed record OptOutSettings
{
    /// <summary>The paths of -SuppressPath.</summary>
    public string[] SuppressPath { get; init; } = [];

    /// <summary>Whether entries of these files that cannot be compared are allowed.</summary>
    public bool AllowsUnusable { get; init; }

    /// <summary>Whether people who say no in a consent column are left out.</summary>
    public bool SkipsOptedOut { get; init; }
}
