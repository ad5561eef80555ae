using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Audiences;

/// <summary>The changes of an audience. Null properties are not changed.</summary>
internal sealed record AudienceChange
{
    /// <summary>The new name, not blank.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The new description. It can be empty.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>Labels that replace those of the audience; empty for none.</summary>
    [JsonPropertyName("audience_labels")]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Absolute https URL of a page where people can opt out.</summary>
    [JsonPropertyName("opt_out_link")]
    public string? OptOutLink { get; init; }

    /// <summary>Checks what can be checked without calling Meta.</summary>
    /// <exception cref="ArgumentException">Nothing is changed, or a property is not valid.</exception>
    public void Check()
    {
        if (Name is null && Description is null && Labels is null && OptOutLink is null)
        {
            throw CreateException("There is nothing to change. Specify a name, a description, labels, or an opt-out link.");
        }

        if (Name is not null && string.IsNullOrWhiteSpace(Name))
        {
            throw CreateException("An audience needs a name.", nameof(Name));
        }

        if (OptOutLink is not null && !(Uri.TryCreate(OptOutLink, UriKind.Absolute, out Uri? uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0))
        {
            throw CreateException("The opt-out link must be an absolute https URL.", nameof(OptOutLink));
        }
    }

    private static ArgumentException CreateException(string message, string? member = null) => new(message, member);
}
