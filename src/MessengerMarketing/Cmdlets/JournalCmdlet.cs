using System;
using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>Base class of cmdlets that read journals, which are given by paths or by files from the pipeline.</summary>
public abstract class JournalCmdlet : PipelineCmdlet
{
    private protected const string PathSet = "JournalPath";
    private protected const string LiteralPathSet = "LiteralPath";

    private long _items;

    /// <summary>Journals that cmdlets with -JournalPath wrote. Wildcards are supported.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    [JournalPathTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set => field = this.Bind(value); }

    /// <summary>Exact paths of journals. Files from Get-ChildItem bind to this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set => field = this.Bind(value); }

    /// <summary>Returns the paths of the journals of the current pipeline item. For a journal that does not exist, it writes an error.</summary>
    private protected IEnumerable<string> ResolveJournals()
    {
        _items++;
        if (JournalPath is null || Array.IndexOf(JournalPath, ItemText.None) < 0)
        {
            return CustomerPaths.Resolve(this, JournalPath ?? LiteralPath ?? [], isLiteral: ParameterSetName == LiteralPathSet);
        }

        WriteError(ItemErrors.ItemWithout("JournalPath", _items, "Pipe paths, or files from Get-ChildItem."));
        return [];
    }
}
