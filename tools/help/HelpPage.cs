using System.Collections.Generic;

namespace MessengerMarketing.Help;

/// <summary>The help page of a cmdlet. Texts are Markdown.</summary>
internal sealed record HelpPage
{
    /// <summary><c>Verb-Noun</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The URL that <c>Get-Help -Online</c> opens.</summary>
    public required string HelpUri { get; init; }

    /// <summary>The synopsis, one line.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The description.</summary>
    public required string Description { get; init; }

    /// <summary>Names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>The examples, with a title, code and a description.</summary>
    public required IReadOnlyList<HelpSection> Examples { get; init; }

    /// <summary>The parameters, without the common ones.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>The pipeline input, by type.</summary>
    public required IReadOnlyList<HelpSection> Inputs { get; init; }

    /// <summary>The output, by type.</summary>
    public required IReadOnlyList<HelpSection> Outputs { get; init; }

    /// <summary>The notes; can be empty.</summary>
    public required string Notes { get; init; }

    /// <summary>Related pages and topics.</summary>
    public required IReadOnlyList<HelpLink> Links { get; init; }
}

/// <summary>A heading and its Markdown.</summary>
internal sealed record HelpSection(string Title, string Text);

/// <summary>The text and the URL of a link. The URL is relative for pages of the repository.</summary>
internal sealed record HelpLink(string Text, string Address);

/// <summary>A parameter, with its description and its YAML properties.</summary>
internal sealed record HelpParameter
{
    /// <summary>The name without the hyphen.</summary>
    public required string Name { get; init; }

    /// <summary>The description.</summary>
    public required string Text { get; init; }

    /// <summary>Full name of the .NET type.</summary>
    public required string Type { get; init; }

    /// <summary>The default value; empty when there is none.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether wildcards are accepted.</summary>
    public required bool SupportsWildcards { get; init; }

    /// <summary>The aliases.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The accepted values; empty for any.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>The binding in each parameter set.</summary>
    public required IReadOnlyList<HelpBinding> Bindings { get; init; }
}

/// <summary>The binding of a parameter in one or all parameter sets.</summary>
internal sealed record HelpBinding(string Set, string Position, bool IsRequired, bool TakesPipeline, bool TakesProperty)
{
    /// <summary>The name for all parameter sets.</summary>
    public const string AllSets = "(All)";
}
