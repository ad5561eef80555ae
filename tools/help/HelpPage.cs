using System.Collections.Generic;

namespace MessengerMarketing.Help;

/// <summary>The page of one cmdlet. Texts are Markdown as they stand in the page.</summary>
internal sealed record HelpPage
{
    /// <summary><c>Verb-Noun</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the page is read in a browser, as <c>Get-Help -Online</c> opens it.</summary>
    public required string HelpUri { get; init; }

    /// <summary>The synopsis, one line.</summary>
    public required string Synopsis { get; init; }

    /// <summary>What the cmdlet does.</summary>
    public required string Description { get; init; }

    /// <summary>Names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>The examples: a title, code and what is said of it.</summary>
    public required IReadOnlyList<HelpSection> Examples { get; init; }

    /// <summary>The parameters, without the common ones.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>What may be piped to the cmdlet, by type.</summary>
    public required IReadOnlyList<HelpSection> Inputs { get; init; }

    /// <summary>What the cmdlet writes, by type.</summary>
    public required IReadOnlyList<HelpSection> Outputs { get; init; }

    /// <summary>What else is worth knowing; may be empty.</summary>
    public required string Notes { get; init; }

    /// <summary>Other pages and topics.</summary>
    public required IReadOnlyList<HelpLink> Links { get; init; }
}

/// <summary>A heading and the Markdown under it.</summary>
internal sealed record HelpSection(string Title, string Text);

/// <summary>A link by its words and its address, which is relative for pages of the repository.</summary>
internal sealed record HelpLink(string Text, string Address);

/// <summary>A parameter: what is said of it, and what its block of YAML declares.</summary>
internal sealed record HelpParameter
{
    /// <summary>Without the hyphen.</summary>
    public required string Name { get; init; }

    /// <summary>What is said of it.</summary>
    public required string Text { get; init; }

    /// <summary>Full name of the .NET type, as reflection writes it.</summary>
    public required string Type { get; init; }

    /// <summary>Empty when there is none.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether wildcards are taken.</summary>
    public required bool SupportsWildcards { get; init; }

    /// <summary>Other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The only values that are taken; empty for any.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>How it binds in each parameter set that has it.</summary>
    public required IReadOnlyList<HelpBinding> Bindings { get; init; }
}

/// <summary>How a parameter binds in one parameter set, or in all of them.</summary>
internal sealed record HelpBinding(string Set, string Position, bool IsRequired, bool TakesPipeline, bool TakesProperty)
{
    /// <summary>The name that stands for all sets.</summary>
    public const string AllSets = "(All)";
}
